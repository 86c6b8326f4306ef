// Rows about clocks, other catalogs, limits and files (T28 to T45).
import { createHash } from 'node:crypto';
import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../../../src/model/json/canonical.ts';
import { storedName } from '../../../src/repository/target-path.ts';
import { preAuthEncoding } from '../../../src/trust/dsse/sign-envelope.ts';
import { sign } from '../../../src/trust/signature.ts';
import { ALL, ahead, LIGHTS, lock, none, resign, row, stored } from './table.ts';

row('T28', 'a clock of long ago', 'clock-behind-lock', none, () => ({ lock, now: new Date('2020-01-01T00:00:00Z') }));
for (const role of ALL)
  row('T28', `${role} of tomorrow`, 'metadata-from-future', (on) =>
    on.change(role, (signed) => {
      signed['x-assay'].issuedAt = '2026-02-01T12:00:00Z';
    }),
  );
for (const role of ['timestamp', 'snapshot', 'targets', 'author.hearth', 'revocation'])
  row('T29', `${role} of another catalog, under the same keys`, 'catalog-binding', (on) =>
    on.change(role, (signed) => {
      signed['x-assay'].catalog = 'other';
    }),
  );
row('T29', 'a whole repository of another catalog', 'catalog-binding', none, () =>
  ahead((other) => {
    other.catalog = 'other';
  }),
);
row('T29', 'a key that signs two catalogs', 'key-reuse', none, () => ({ otherLocks: [{ ...lock, catalog: 'other' }] }));
row('T29', 'one key for timestamp and targets', 'key-reuse', (on) =>
  on.change('root', (signed) => {
    signed.roles.targets.keyids.push(on.id('timestamp'));
  }),
);
row('T29', 'one key for timestamp and snapshot', 'key-reuse', (on) =>
  on.change('root', (signed) => {
    signed.roles.snapshot.keyids.push(on.id('timestamp'));
  }),
);
row('T30', 'a signature over a dsse envelope', 'sig-threshold-not-met', (on) => {
  const text = canonicalJson(on.json('timestamp').signed);
  const sig = Buffer.from(
    sign(on.key('timestamp'), preAuthEncoding('application/vnd.in-toto+json', Buffer.from(text))),
  ).toString('hex');
  resign(on, 'timestamp', ([one]) => [{ ...one, sig }]);
});
row('T45', '10,000 signatures', 'sig-too-many', (on) => {
  const one = on.json('targets').signatures[0];
  on.put('targets', canonicalJson({ ...on.json('targets'), signatures: Array.from({ length: 10_000 }, () => one) }));
});
row('T45', '200 levels of nesting', 'json-malformed', (on) =>
  on.raw('timestamp', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`),
);
row('T45', '5,000 levels of nesting', 'json-malformed', (on) => on.put('timestamp', '['.repeat(5000)));
row('T45', '65 keys', 'metadata-limit', (on) =>
  on.change('root', (signed) => {
    for (let at = 0; at < 65; at += 1) signed.keys[`${at}`] = {};
  }),
);
row('T45', '257 delegations', 'metadata-limit', (on) =>
  on.change('targets', (signed) => {
    signed.delegations.roles = Array.from({ length: 257 }, (_, at) => ({
      ...signed.delegations.roles[0],
      name: `author.a${at}`,
    }));
  }),
);
row('files', 'a link in place of a role', 'file-special', (on) => {
  renameSync(on.path('metadata/timestamp.json'), on.path('t'));
  symlinkSync(on.path('t'), on.path('metadata/timestamp.json'));
});
row('files', 'a link among the targets', 'file-special', (on) => symlinkSync('/etc/hostname', on.path('targets/host')));
row('files', 'a link in place of a folder', 'file-special', (on) => {
  renameSync(on.path('metadata'), on.path('elsewhere'));
  symlinkSync(on.path('elsewhere'), on.path('metadata'));
});
for (const role of ALL)
  row('files', `${role} that is missing`, role === 'root' || role !== 'x' ? 'metadata-missing' : '', (on) =>
    on.remove(on.file(role)),
  );
row('use', 'a key made for tests', 'key-not-for-production', (on) =>
  on.change('root', (signed) => {
    signed['x-assay'].keys = { [on.id('timestamp')]: { use: 'test' } };
  }),
);
row('use', 'an author whose key was made for development', 'key-not-for-production', (on) =>
  on.change('targets', (signed) => {
    signed['x-assay'].keys = { [on.id('author')]: { use: 'development' } };
  }),
);
row('form', 'a root without consistent snapshots', 'metadata-invalid', (on) =>
  on.change('root', (signed) => {
    signed.consistent_snapshot = false;
  }),
);
row('form', 'a root in place of a timestamp', 'metadata-invalid', (on) =>
  on.change('timestamp', (signed) => {
    signed._type = 'root';
  }),
);
row('form', 'another major version of tuf', 'metadata-invalid', (on) =>
  on.change('timestamp', (signed) => {
    signed.spec_version = '2.0';
  }),
);
row('form', 'a role without its binding', 'metadata-invalid', (on) =>
  on.change('timestamp', (signed) => {
    delete signed['x-assay'];
  }),
);
row('form', 'a threshold that nobody can reach', 'metadata-invalid', (on) =>
  on.change('root', (signed) => {
    signed.roles.targets.threshold = 9;
  }),
);
row('form', 'a threshold of nothing', 'version-range', (on) =>
  on.change('root', (signed) => {
    signed.roles.targets.threshold = 0;
  }),
);
row('form', 'a listed file that is no bundle', 'bundle-refused', (on) => {
  const bytes = Buffer.from('this is no archive');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  on.remove(stored(on, 'author.hearth', LIGHTS));
  writeFileSync(on.path(`targets/${storedName(LIGHTS, sha256)}`), bytes);
  on.change('author.hearth', (signed) => {
    Object.assign(signed.targets[LIGHTS], { hashes: { sha256 }, length: bytes.length });
  });
});
