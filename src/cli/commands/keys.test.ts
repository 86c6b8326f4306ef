import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../testing/run-cli.ts';
import { commandExists } from '../../../testing/tools.ts';
import type { KeyReport } from '../../formats/generated/key-report.ts';
import validateReport from '../../formats/generated/validators/key-report.js';
import { encodeBase64 } from '../../trust/base64.ts';
import { parseKeyRegistry } from '../../trust/crypta/parse-key-registry.ts';
import { generateKeyPair } from '../../trust/keys/private-key.ts';
import { readPublicKeyFile } from '../../trust/keys/read-key-file.ts';

const PASSPHRASE = 'correct horse battery';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (name: string, content: string | Uint8Array, mode = 0o644): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return name;
};
const assay = (args: readonly string[], env: Record<string, string> = {}) => runCli(args, { cwd: folder, env });
const FILES = ['--key-id', 'release', '--private-key-file', 'release.pem', '--public-key-file', 'release.pub'];
const generate = (...more: string[]) =>
  assay(['keys', 'generate', ...FILES, '--passphrase-env', 'PASS', ...more], { PASS: PASSPHRASE });

async function reportOf(run: Promise<{ stdout: string; stderr: string }>): Promise<KeyReport> {
  const { stdout, stderr } = await run;
  const document: unknown = JSON.parse(stdout || '{}');
  if (!isReport(document)) throw new Error(`${stderr}\n${stdout}\n${JSON.stringify(validateReport.errors)}`);
  return document;
}
function isReport(document: unknown): document is KeyReport {
  return validateReport(document);
}
const inspect = (...args: string[]) => reportOf(assay(['keys', 'inspect', ...args, '--json'], { PASS: PASSPHRASE }));

describe('assay keys generate', () => {
  it.each(['ed25519', 'ecdsa-p256', 'rsa-3072'])(
    'makes a key of %s that inspect and openssl open',
    async (algorithm) => {
      const report = await reportOf(generate('--algorithm', algorithm, '--json'));
      expect(report.written).toEqual({ privateKey: 'release.pem', publicKey: 'release.pub' });
      expect(statSync(join(folder, 'release.pem')).mode & 0o777).toBe(0o600);
      const { fingerprint, digest } = report.keys[0] ?? expect.fail('no key');
      const publicKey = readPublicKeyFile(join(folder, 'release.pub'), 'release.pub');
      expect([publicKey.fingerprint, publicKey.digest]).toEqual([fingerprint, digest]);
      const opened = await inspect('release.pem', '--passphrase-env', 'PASS');
      expect(opened.keys[0]).toMatchObject({ fingerprint, digest });
      expect(opened.file.protection).toEqual({ encrypted: true, kdf: { name: 'scrypt', N: 16384, r: 8, p: 5 } });
      if (!commandExists('openssl', ['version'])) return;
      const seen = execFileSync('openssl', ['pkey', '-in', 'release.pem', '-passin', `pass:${PASSPHRASE}`, '-pubout'], {
        cwd: folder,
      });
      expect(String(seen)).toBe(readFileSync(join(folder, 'release.pub'), 'utf8'));
    },
  );

  it('is for people: what was made, where, and the fingerprint to compare', async () => {
    const { exit, stdout } = await generate('--trusted-keys-file', 'trusted.properties');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^new key: release\.pem \(no findings\)\n/);
    expect(stdout).toMatch(/\n {2}ed25519 SHA256:[A-Za-z0-9+/]{43}\n {2}id {6}release\n/);
    const trusted = parseKeyRegistry(readFileSync(join(folder, 'trusted.properties')), 't');
    expect(stdout).toContain(trusted.keys.get('release')?.publicKey.fingerprint ?? 'none');
  });

  it('never prints a secret, in no output and no error', async () => {
    const runs = [
      await generate(),
      await generate('--json'),
      await generate('--json', '--overwrite'),
      await assay(['keys', 'inspect', 'release.pem', '--passphrase-env', 'PASS'], { PASS: 'wrong passphrase' }),
    ];
    const pem = readFileSync(join(folder, 'release.pem'), 'utf8').split('\n')[1] ?? '';
    for (const { stdout, stderr } of runs)
      for (const secret of [PASSPHRASE, 'wrong passphrase', pem]) expect(stdout + stderr).not.toContain(secret);
  });

  it('replaces nothing unless told', async () => {
    await generate();
    const before = readFileSync(join(folder, 'release.pem'), 'utf8');
    const again = await generate('--json');
    expect([again.exit, JSON.parse(again.stdout).error.code]).toEqual([6, 'output-exists']);
    expect(readFileSync(join(folder, 'release.pem'), 'utf8')).toBe(before);
    expect((await generate('--overwrite')).exit).toBe(0);
    expect(readFileSync(join(folder, 'release.pem'), 'utf8')).not.toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['release.pem', 'release.pub']);
  });

  it('leaves no private key behind where the public one can’t be written', async () => {
    place('release.pub', 'mine');
    expect((await generate()).exit).toBe(6);
    expect(existsSync(join(folder, 'release.pem'))).toBe(false);
  });

  it('warns where a git work tree could publish the private key', async () => {
    mkdirSync(join(folder, '.git'));
    const report = await reportOf(generate('--json'));
    expect(report.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['trust/private-key-in-repository', 'warning'],
    ]);
  });

  it('takes the passphrase from a file and from a descriptor', async () => {
    place('passphrase', `${PASSPHRASE}\n`, 0o600);
    const { exit } = await assay(['keys', 'generate', ...FILES, '--passphrase-file', 'passphrase']);
    expect(exit).toBe(0);
    expect((await inspect('release.pem', '--passphrase-env', 'PASS')).keys.length).toBe(1);
  });

  it.each<[string, string[], string]>([
    ['no passphrase source', FILES, 'passphrase-missing'],
    ['an empty variable', [...FILES, '--passphrase-env', 'NOTHING'], 'passphrase-missing'],
    ['two sources', [...FILES, '--passphrase-env', 'PASS', '--passphrase-fd', '3'], 'passphrase-sources'],
    ['a descriptor that is no number', [...FILES, '--passphrase-fd', 'x'], 'passphrase-descriptor'],
    ['a short passphrase', [...FILES, '--passphrase-env', 'SHORT'], 'passphrase-too-short'],
    [
      'a key id with a line break',
      ['--key-id', 'a\nb', ...FILES.slice(2), '--passphrase-env', 'PASS'],
      'key-id-invalid',
    ],
    ['one path for two files', [...FILES.slice(0, 5), 'release.pem', '--passphrase-env', 'PASS'], 'same-file'],
    [
      'trusted keys of another algorithm',
      [...FILES, '--passphrase-env', 'PASS', '--algorithm', 'rsa-3072', '--trusted-keys-file', 't'],
      'trusted-keys-algorithm',
    ],
  ])('refuses %s', async (_, args, code) => {
    const { exit, stdout } = await assay(['keys', 'generate', ...args, '--json'], { PASS: PASSPHRASE, SHORT: 'short' });
    expect([exit, JSON.parse(stdout).error.code]).toEqual([2, code]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has no flag for the passphrase itself', async () => {
    expect((await assay(['keys', 'generate', ...FILES, '--passphrase', PASSPHRASE])).exit).toBe(2);
  });
});

describe('assay keys inspect', () => {
  const key = generateKeyPair();
  const base64 = encodeBase64(key.publicKey.spki);
  const trusted = `trusted.keys.version=2\nkey.0.id=k\nkey.0.algorithm=Ed25519\nkey.0.public.key.base64=${base64}\nkey.0.status=retired\nkey.0.valid.from=2026-01-01T00:00:00Z\nkey.0.valid.until=2026-12-31T00:00:00Z\n`;
  const reviewers = `trusted.reviewers.version=2\nreviewer.1.id=r\nreviewer.1.algorithm=Ed25519\nreviewer.1.public.key.base64=${base64}\nreviewer.1.status=retired\n`;
  const store = JSON.stringify({
    kind: 'assay.trust',
    schemaVersion: 1,
    version: 2,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2026-02-01T00:00:00Z',
    principals: [
      {
        id: 'mailto:ann@example.org',
        roles: ['security'],
        keys: [{ id: key.publicKey.fingerprint, publicKey: base64, use: 'test' }],
      },
    ],
  });

  it.each<[string, string | Uint8Array, KeyReport['file']['kind'], string[]]>([
    ['pem', key.publicKey.keyObject.export({ format: 'pem', type: 'spki' }), 'public-key', []],
    ['base64', base64, 'public-key', []],
    ['der', key.publicKey.spki, 'public-key', []],
    ['properties', trusted, 'trusted-keys', ['note trust/key-out-of-use']],
    ['reviewers', reviewers, 'trusted-reviewers', ['note trust/key-out-of-use', 'warning trust/reviewer-lifecycle']],
    ['json', store, 'trust-store', ['warning trust/out-of-date']],
  ])('recognises %s by its content', async (name, content, kind, findings) => {
    const report = await inspect(place(name, content));
    expect(report.file.kind).toBe(kind);
    expect(report.keys.map((each) => each.fingerprint)).toEqual([key.publicKey.fingerprint]);
    expect(report.findings.map((each) => `${each.severity} ${each.ruleId}`)).toEqual(findings);
  });

  it.each(['pem', 'der', 'base64'])(
    'recognises a private key as %s, and says that nothing encrypts it',
    async (form) => {
      const der = key.keyObject.export({ format: 'der', type: 'pkcs8' });
      const forms: Record<string, string | Uint8Array> = {
        pem: key.keyObject.export({ format: 'pem', type: 'pkcs8' }),
        der,
        base64: der.toString('base64'),
      };
      const report = await inspect(place('key', forms[form] ?? '', 0o600));
      expect([report.file.kind, report.file.protection]).toEqual(['private-key', { encrypted: false }]);
      expect(report.findings.map((each) => each.ruleId)).toEqual(['trust/private-key-unencrypted']);
      expect(report.keys[0]?.fingerprint).toBe(key.publicKey.fingerprint);
    },
  );

  it('shows of an unopened key only how it is protected', async () => {
    await generate();
    const report = await inspect('release.pem');
    expect([report.keys, report.file.protection?.encrypted, report.findings]).toEqual([[], true, []]);
    const { stdout } = await assay(['keys', 'inspect', 'release.pem']);
    expect(stdout).toContain('encrypted: give the passphrase with');
  });

  it.each<[string, string | Uint8Array, number, number, string]>([
    [
      'T43: a private key that others may read',
      key.keyObject.export({ format: 'pem', type: 'pkcs8' }),
      0o644,
      4,
      'key-file-permissions',
    ],
    [
      'T8: a key of small order',
      Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32)]),
      0o644,
      4,
      'key-weak',
    ],
    ['a text', 'hello, world', 0o644, 3, 'key-malformed'],
    ['der of another kind', Buffer.from('300402020100', 'hex'), 0o644, 3, 'key-file-unrecognized'],
    ['an empty file', '', 0o644, 3, 'key-malformed'],
    ['json of another kind', '{"kind":"assay.contract"}', 0o644, 3, 'schema-invalid'],
    ['a broken list', 'trusted.keys.version=9\n', 0o644, 3, 'trusted-keys-invalid'],
    [
      'an older private key',
      '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n',
      0o600,
      3,
      'key-malformed',
    ],
  ])('refuses %s', async (_, content, mode, exit, code) => {
    const run = await assay(['keys', 'inspect', place('file', content, mode), '--json']);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([exit, code]);
  });

  it.skipIf(!commandExists('openssl', ['version']))('shows certificates', async () => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-noenc',
        '-keyout',
        'k',
        '-out',
        'c.pem',
        '-subj',
        '/O=Exa\u0007mple/CN=root',
        '-days',
        '3650',
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    const report = await inspect('c.pem');
    expect(report.certificates?.[0]).toMatchObject({ authority: true, names: [] });
    expect(report.certificates?.[0]?.subject).toMatch(/^O=Exa.+mple, CN=root$/);
    expect(report.keys[0]?.algorithm).toBe('ecdsa-p256');
    expect(JSON.stringify(report)).not.toContain('\u0007');
  });

  it('does not wait for a pipe that nobody writes to', async () => {
    if (!commandExists('mkfifo')) return;
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const run = await assay(['keys', 'inspect', 'pipe', '--json']);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([3, 'input-not-a-file']);
  });
});
