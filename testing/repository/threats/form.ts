// Rows about delegations, bytes and entries (T19 to T27).
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { digestBytes } from '../../../src/model/digest.ts';
import { canonicalJson } from '../../../src/model/json/canonical.ts';
import { sign } from '../../../src/trust/signature.ts';
import type { Attack, Loose } from '../attack.ts';
import { LIGHTS, none, PANEL, row, shell } from './table.ts';

row('T19', 'one role with two delegators', 'delegation-ambiguous', (on) => {
  const { delegations } = on.json('targets').signed;
  on.change('author.hearth', (signed) => {
    signed.delegations = {
      keys: delegations.keys,
      roles: [delegations.roles.find(({ name }: Loose) => name === 'revocation')],
    };
  });
});
row('T19', 'one role delegated to twice', 'delegation-ambiguous', (on) =>
  on.change('targets', (signed) => {
    signed.delegations.roles.push(signed.delegations.roles[0]);
  }),
);
row('T19', 'one path in two roles', 'delegation-ambiguous', (on) => {
  const file = on.json('author.hearth').signed.targets[LIGHTS];
  on.change('targets', (signed) => {
    signed.targets[LIGHTS] = file;
  });
});
/** Warnings count here, of a repository that is known for the right one; its files are others' business. */
const strictly = () => ({
  strict: true,
  rootDigest: digestBytes(readFileSync(shell.at('repo/metadata/1.root.json'))),
  judgeTarget: undefined,
});
const PANELS = PANEL.replace('.tgz', '.zip');
row(
  'T19',
  'one version in two files',
  'entry-duplicate',
  (on) =>
    on.change('author.hearth', ({ targets }) => {
      targets[PANELS] = { ...targets[PANEL], hashes: { sha256: 'ab'.repeat(32) } };
    }),
  () => ({ judgeTarget: undefined }),
);
row(
  'T19',
  'one file as two apps',
  'entry-duplicate',
  (on) =>
    on.change('author.hearth', ({ targets }) => {
      const { length, hashes } = targets[LIGHTS];
      Object.assign(targets[PANEL], { length, hashes });
    }),
  () => ({ judgeTarget: undefined }),
);
row(
  'T19',
  'one app of two roles',
  'app-owned-twice',
  (on) => {
    const { signed } = on.json('author.hearth');
    const file = structuredClone(signed.targets[LIGHTS]);
    Object.assign(file.custom.entry, { version: '2.0.0' });
    const path = 'other/room-lights-2.0.0.tgz';
    const other = on.signed({ ...signed, targets: { [path]: { ...file, hashes: { sha256: 'ab'.repeat(32) } } } }, [
      'author',
    ]);
    writeFileSync(on.path('metadata/1.author.other.json'), other);
    on.change('targets', ({ delegations: { roles } }) => {
      roles.push({
        ...roles.find(({ name }: Loose) => name === 'author.hearth'),
        name: 'author.other',
        paths: ['other/*'],
      });
    });
    on.change('snapshot', ({ meta }) => {
      const sha256 = createHash('sha256').update(other).digest('hex');
      meta['author.other.json'] = { hashes: { sha256 }, length: Buffer.byteLength(other), version: 1 };
    });
  },
  strictly,
);
for (const pattern of ['apps/room-*/*/*', 'apps/*-lights/*/*', 'apps/x/1.0.0/x.tgz', 'revocations.json', '*.json'])
  row(
    'T20',
    `${pattern} delegated twice`,
    'delegation-overlap',
    (on) =>
      on.change('targets', ({ delegations: { roles } }) => {
        roles.push({ ...roles[0], name: 'author.other', paths: ['other/*', pattern] });
      }),
    strictly,
  );
row(
  'T28',
  'an entry of tomorrow',
  'entry-from-future',
  (on) =>
    on.change('author.hearth', ({ targets }) => {
      targets[PANEL].custom.entry.publishedAt = '2026-02-01T12:00:00Z';
    }),
  strictly,
);
row('T45', '1,025 patterns', 'metadata-limit', (on) =>
  on.change('targets', ({ delegations: { roles } }) => {
    roles[0].paths = Array.from({ length: 1025 }, (_, at) => `a${at}`);
  }),
);
for (const path of ['tools/x/1/x-1.tgz', 'apps/x/x-1.tgz', 'apps/x/1/y/x-1.tgz', 'revocations.json'])
  row('T20', `an author who signs for ${path}`, 'delegation-path', (on) =>
    on.change('author.hearth', (signed) => {
      signed.targets[path] = { hashes: { sha256: 'ab'.repeat(32) }, length: 1 };
    }),
  );
for (const path of ['../x', '/x', 'apps//x', 'apps/./x', 'apps/x y/1/z', 'apps/ü/1/z'])
  row('T20', `the path ${path}`, 'metadata-invalid', (on) =>
    on.change('targets', (signed) => {
      signed.targets[path] = { hashes: { sha256: 'ab'.repeat(32) }, length: 1 };
    }),
  );
for (const [says, edit] of [
  ['two versions', (text: string) => text.replace('"version":1,"x', '"version":99,"version":1,"x')],
  ['two spellings of one member', (text: string) => text.replace('"version":1,"x', '"version":1,"\\u0076ersion":1,"x')],
] as const)
  row('T21', says, 'json-duplicate-key', (on) => on.raw('timestamp', edit(canonicalJson(on.json('timestamp').signed))));
row('T21', 'signed twice', 'json-duplicate-key', (on) =>
  on.put('timestamp', on.text('timestamp').replace(/\}$/, ',"signed":{}}')),
);
for (const [says, edit] of [
  ['indented', (value: Loose) => JSON.stringify(value, null, 7)],
  ['with a line feed at its end', (value: Loose) => `${canonicalJson(value)}\n`],
  ['in another order', (value: Loose) => JSON.stringify(Object.fromEntries(Object.entries(value).reverse()))],
  [
    'with an escape that is none of need',
    (value: Loose) => canonicalJson(value).replace('"timestamp"', '"\\u0074imestamp"'),
  ],
] as const) {
  row('T22', `a file ${says}`, 'json-not-canonical', (on) => on.put('timestamp', edit(on.json('timestamp'))));
  row('T22', `a signed part ${says}`, 'json-not-canonical', (on) =>
    on.raw('timestamp', edit(on.json('timestamp').signed)),
  );
}
row('T22', 'a control character, which clients canonicalise otherwise', 'json-not-canonical', (on) =>
  on.change('timestamp', (signed) => {
    signed.note = 'a\nb';
  }),
);
/** Signed bytes that no text can hold. */
const rawBytes = (on: Attack, insert: Uint8Array): void => {
  const text = Buffer.from(canonicalJson({ ...on.json('timestamp').signed, note: 'HERE' }));
  const at = text.indexOf('HERE');
  const bytes = Buffer.concat([text.subarray(0, at), insert, text.subarray(at + 4)]);
  const sig = Buffer.from(sign(on.key('timestamp'), bytes)).toString('hex');
  const head = Buffer.from(`{"signatures":[{"keyid":"${on.id('timestamp')}","sig":"${sig}"}],"signed":`);
  writeFileSync(on.path('metadata/timestamp.json'), Buffer.concat([head, bytes, Buffer.from('}')]));
};
row('T23', 'a byte that is no utf-8', 'json-encoding', (on) => rawBytes(on, Uint8Array.of(0xff)));
row('T23', 'a lone surrogate', 'json-encoding', (on) => rawBytes(on, Buffer.from('\\ud800')));
row('T23', 'a byte order mark', 'json-encoding', (on) => on.put('timestamp', `\ufeff${on.text('timestamp')}`));
row('T23', 'a number out of range', 'version-range', (on) => on.raw('timestamp', '{"_type":1e400}'));
row('T23', 'half a file', 'json-malformed', (on) => on.put('timestamp', on.text('timestamp').slice(0, 300)));
row('T23', 'an empty file', 'json-malformed', (on) => on.put('timestamp', ''));
for (const target of ['constructor', '__proto__', 'toString', 'apps/other/1/other-1.tgz'])
  row('T24', `the question for ${target}`, 'target-unknown', none, () => ({ target }));
row('T24', 'a member __proto__', 'json-malformed', (on) =>
  on.raw('timestamp', canonicalJson(on.json('timestamp').signed).replace('{', '{"__proto__":1,')),
);
row('T25', 'a member beside what is signed', 'envelope-unknown-field', (on) =>
  on.put('timestamp', on.text('timestamp').replace(/\}$/, ',"zzz":1}')),
);
row('T25', 'a member before what is signed', 'envelope-unknown-field', (on) =>
  on.put('timestamp', on.text('timestamp').replace('{', '{"mirror":"http://evil.example",')),
);
const entryEdits: Record<string, (entry: Loose) => void> = {
  permissions: (entry) => entry.permissions.pop(),
  'api.minimumVersion': (entry) => {
    entry.api.minimumVersion = 99;
  },
  'api.maximumTestedVersion': (entry) => {
    entry.api.maximumTestedVersion = 99;
  },
  'api.optionalCapabilities': (entry) => {
    entry.api.optionalCapabilities = ['media.control'];
  },
  'api.experimentalCapabilitiesAccepted': (entry) => {
    entry.api.experimentalCapabilitiesAccepted = !entry.api.experimentalCapabilitiesAccepted;
  },
  'the manifest digest': (entry) => {
    entry.manifest.digest = `sha256:${'0'.repeat(64)}`;
  },
  'the tree digest': (entry) => {
    entry.digests.tree = `sha256:${'0'.repeat(64)}`;
  },
  services: (entry) => {
    entry.services = ['other/service'];
  },
  epoch: (entry) => {
    entry.epoch = 1;
  },
  name: (entry) => {
    entry.name = 'Something else';
  },
};
for (const [field, edit] of Object.entries(entryEdits))
  row('T26', `an entry with other ${field} than its bundle`, 'entry-manifest-mismatch', (on) =>
    on.change('author.hearth', (signed) => edit(signed.targets[LIGHTS].custom.entry)),
  );
row('T26', 'an entry of another version than its bundle', 'entry-bundle-identity-mismatch', (on) =>
  on.change('author.hearth', (signed) => {
    signed.targets[LIGHTS].custom.entry.version = '9.9.9';
  }),
);
row('T26', 'an entry with an unknown member', 'entry-invalid', (on) =>
  on.change('author.hearth', (signed) => {
    signed.targets[LIGHTS].custom.entry.trusted = true;
  }),
);
for (const [says, hashes, rule] of [
  ['md5 alone', { md5: 'ab'.repeat(16) }, 'hash-alg'],
  ['no digest', {}, 'hash-alg'],
  ['md5 beside sha-256', { md5: 'ab'.repeat(16), sha256: 'ab'.repeat(32) }, 'hash-alg'],
  ['an upper-case digest', { sha256: 'AB'.repeat(32) }, 'hash-encoding'],
  ['a short digest', { sha256: 'ab'.repeat(31) }, 'hash-encoding'],
] as const)
  row('T27', `a bundle with ${says}`, rule, (on) =>
    on.change('author.hearth', (signed) => {
      signed.targets[LIGHTS].hashes = hashes;
    }),
  );
