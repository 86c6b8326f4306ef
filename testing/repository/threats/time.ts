// Rows about versions, time and revocation (T10 to T18).
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../../../src/model/json/canonical.ts';
import type { Attack, Loose } from '../attack.ts';
import { NOW } from '../keeper-shell.ts';
import { ALL, ahead, LIGHTS, lock, none, row, stored } from './table.ts';

row('T10', 'an older timestamp', 'rollback-timestamp', none, () =>
  ahead((later) => {
    later.timestamp.version = 5;
  }),
);
row('T10', 'an older snapshot', 'rollback-snapshot', none, () =>
  ahead((later) => {
    later.snapshot.version = 5;
  }),
);
row('T10', 'older targets', 'rollback-role', none, () =>
  ahead((later) => {
    later.roles.targets.version = 2;
  }),
);
row('T10', 'an older author', 'rollback-role', none, () =>
  ahead((later) => {
    later.roles['author.hearth'].version = 2;
  }),
);
row('T10', 'an author who vanished', 'rollback-role', none, () =>
  ahead((later) => {
    later.roles['author.gone'] = later.roles.targets;
  }),
);
row('T10', 'another timestamp under the same version', 'version-reused', none, () =>
  ahead((later) => {
    later.timestamp.digest = `sha256:${'0'.repeat(64)}`;
  }),
);
row('T10', 'another root under the same version', 'version-reused', none, () =>
  ahead((later) => {
    later.root.digest = `sha256:${'0'.repeat(64)}`;
  }),
);
row('T10', 'another bundle under the same path', 'target-replaced', none, () =>
  ahead((later) => {
    later.targets[LIGHTS] = `sha256:${'0'.repeat(64)}`;
  }),
);
row('T10', 'a bundle that vanished, strictly', 'target-vanished', none, () => ({
  ...ahead((later) => {
    later.targets['apps/gone/1/gone-1.tgz'] = later.targets[LIGHTS];
  }),
  strict: true,
}));
row('T11', 'no lock where one is required', 'lock-missing', none, () => ({ requireLock: true }));
row('T11', 'no lock and no digest, strictly', 'root-unanchored', none, () => ({ strict: true }));
row('T11', 'another first root than was told', 'root-digest-mismatch', none, () => ({
  rootDigest: `sha256:${'0'.repeat(64)}`,
}));
for (const role of ALL) {
  const rule = ['revocation', 'author.hearth'].includes(role) ? 'expired-role' : `expired-${role}`;
  row('T12', `${role} at the instant at which it expires`, rule, (on) =>
    on.change(role, (signed) => {
      signed.expires = NOW;
    }),
  );
}
for (const role of ALL)
  row('T12', `${role} that is valid for a hundred years`, 'validity-too-long', (on) =>
    on.change(role, (signed) => {
      signed.expires = '2126-01-01T00:00:00Z';
    }),
  );
for (const date of [
  'never',
  '99999',
  '2026-12-31T00:00:00+05:00',
  '2026-02-30T00:00:00Z',
  '2026-06-30T23:59:60Z',
  1893456000,
])
  row('T13', `the date ${date}`, 'date-format', (on) =>
    on.change('timestamp', (signed) => {
      signed.expires = date;
    }),
  );
row('T14', 'old targets with a new snapshot', 'snapshot-hash-mismatch', (on) => {
  const old = on.text('author.hearth');
  on.change('author.hearth', (signed) => {
    signed.expires = '2026-06-01T00:00:00Z';
  });
  writeFileSync(on.path(on.file('author.hearth')), old);
});
row('T14', 'an old snapshot with a new timestamp', 'snapshot-hash-mismatch', (on) => {
  const old = on.text('snapshot');
  on.change('snapshot', (signed) => {
    signed.expires = '2026-02-05T00:00:00Z';
  });
  writeFileSync(on.path(on.file('snapshot')), old);
});
row('T14', 'a snapshot that gives no digest', 'snapshot-hash-missing', (on) =>
  on.change('snapshot', (signed) => {
    signed.meta['targets.json'] = { version: 1 };
  }),
);
row('T14', 'a version other than the one named', 'version-mismatch', (on) =>
  on.change('targets', (signed) => {
    signed.version = 2;
  }),
);
row('T15', 'the version 2^53', 'version-range', (on) =>
  on.raw(
    'timestamp',
    canonicalJson(on.json('timestamp').signed).replace('"version":1,"x', '"version":9007199254740992,"x'),
  ),
);
row('T15', 'the version 2^53 + 1', 'version-range', (on) =>
  on.raw(
    'timestamp',
    canonicalJson(on.json('timestamp').signed).replace('"version":1,"x', '"version":9007199254740993,"x'),
  ),
);
for (const version of [0, -1, 1.5, '1', null])
  row('T15', `the version ${version}`, 'version-range', (on) =>
    on.change('timestamp', (signed) => {
      signed.version = version;
    }),
  );
row(
  'T15',
  'a version that ran away',
  'version-jump',
  (on) =>
    on.change('timestamp', (signed) => {
      signed.version = 5000;
    }),
  () => ({ lock }),
);
row('T16', 'a timestamp of 16,385 bytes', 'metadata-too-large', (on) =>
  writeFileSync(on.path('metadata/timestamp.json'), 'x'.repeat(16_385)),
);
row('T16', 'a root without end', 'metadata-too-large', (on) =>
  writeFileSync(on.path('metadata/1.root.json'), 'x'.repeat(600_000)),
);
/** A second root, and who signs it. */
const nextRoot = (on: Attack, signers: readonly string[], edit: (signed: Loose) => void = none, version = 2): void => {
  const { signed } = on.json('root');
  signed.version = version;
  edit(signed);
  writeFileSync(on.path(`metadata/${version}.root.json`), on.signed(signed, signers));
};
row('T17', 'a root that only its new keys sign', 'root-chain-broken', (on) =>
  nextRoot(on, ['author', 'stop'], (signed) => {
    for (const name of ['author', 'stop'])
      signed.keys[on.id(name)] = JSON.parse(
        canonicalJson({
          keytype: 'ed25519',
          keyval: { public: Buffer.from(on.key(name).publicKey.spki.subarray(-32)).toString('hex') },
          scheme: 'ed25519',
        }),
      );
    signed.roles.root.keyids = [on.id('author'), on.id('stop')];
  }),
);
row('T17', 'a root that one of two signs', 'root-chain-broken', (on) => nextRoot(on, ['ann']));
row('T17', 'a root that its own keys do not sign', 'root-chain-broken', (on) =>
  nextRoot(on, ['ann', 'bob'], (signed) => {
    signed.roles.root.keyids = [on.id('ann'), on.id('snapshot')];
  }),
);
row('T17', 'root 3 after root 1', 'root-version-gap', (on) => nextRoot(on, ['ann', 'bob'], none, 3));
row('T17', 'a root with another version than its name', 'root-version-gap', (on) => {
  nextRoot(on, ['ann', 'bob'], none, 3);
  renameSync(on.path('metadata/3.root.json'), on.path('metadata/2.root.json'));
});
const revoke = (on: Attack, edit: (list: Loose) => void): void => {
  const list = JSON.parse(readFileSync(on.path(stored(on, 'revocation', 'revocations.json')), 'utf8'));
  on.remove(stored(on, 'revocation', 'revocations.json'));
  edit(list);
  const text = canonicalJson(list);
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(on.path(`targets/${sha256}.revocations.json`), text);
  on.change('revocation', (signed) => {
    signed.targets['revocations.json'] = { hashes: { sha256 }, length: text.length };
  });
};
row('T18', 'a bundle that was revoked and is offered', 'revoked-bundle', (on) => {
  const digest = `sha256:${on.json('author.hearth').signed.targets[LIGHTS].hashes.sha256}`;
  revoke(on, (list) => {
    list.bundles = [{ at: NOW, digest, reason: 'leaks tokens' }];
  });
});
row(
  'T18',
  'an author whose key was revoked',
  'revoked-key',
  (on) =>
    // Nothing of that author is believed then, so that what lies there is signed for by nobody.
    revoke(on, (list) => {
      list.keys = [{ at: NOW, keyId: on.id('author'), reason: 'laptop lost' }];
    }),
  () => ({ judgeTarget: undefined }),
);
row('T18', 'a list of revocations that is gone', 'revocation-unavailable', (on) =>
  on.remove(stored(on, 'revocation', 'revocations.json')),
);
row('T18', 'a snapshot that hides the role that revokes', 'revocation-unavailable', (on) =>
  on.change('snapshot', (signed) => {
    delete signed.meta['revocation.json'];
  }),
);
row('T18', 'a list of revocations of another catalog', 'catalog-binding', (on) =>
  revoke(on, (list) => {
    list.catalog = 'other';
  }),
);
