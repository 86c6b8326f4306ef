// What those who keep a repository do over the years: renew, rotate, revoke, recover. And what its consumers see of it.
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodePrivateKey } from '../../src/trust/keys/parse-key.ts';
import { Attack } from './attack.ts';
import { KeeperShell, NOW } from './keeper-shell.ts';

const shell = new KeeperShell();
const LIGHTS = 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz';

beforeAll(async () => {
  await shell.published();
  cpSync(shell.at('repo'), shell.at('fresh'), { recursive: true });
}, 120_000);
afterAll(() => shell.remove());
beforeEach(() => {
  shell.now = NOW;
  for (const name of ['repo', 'catalog.lock']) rmSync(shell.at(name), { recursive: true, force: true });
  cpSync(shell.at('fresh'), shell.at('repo'), { recursive: true });
});

const VERIFY = 'catalog repo verify --repository repo --lock catalog.lock';
const lock = () => JSON.parse(readFileSync(shell.at('catalog.lock'), 'utf8'));
const idOf = (name: string): string => new Attack(shell.at('repo'), shell.keys).id(name);
const rules = async (line: string): Promise<string[]> => {
  const run = await shell.run(`${line} --json`);
  return JSON.parse(run.stdout).findings.map(
    ({ ruleId, severity }: Record<string, string>) => `${ruleId?.replace('repository/', '')} ${severity}/${run.exit}`,
  );
};
const publishAgain = async (...staged: readonly (readonly [string, ...string[]])[]): Promise<void> => {
  await shell.repo('stage');
  for (const [role, ...signers] of staged) await shell.sign(role, ...signers);
  await shell.publish();
};

/** Flags of the keys that a build service signs with. */
const online = (...names: readonly string[]): string[] =>
  names.flatMap((name) => [`--${name.startsWith('snapshot') ? 'snapshot' : 'timestamp'}-key-file`, `keys/${name}.pem`]);

describe('two keys that both have to sign online', () => {
  beforeEach(async () => {
    for (const role of ['snapshot', 'timestamp']) await shell.addKey(role, `${role}-2`, '--threshold', '2');
    await shell.repo('stage');
    await shell.sign('root', 'ann', 'bob');
  });

  it('publish and renew together', async () => {
    await shell.repo('publish', ...online('snapshot', 'snapshot-2', 'timestamp', 'timestamp-2'));
    expect(await rules('catalog repo verify --repository repo')).toEqual(['root-unanchored warning/0']);
    shell.now = '2026-02-03T12:00:00Z';
    await shell.repo('refresh', ...online('timestamp', 'timestamp-2'));
    const { signatures } = JSON.parse(readFileSync(shell.at('repo/metadata/timestamp.json'), 'utf8'));
    expect(signatures.map(({ keyid }: Record<string, string>) => keyid).sort()).toEqual(
      ['timestamp', 'timestamp-2'].map(idOf).sort(),
    );
    expect(await rules('catalog repo verify --repository repo')).toEqual(['root-unanchored warning/0']);
  });

  it('publish nothing one by one, nor one of them twice', async () => {
    const before = readdirSync(shell.at('repo/metadata'));
    const attempt = async (...names: readonly string[]): Promise<unknown> => {
      const run = await shell.run('catalog repo publish --repository repo --json', ...online(...names));
      return [run.exit, JSON.parse(run.stdout).error.code];
    };
    expect(await attempt('snapshot', 'timestamp', 'timestamp-2')).toEqual([4, 'sig-threshold-not-met']);
    expect(await attempt('snapshot', 'snapshot-2', 'timestamp')).toEqual([4, 'sig-threshold-not-met']);
    expect(await attempt('snapshot', 'snapshot-2', 'timestamp', 'timestamp')).toEqual([4, 'sig-duplicate']);
    expect(await attempt('snapshot', 'snapshot-2', 'timestamp', 'ann')).toEqual([4, 'sig-key-not-authorized']);
    expect(readdirSync(shell.at('repo/metadata'))).toEqual(before);
  });
});

describe('the lock', () => {
  it('is begun, held, raised, and never sinks', async () => {
    expect(JSON.parse((await shell.ok(`${VERIFY} --update-lock --json`)).stdout).lock).toBe('written');
    expect(lock()).toMatchObject({ kind: 'assay.catalog-lock', catalog: 'hearth', timestamp: { version: 1 } });
    expect(Object.keys(lock().targets)).toContain(LIGHTS);
    const before = readFileSync(shell.at('catalog.lock'), 'utf8');
    expect(JSON.parse((await shell.ok(`${VERIFY} --update-lock --json`)).stdout).lock).toBe('held');
    expect(readFileSync(shell.at('catalog.lock'), 'utf8')).toBe(before);

    cpSync(shell.at('repo'), shell.at('old'), { recursive: true });
    shell.now = '2026-02-03T12:00:00Z';
    await shell.repo('refresh', '--timestamp-key-file', 'keys/timestamp.pem');
    expect(JSON.parse((await shell.ok(`${VERIFY} --update-lock --json`)).stdout).lock).toBe('raised');
    expect(lock().timestamp.version).toBe(2);
    rmSync(shell.at('repo'), { recursive: true });
    cpSync(shell.at('old'), shell.at('repo'), { recursive: true });
    const raised = readFileSync(shell.at('catalog.lock'), 'utf8');
    expect(await rules(`${VERIFY} --update-lock`)).toEqual(['rollback-timestamp error/4']);
    expect(readFileSync(shell.at('catalog.lock'), 'utf8')).toBe(raised);
    rmSync(shell.at('old'), { recursive: true });
  });

  it('keeps its instant where a slower clock raises it', async () => {
    shell.now = '2026-02-03T12:00:00Z';
    await shell.ok(`${VERIFY} --update-lock`);
    await shell.repo('refresh', '--timestamp-key-file', 'keys/timestamp.pem');
    shell.now = '2026-02-03T11:57:00Z';
    expect(JSON.parse((await shell.ok(`${VERIFY} --update-lock --json`)).stdout).lock).toBe('raised');
    expect([lock().verifiedAt, lock().timestamp.version]).toEqual(['2026-02-03T12:00:00Z', 2]);
  });

  it('is no lock where it is broken', async () => {
    writeFileSync(shell.at('catalog.lock'), '{"kind":"assay.catalog-lock"}');
    expect((await shell.run(VERIFY)).exit).toBe(3);
  });
});

describe('renewal', () => {
  it('does nothing while all is fresh, renews what is due, and what expired', async () => {
    const fresh = await shell.repo('refresh', '--timestamp-key-file', 'keys/timestamp.pem');
    expect(fresh.stdout).toContain('no change needed');
    shell.now = '2026-02-20T12:00:00Z';
    expect(await rules('catalog repo verify --repository repo')).toEqual(['expired-timestamp error/4']);
    const status = await shell.run('catalog repo status --repository repo');
    expect(status.exit).toBe(1);
    expect(status.stdout).toContain('timestamp: expired at 2026-02-07T12:00:00Z');
    // The snapshot expired too: a timestamp alone can't help.
    const alone = await shell.run(
      'catalog repo refresh --repository repo --timestamp-key-file keys/timestamp.pem --json',
    );
    expect(JSON.parse(alone.stdout).error.code).toBe('expired-snapshot');
    await shell.repo(
      'refresh',
      '--timestamp-key-file',
      'keys/timestamp.pem',
      '--snapshot-key-file',
      'keys/snapshot.pem',
    );
    expect(await rules('catalog repo verify --repository repo')).toEqual(['root-unanchored warning/0']);
  });

  it('takes an encrypted key from a variable, and its passphrase from another, once', async () => {
    shell.now = '2026-02-03T12:00:00Z';
    const timestamp = shell.key('timestamp');
    Object.assign(shell.env, { KEY: encodePrivateKey(timestamp, 'twelve letters'), WORD: 'twelve letters' });
    const run = await shell.repo('refresh', '--timestamp-key-env', 'KEY', '--passphrase-env', 'WORD');
    expect(run.stdout).toContain('timestamp: published version 2');
    expect(run.stdout).not.toContain('twelve letters');
  });

  it('refuses the wrong key, and writes nothing then', async () => {
    const before = readFileSync(shell.at('repo/metadata/timestamp.json'));
    const run = await shell.run(
      'catalog repo refresh --repository repo --force --timestamp-key-file keys/snapshot.pem --json',
    );
    expect(JSON.parse(run.stdout).error.code).toBe('sig-key-not-authorized');
    expect(run.exit).toBe(4);
    expect(readFileSync(shell.at('repo/metadata/timestamp.json')).equals(before)).toBe(true);
  });
});

describe('a version of a role that a newer one has replaced', () => {
  it('stays for those who are reading, and is not looked at, whatever became of it', async () => {
    await shell.repo('refresh', '--force', ...online('snapshot', 'timestamp'));
    const [old, now] = [shell.at('repo/metadata/1.snapshot.json'), shell.at('repo/metadata/2.snapshot.json')];
    writeFileSync(old, 'nothing');
    expect(await rules('catalog repo verify --repository repo')).toEqual(['root-unanchored warning/0']);
    const { roles } = JSON.parse((await shell.ok('catalog repo status --repository repo --json')).stdout);
    const snapshots = roles.filter(({ role }: { readonly role: string }) => role === 'snapshot');
    expect(snapshots).toMatchObject([{ published: { version: 2 } }]);
    writeFileSync(now, 'nothing');
    expect(await rules('catalog repo verify --repository repo')).toEqual(['snapshot-hash-mismatch error/4']);
  });
});

describe('two authors', () => {
  it('of whom the second lists what the first has listed', async () => {
    shell.key('other');
    const delegate = ['--role', 'author.other', '--path', 'apps/room-*/*/*', '--public-key-file', 'keys/other.pub'];
    await shell.repo('delegate', ...delegate);
    for (const form of ['tgz', 'zip'] as const) {
      const entry = `catalog repo entry --repository repo --role author.other --bundle ${await shell.pack('room-lights', form)}`;
      const run = await shell.run(`${entry} --json`);
      expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([2, 'entry-exists']);
    }
    // Whose the paths are is not clear even so.
    await shell.repo('stage');
    await shell.sign('targets', 'ann', 'bob');
    await shell.sign('author.other', 'other');
    await shell.publish();
    expect(await rules('catalog repo verify --repository repo')).toEqual([
      'root-unanchored warning/0',
      'delegation-overlap warning/0',
    ]);
  });
});

describe('signing', () => {
  it('keeps what others signed, and refuses a stranger', async () => {
    await shell.repo('stage', '--role', 'root');
    await shell.sign('root', 'ann');
    const one = JSON.parse(readFileSync(shell.at('repo/staged/root.json'), 'utf8'));
    await shell.sign('root', 'bob', 'bob');
    const two = JSON.parse(readFileSync(shell.at('repo/staged/root.json'), 'utf8'));
    expect(two.signed).toEqual(one.signed);
    expect(two.signatures.length).toBe(2);
    expect(two.signatures).toEqual(expect.arrayContaining(one.signatures));
    const run = await shell.run(
      'catalog repo sign --repository repo --role root --private-key-file keys/author.pem --json',
    );
    expect(JSON.parse(run.stdout).error.code).toBe('sig-key-not-authorized');
  });

  it('is asked of a program as well', async () => {
    const file = shell.at('card');
    const pem = JSON.stringify(readFileSync(shell.at('keys/ann.pem'), 'utf8'));
    writeFileSync(
      file,
      `#!${process.execPath}\nprocess.stdout.write(require('crypto').sign(null, require('fs').readFileSync(0), ${pem}).toString('base64'));\n`,
    );
    chmodSync(file, 0o700);
    await shell.repo('stage', '--role', 'root');
    const run = await shell.repo('sign', '--role', 'root', '--signer', file);
    expect(run.stdout).toContain('staged 2, signed 1 of 2');
  });

  it('by too few is published by nobody', async () => {
    await shell.repo('stage', '--role', 'root');
    await shell.sign('root', 'ann');
    const before = readdirSync(shell.at('repo/metadata'));
    const run = await shell.run(
      'catalog repo publish --repository repo --snapshot-key-file keys/snapshot.pem --timestamp-key-file keys/timestamp.pem --json',
    );
    expect(JSON.parse(run.stdout).error.code).toBe('root-chain-broken');
    expect(readdirSync(shell.at('repo/metadata'))).toEqual(before);
  });
});

describe('rotation', () => {
  it('gives root another owner, signed by the old keys and the new', async () => {
    await shell.ok(`${VERIFY} --update-lock`);
    shell.key('carol');
    await shell.repo(
      'rotate',
      '--role',
      'root',
      '--remove-key-id',
      idOf('bob'),
      '--public-key-file',
      'keys/carol.pub',
      '--principal',
      'mailto:carol@example.org',
    );
    await publishAgain(['root', 'ann', 'bob', 'carol']);
    expect(await rules(`${VERIFY} --update-lock`)).toEqual([]);
    expect(lock().root.version).toBe(2);
    // From here on bob's key signs no root.
    await shell.repo('stage', '--role', 'root');
    await shell.sign('root', 'ann', 'carol');
    await shell.publish();
    expect(await rules(VERIFY)).toEqual([]);
    const again = await shell.repo('stage', '--role', 'root');
    expect(again.stdout).toContain('root: staged');
    const run = await shell.run(
      'catalog repo sign --repository repo --role root --private-key-file keys/bob.pem --json',
    );
    expect(JSON.parse(run.stdout).error.code).toBe('sig-key-not-authorized');
  });

  it('recovers from a timestamp whose version ran away', async () => {
    const attack = new Attack(shell.at('repo'), shell.keys);
    attack.change('timestamp', (signed) => {
      signed.version = 900;
    });
    await shell.ok(`${VERIFY} --update-lock`);
    shell.key('timestamp2');
    await shell.repo(
      'rotate',
      '--role',
      'timestamp',
      '--remove-key-id',
      idOf('timestamp'),
      '--public-key-file',
      'keys/timestamp2.pub',
    );
    await shell.repo('stage');
    await shell.sign('root', 'ann', 'bob');
    await shell.repo(
      'publish',
      '--snapshot-key-file',
      'keys/snapshot.pem',
      '--timestamp-key-file',
      'keys/timestamp2.pem',
    );
    attack.change(
      'timestamp',
      (signed) => {
        signed.version = 2;
      },
      ['timestamp2'],
    );
    expect(await rules(`${VERIFY} --update-lock`)).toEqual([]);
    expect(lock().timestamp.version).toBe(2);
  });

  it('gives an author another key, while the old one signs nothing any more', async () => {
    shell.key('author2');
    await shell.repo(
      'rotate',
      '--role',
      'author.hearth',
      '--remove-key-id',
      idOf('author'),
      '--public-key-file',
      'keys/author2.pub',
    );
    await shell.repo('stage', '--role', 'author.hearth');
    await shell.sign('targets', 'ann', 'bob');
    await shell.sign('author.hearth', 'author2');
    await shell.publish();
    expect(await rules('catalog repo verify --repository repo')).toEqual(['root-unanchored warning/0']);
  });
});

describe('revocation', () => {
  it('of a bundle takes one key, and stands until the bundle is yanked', async () => {
    const digest = JSON.parse(readFileSync(shell.at('repo/metadata/1.author.hearth.json'), 'utf8')).signed.targets[
      LIGHTS
    ].hashes.sha256;
    await shell.repo('revoke', '--bundle-digest', `sha256:${digest}`, '--reason', 'leaks tokens');
    await publishAgain(['revocation', 'stop']);
    expect(await rules(`${VERIFY} --update-lock`)).toEqual(['revoked-bundle error/4', 'root-unanchored warning/4']);
    await shell.repo('entry', '--role', 'author.hearth', '--yank', LIGHTS);
    await publishAgain(['author.hearth', 'author']);
    expect(await rules(`${VERIFY} --update-lock`)).toEqual(['root-unanchored warning/0']);
    expect(readdirSync(shell.at('repo/targets')).filter((name) => name.endsWith('revocations.json'))).toHaveLength(1);
  });

  it('of a key stops what it alone signed', async () => {
    await shell.repo('revoke', '--revoked-key-id', idOf('author'), '--reason', 'laptop lost');
    await publishAgain(['revocation', 'stop']);
    const found = await rules('catalog repo verify --repository repo --metadata-only');
    expect(found).toEqual(['revoked-key error/4', 'root-unanchored warning/4']);
  });
});

describe('keys made for tests', () => {
  it('publish, and verify only where that is said', async () => {
    shell.key('trial');
    await shell.repo('delegate', '--role', 'author.trial', '--public-key-file', 'keys/trial.pub', '--use', 'test');
    await shell.repo('stage');
    await shell.sign('targets', 'ann', 'bob');
    await shell.sign('author.trial', 'trial');
    await shell.publish();
    expect(await rules('catalog repo verify --repository repo')).toEqual(['key-not-for-production error/4']);
    expect(await rules('catalog repo verify --repository repo --allow-test-keys')).toEqual([
      'root-unanchored warning/0',
      'delegation-overlap warning/0',
    ]);
  });
});
