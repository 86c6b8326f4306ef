// The rows of the threat table that are about repositories (THREAT_MODEL.md): each builds its attack, most of them with
// every key in the attacker's hands, and expects exactly one rule.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeRepository, type RepositoryToVerify } from '../../src/check/judge-repository.ts';
import { REPOSITORY_RULES } from '../../src/check/rules/repository/index.ts';
import type { CatalogLock } from '../../src/formats/generated/catalog-lock.ts';
import { canonicalJson } from '../../src/model/json/canonical.ts';
import { lockOf } from '../../src/repository/lock.ts';
import { storedName } from '../../src/repository/target-path.ts';
import { preAuthEncoding } from '../../src/trust/dsse/sign-envelope.ts';
import { sign } from '../../src/trust/signature.ts';
import { Attack, type Loose } from './attack.ts';
import { KeeperShell, NOW } from './keeper-shell.ts';

const LIGHTS = 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz';
const PANEL = 'apps/guest-panel/1.7.0/guest-panel-1.7.0.tgz';
const shell = new KeeperShell();
let counter = 0;
let lock: CatalogLock;

beforeAll(async () => {
  await shell.published();
  lock = lockNow(shell.at('repo'));
}, 120_000);
afterAll(() => shell.remove());

type Options = Partial<RepositoryToVerify>;

function judge(folder: string, options: Options = {}) {
  return judgeRepository({
    folder,
    shown: 'repo',
    now: new Date(NOW),
    strict: false,
    requireLock: false,
    metadataOnly: false,
    ...options,
  });
}

function lockNow(folder: string, now = NOW): CatalogLock {
  const { repository } = judge(folder, { now: new Date(now) });
  if (repository === undefined) throw new Error('the repository does not verify');
  return lockOf(repository, new Date(now));
}

/** Rules with errors, each once. */
function errors(folder: string, options: Options = {}): string[] {
  const { findings } = judge(folder, options).report;
  const ids = findings.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId);
  return [...new Set(ids)].map((id) => id.replace('repository/', ''));
}

function copy(): Attack {
  counter += 1;
  const folder = shell.at(`attack-${counter}`);
  cpSync(shell.at('repo'), folder, { recursive: true });
  return new Attack(folder, shell.keys);
}

interface Case {
  readonly row: string;
  readonly says: string;
  readonly rule: string;
  attack(on: Attack): void;
  readonly options?: () => Options;
}

const seen = new Set<string>();
const cases: Case[] = [];
const row = (row: string, says: string, rule: string, attack: Case['attack'], options?: () => Options): void => {
  cases.push({ row, says, rule, attack, ...(options === undefined ? {} : { options }) });
};

const ALL = ['root', 'timestamp', 'snapshot', 'targets', 'author.hearth', 'revocation'];
const L = (1n << 252n) + 27742317777372353535851937790883648493n;

/** The file of a role with other signatures over the same bytes, linked to from above. */
function resign(on: Attack, role: string, edit: (signatures: Loose[]) => Loose[]): void {
  const { signed, signatures } = on.json(role);
  const list = edit(signatures).map((each) => canonicalJson(each));
  on.put(role, `{"signatures":[${list.join(',')}],"signed":${canonicalJson(signed)}}`);
}

const flip = (path: string): void => {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(path, bytes);
};
const stored = (on: Attack, role: string, path: string): string =>
  `targets/${storedName(path, on.json(role).signed.targets[path].hashes.sha256)}`;

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
/** A lock that has seen a later version of one role. */
const ahead = (edit: (lock: Loose) => void): Options => {
  const later: Loose = structuredClone(lock);
  edit(later);
  return { lock: later };
};
const none = (): void => {};
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
  () => ({ metadataOnly: true }),
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

describe('a repository under attack', () => {
  it('has nothing to be blamed for before', () => {
    expect(errors(shell.at('repo'))).toEqual([]);
    expect(errors(copy().folder, { lock })).toEqual([]);
  });

  it.each(cases.map((each) => [each.row, each.says, each.rule, each] as const))('%s: %s is %s', (_, __, rule, each) => {
    const on = copy();
    each.attack(on);
    expect(errors(on.folder, each.options?.())).toEqual([rule]);
    seen.add(rule);
    if (existsSync(on.folder)) on.remove('.');
  });

  it('has met every rule', () => {
    const met = new Set([...seen].map((rule) => `repository/${rule}`));
    expect(REPOSITORY_RULES.map(({ id }) => id).filter((id) => !met.has(id))).toEqual(['repository/threshold-low']);
  });

  it('stands in the threat model, rule by rule', () => {
    const page = readFileSync(new URL('../../THREAT_MODEL.md', import.meta.url), 'utf8');
    const [, section = ''] = page.split('\n## Attacks on signed repositories\n');
    const listed = [...(section.split('\n## ')[0]?.matchAll(/`([a-z0-9-]+)`/g) ?? [])].map(([, name]) => name);
    for (const { rule } of cases) expect(listed, rule).toContain(rule);
  });
});
