import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { commandExists } from '../../../testing/tools.ts';
import { generateKeyPair } from '../keys/private-key.ts';
import { encodePem } from '../pem.ts';
import { buildCertificate } from './build-certificate.ts';
import { buildCms } from './build-cms.ts';
import { buildPkcs12 } from './build-pkcs12.ts';
import { buildRequest } from './build-request.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyCms } from './verify-cms.ts';

const [rootKey, authorKey] = [generateKeyPair('rsa-3072'), generateKeyPair('rsa-3072')];
const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') };
const AT = new Date('2026-06-01T00:00:00Z');
const root = parseCertificate(
  buildCertificate({
    subject: [['CN', 'Test root']],
    publicKey: rootKey.publicKey,
    issuerKey: rootKey,
    ...dates,
    profile: { kind: 'authority' },
  }),
  'root',
);
const author = parseCertificate(
  buildCertificate({
    subject: [['CN', 'Author']],
    publicKey: authorKey.publicKey,
    issuer: root,
    issuerKey: rootKey,
    ...dates,
    profile: { kind: 'author', uri: 'urn:assay:author:acme' },
  }),
  'author',
);
const content = Buffer.from('what is signed\r\nwith any bytes \0\xff', 'latin1');
const cms = buildCms({ content, key: authorKey, signer: author, chain: [], signingTime: AT });
const pem = (each: Certificate): string => encodePem('CERTIFICATE', each.der);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cms-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const place = (name: string, bytes: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

describe('a detached cms signature', () => {
  it('is verified by us, up to the authority', () => {
    const { signer, others } = verifyCms(cms, content, 's');
    expect(signer.digest).toBe(author.digest);
    expect(verifyChain({ signer, intermediates: others, anchors: [root], at: AT }).length).toBe(2);
  });

  it.skipIf(!commandExists('openssl', ['version']))('is verified by openssl, and openssl’s by us', () => {
    const files = [place('content', content), place('root.pem', pem(root)), place('author.pem', pem(author))] as const;
    const run = spawnSync(
      'openssl',
      [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', place('ours.p7s', cms), '-content', files[0]],
        ...[
          '-CAfile',
          files[1],
          '-purpose',
          'any',
          '-attime',
          String(AT.getTime() / 1000),
          '-out',
          join(folder, 'out'),
        ],
      ],
      { encoding: 'utf8' },
    );
    expect(run.stderr).toContain('CMS Verification successful');
    expect(readFileSync(join(folder, 'out'))).toEqual(content);

    const key = place('author.key', authorKey.keyObject.export({ format: 'pem', type: 'pkcs8' }));
    const theirs = execFileSync('openssl', [
      'cms',
      '-sign',
      '-binary',
      '-in',
      files[0],
      '-signer',
      files[2],
      '-inkey',
      key,
      '-outform',
      'DER',
      '-md',
      'sha256',
      '-nosmimecap',
    ]);
    expect(verifyCms(theirs, content, 's').signer.digest).toBe(author.digest);
    const other = execFileSync('openssl', [
      'cms',
      '-sign',
      '-binary',
      '-nodetach',
      '-in',
      files[0],
      '-signer',
      files[2],
      '-inkey',
      key,
      '-outform',
      'DER',
      '-md',
      'sha256',
    ]);
    expect(codeOf(() => verifyCms(other, content, 's'))).toBe('cms-malformed/3');
    const bare = execFileSync('openssl', [
      'cms',
      '-sign',
      '-binary',
      '-noattr',
      '-in',
      files[0],
      '-signer',
      files[2],
      '-inkey',
      key,
      '-outform',
      'DER',
      '-md',
      'sha256',
    ]);
    expect(codeOf(() => verifyCms(bare, content, 's'))).toBe('cms-malformed/3');
    const sha1 = execFileSync('openssl', [
      'cms',
      '-sign',
      '-binary',
      '-in',
      files[0],
      '-signer',
      files[2],
      '-inkey',
      key,
      '-outform',
      'DER',
      '-md',
      'sha1',
    ]);
    expect(codeOf(() => verifyCms(sha1, content, 's'))).toBe('cms-unsupported/4');
  });

  it('is refused over other content, and with any byte changed', () => {
    expect(codeOf(() => verifyCms(cms, Buffer.concat([content, Buffer.alloc(1)]), 's'))).toBe('sig-invalid/4');
    expect(codeOf(() => verifyCms(new Uint8Array(), content, 's'))).toBe('cms-malformed/3');
    const passed: number[] = [];
    for (let at = 0; at < cms.length; at += 1) {
      const changed = Uint8Array.from(cms);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const verdict = codeOf(() => {
        const { signer, others } = verifyCms(changed, content, 's');
        verifyChain({ signer, intermediates: others, anchors: [root], at: AT });
      });
      if (verdict === 'accepted') passed.push(at);
    }
    expect(passed).toEqual([]);
  });

  it('refuses what a certificate of another kind signs', () => {
    const [other] = [generateKeyPair('rsa-3072')];
    const forged = buildCms({ content, key: other, signer: author, chain: [], signingTime: AT });
    expect(codeOf(() => verifyCms(forged, content, 's'))).toBe('sig-invalid/4');
  });
});

describe.skipIf(!commandExists('openssl', ['version']))('a pkcs#12 file', () => {
  it('is opened by openssl, key and certificates', () => {
    const file = place('bundle.p12', buildPkcs12(authorKey, [author, root], 'correct horse battery'));
    const run = (...args: string[]): string =>
      execFileSync('openssl', ['pkcs12', '-in', file, '-passin', 'pass:correct horse battery', ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const certificates = run('-nokeys').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    expect(certificates.map((each) => new X509Certificate(each).serialNumber)).toEqual([
      author.x509.serialNumber,
      root.x509.serialNumber,
    ]);
    const key = run('-nocerts', '-noenc');
    expect(execFileSync('openssl', ['pkey', '-pubout', '-outform', 'DER'], { input: key })).toEqual(
      Buffer.from(authorKey.publicKey.spki),
    );
    expect(() =>
      execFileSync('openssl', ['pkcs12', '-in', file, '-passin', 'pass:wrong', '-noout'], { stdio: 'ignore' }),
    ).toThrow();
  });
});

describe('node-forge', () => {
  it('builds for rsa keys alone, and says so', () => {
    const key = generateKeyPair();
    expect(codeOf(() => buildRequest([['CN', 'x']], key))).toBe('key-algorithm-unsupported/4');
    expect(codeOf(() => buildPkcs12(key, [author], 'x'))).toBe('key-algorithm-unsupported/4');
  });

  // It accepts forged RSA signatures, weak digests and expired roots: nothing of ours may ask its opinion.
  it('never verifies, decrypts or makes random numbers anywhere in src', () => {
    const src = fileURLToPath(new URL('../..', import.meta.url));
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name),
    );
    const forbidden =
      /\.(?:verify|verifyCertificateChain|createCaStore|pkcs12FromAsn1|messageFromPem|messageFromAsn1|decrypt\w*)\s*\(|forge\.(?:random|ed25519|pki\.ed25519|tls|http|xhr|jsbn\.\w+\.verify)/;
    const users = files.filter((name) => readFileSync(join(src, name), 'utf8').includes("'node-forge'"));
    expect(users.length).toBeGreaterThan(0);
    for (const name of users) {
      expect(name).toMatch(/^trust\/x509\/(?:build-[a-z0-9-]+|forge)\.ts$/);
      expect(readFileSync(join(src, name), 'utf8')).not.toMatch(forbidden);
    }
  });
});
