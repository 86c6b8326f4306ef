// Rows about bundles, signatures and keys (T1 to T9).
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../../../src/model/json/canonical.ts';
import { storedName } from '../../../src/repository/target-path.ts';
import type { Attack, Loose } from '../attack.ts';
import { ALL, LIGHTS, lock, PANEL, resign, row, stored } from './table.ts';

const L = (1n << 252n) + 27742317777372353535851937790883648493n;

const flip = (path: string): void => {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(path, bytes);
};

row('T1', 'a byte of a bundle', 'bundle-digest-mismatch', (on) => flip(on.path(stored(on, 'author.hearth', LIGHTS))));
row('T1', 'a bundle that grew', 'bundle-digest-mismatch', (on) =>
  appendFileSync(on.path(stored(on, 'author.hearth', LIGHTS)), 'x'),
);
row('T1', 'a file that nobody signed for', 'target-unknown', (on) => {
  mkdirSync(on.path('targets/apps/evil/1'), { recursive: true });
  writeFileSync(on.path('targets/apps/evil/1/evil-1.tgz'), 'evil');
});
row('T1', 'a bundle that is gone', 'target-missing', (on) => on.remove(stored(on, 'author.hearth', LIGHTS)));
row('T2', 'two bundles that change places', 'entry-bundle-identity-mismatch', (on) => {
  const { [LIGHTS]: lights, [PANEL]: panel } = on.json('author.hearth').signed.targets;
  const [from, to] = [stored(on, 'author.hearth', LIGHTS), stored(on, 'author.hearth', PANEL)];
  mkdirSync(on.path('swap'));
  renameSync(on.path(from), on.path('swap/lights'));
  renameSync(on.path(to), on.path('swap/panel'));
  const swap = (path: string, name: string, sha256: string): void =>
    renameSync(on.path(`swap/${name}`), on.path(`targets/${storedName(path, sha256)}`));
  swap(PANEL, 'lights', lights.hashes.sha256);
  swap(LIGHTS, 'panel', panel.hashes.sha256);
  on.remove('swap');
  on.change('author.hearth', (signed) => {
    signed.targets = { [LIGHTS]: panel, [PANEL]: lights };
  });
});
for (const role of ALL)
  row('T3', `${role} without signatures`, 'sig-threshold-not-met', (on) => resign(on, role, () => []));
row(
  'T3',
  'a repository without its roots, once it had them',
  'trust-downgrade',
  (on) => on.remove('metadata/1.root.json'),
  () => ({ lock }),
);
row('T4', 'a timestamp that the snapshot key signed', 'sig-key-not-authorized', (on) =>
  on.change('timestamp', () => {}, ['snapshot']),
);
row('T4', 'an author who signs targets', 'sig-threshold-not-met', (on) =>
  on.change('targets', () => {}, ['ann', 'author']),
);
row('T5', 'one key under two ids', 'keyid-mismatch', (on) =>
  on.change('root', (signed) => {
    signed.keys['0'.repeat(64)] = signed.keys[on.id('ann')];
    signed.roles.root.keyids.push('0'.repeat(64));
  }),
);
row('T5', 'one key in two forms', 'key-duplicate', (on) =>
  on.change('root', (signed) => {
    const other = { ...signed.keys[on.id('ann')], note: 'the same' };
    signed.keys[createHash('sha256').update(canonicalJson(other)).digest('hex')] = other;
  }),
);
row('T5', 'two keys of one principal', 'sig-threshold-not-met', (on) =>
  on.change('root', (signed) => {
    signed['x-assay'].keys[on.id('bob')].principal = 'mailto:Ann@example.org';
  }),
);
row('T5', 'a key twice in a role', 'key-duplicate', (on) =>
  on.change('root', (signed) => {
    signed.roles.targets.keyids = [on.id('ann'), on.id('ann')];
  }),
);
row('T6', 'one signature twice', 'sig-duplicate', (on) => resign(on, 'root', ([one]) => [one, one]));
row('T7', 'a signature in upper case', 'sig-encoding', (on) =>
  resign(on, 'timestamp', ([one]) => [{ ...one, sig: one.sig.toUpperCase() }]),
);
row('T7', 'a signature with a tail', 'sig-encoding', (on) =>
  resign(on, 'timestamp', ([one]) => [{ ...one, sig: `${one.sig}zz` }]),
);
row('T7', 'a signature whose number is not reduced', 'sig-encoding', (on) =>
  resign(on, 'timestamp', ([one]) => {
    const bytes = Buffer.from(one.sig, 'hex');
    const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + L;
    const big = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
    return [{ ...one, sig: Buffer.concat([bytes.subarray(0, 32), big]).toString('hex') }];
  }),
);
const SMALL = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  `ed${'ff'.repeat(30)}7f`,
];
/** Puts a key of any form in ann's place. */
const withKey = (on: Attack, key: Loose): void =>
  on.change('root', (signed) => {
    const id = createHash('sha256').update(canonicalJson(key)).digest('hex');
    signed.keys[id] = key;
  });
for (const point of SMALL)
  row('T8', `the key ${point.slice(0, 8)} of small order`, 'key-weak', (on) =>
    withKey(on, { keytype: 'ed25519', keyval: { public: point }, scheme: 'ed25519' }),
  );
const PEM = '-----BEGIN PUBLIC KEY-----\\nMFkwEwYH';
row('T9', 'a pem key that is called ed25519', 'key-alg-mismatch', (on) =>
  withKey(on, { keytype: 'ed25519', keyval: { public: PEM }, scheme: 'ed25519' }),
);
row('T9', 'an ed25519 key with the scheme of rsa', 'key-alg-mismatch', (on) =>
  withKey(on, { keytype: 'ed25519', keyval: { public: 'ab'.repeat(32) }, scheme: 'rsassa-pss-sha256' }),
);
row('T9', 'an rsa key of 1024 bits', 'key-weak', (on) =>
  withKey(on, {
    keytype: 'rsa',
    keyval: {
      public:
        'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7iYpZ0xRLzTg1WkO0PqDq5cCHVWzq0dSTn0qXJ3pSKkGc6OmPjM6rZbVQeMKTcV9uFZBgKxyrTHFGHgBQ0Lf6rPf2hn4aY4mJg8iGpmIbUNq9kFgGVZyBvJeQqS3nB8YV3r1iX1KDL7jWbWjIYjG0k5PGpLhV0aWbVgDdFVxKZwIDAQAB',
    },
    scheme: 'rsassa-pss-sha256',
  }),
);
