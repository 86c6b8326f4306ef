import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { commandExists } from '../../../testing/tools.ts';
import { derOctetString, derOid, derSequence, derUnsigned } from '../der/write.ts';
import { sign, verify } from '../signature.ts';
import { encodePrivateKey, encodePublicKey, parsePrivateKey, parsePublicKey } from './parse-key.ts';
import { GENERATED_ALGORITHMS, generateKeyPair } from './private-key.ts';
import { readPrivateKeyFile, readPublicKeyFile } from './read-key-file.ts';
import { checkNewPassphrase, readPassphrase } from './read-passphrase.ts';
import { enclosingRepository } from './read-repository.ts';
import { writeKeyFiles } from './write-key-files.ts';

const PASSPHRASE = 'correct horse battery';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-key-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function place(name: string, content: string | Uint8Array, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
const fitting = (): string => PASSPHRASE;
const none = (): undefined => undefined;

describe.each(GENERATED_ALGORITHMS)('a private key of %s at rest', (algorithm) => {
  const key = generateKeyPair(algorithm);
  const pem = encodePrivateKey(key, PASSPHRASE);

  it('is read back by us and by node', () => {
    const stored = parsePrivateKey(Buffer.from(pem), 'k', fitting);
    expect(stored.kdf).toEqual({ name: 'scrypt', N: 16384, r: 8, p: 5 });
    expect(stored.key.publicKey.digest).toBe(key.publicKey.digest);
    const bytes = Buffer.from('x');
    expect(verify(key.publicKey, bytes, sign(stored.key, bytes))).toBe(true);
    expect(createPrivateKey({ key: pem, passphrase: PASSPHRASE }).equals(key.keyObject)).toBe(true);
  });

  it.skipIf(!commandExists('openssl', ['version']))('is read by openssl, and openssl’s by us', () => {
    const file = place(`${algorithm}.pem`, pem);
    const seen = openssl('pkey', '-in', file, '-passin', `pass:${PASSPHRASE}`, '-pubout', '-outform', 'DER');
    expect(seen).toEqual(Buffer.from(key.publicKey.spki));
    // Each derivation costs a third of a second twice: the forms are tried on one algorithm.
    const forms = [
      ['PEM', '-scrypt', '-scrypt_N', '16384', '-scrypt_r', '8', '-scrypt_p', '5'],
      ['DER', '-iter', '600000'],
      ['PEM', '-iter', '210000', '-v2prf', 'hmacWithSHA512'],
    ].slice(0, algorithm === 'ed25519' ? 3 : 1);
    for (const [outform = 'PEM', ...flags] of forms) {
      const out = join(folder, `${algorithm}.out`);
      const passwords = ['-passin', `pass:${PASSPHRASE}`, '-passout', `pass:${PASSPHRASE}`];
      openssl('pkcs8', '-topk8', '-in', file, ...passwords, ...flags, '-outform', outform, '-out', out);
      chmodSync(out, 0o600);
      expect(readPrivateKeyFile(out, out, fitting).key.publicKey.digest).toBe(key.publicKey.digest);
    }
  });

  it('is read unencrypted as pem, base64 and der, and says that nothing protects it', () => {
    const der = key.keyObject.export({ format: 'der', type: 'pkcs8' });
    for (const form of [
      key.keyObject.export({ format: 'pem', type: 'pkcs8' }),
      der.toString('base64'),
      `${der.toString('base64')}\n`,
      der,
    ]) {
      const stored = parsePrivateKey(Buffer.from(form), 'k', () => {
        throw new Error('no passphrase is asked for');
      });
      expect(stored.kdf).toBeUndefined();
      expect(stored.key.publicKey.digest).toBe(key.publicKey.digest);
    }
  });

  it('has a public half that reads back', () => {
    expect(parsePublicKey(Buffer.from(encodePublicKey(key.publicKey)), 'k').digest).toBe(key.publicKey.digest);
    expect(encodePublicKey(key.publicKey)).toBe(key.publicKey.keyObject.export({ format: 'pem', type: 'spki' }));
  });
});

describe('two encryptions of one key', () => {
  it('differ in salt and vector', () => {
    const key = generateKeyPair();
    expect(encodePrivateKey(key, PASSPHRASE)).not.toBe(encodePrivateKey(key, PASSPHRASE));
  });
});

describe('T43: keys that are protected badly or not readable', () => {
  const key = generateKeyPair();
  const plain = key.keyObject.export({ format: 'der', type: 'pkcs8' });
  const iv = derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(Buffer.alloc(16)));
  const pbes2 = (kdf: Uint8Array, scheme = iv): Uint8Array =>
    derSequence(
      derSequence(derOid('1.2.840.113549.1.5.13'), derSequence(kdf, scheme)),
      derOctetString(Buffer.alloc(64)),
    );
  const scrypt = (N: number, r: number, p: number): Uint8Array =>
    derSequence(
      derOid('1.3.6.1.4.1.11591.4.11'),
      derSequence(derOctetString(Buffer.alloc(16)), derUnsigned(N), derUnsigned(r), derUnsigned(p)),
    );
  const sha256 = derSequence(derOid('1.2.840.113549.2.9'), Uint8Array.of(5, 0));
  const sha1 = derSequence(derOid('1.2.840.113549.2.7'), Uint8Array.of(5, 0));
  const pbkdf2 = (iterations: number, ...prf: Uint8Array[]): Uint8Array =>
    derSequence(
      derOid('1.2.840.113549.1.5.12'),
      derSequence(derOctetString(Buffer.alloc(16)), derUnsigned(iterations), ...prf),
    );

  it.each([
    [
      'node’s own export (2,048 rounds)',
      Buffer.from(
        key.keyObject.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: PASSPHRASE }),
      ),
      'key-kdf-weak/4',
    ],
    ['599,999 rounds of pbkdf2', pbes2(pbkdf2(599_999, sha256)), 'key-kdf-weak/4'],
    ['pbkdf2 with sha-1', pbes2(pbkdf2(2_000_000, sha1)), 'key-kdf-weak/4'],
    ['pbkdf2 with no hash named, which means sha-1', pbes2(pbkdf2(2_000_000)), 'key-kdf-weak/4'],
    ['two thousand million rounds', pbes2(pbkdf2(2_000_000_000, sha256)), 'key-kdf-unsupported/4'],
    ['scrypt with a small N', pbes2(scrypt(8192, 8, 10)), 'key-kdf-weak/4'],
    ['scrypt that takes 1 TiB', pbes2(scrypt(2 ** 30, 8, 1)), 'key-kdf-unsupported/4'],
    ['scrypt whose N is no power of two', pbes2(scrypt(20_000, 8, 1)), 'key-kdf-unsupported/4'],
    ['scrypt with p = 0', pbes2(scrypt(16384, 8, 0)), 'key-kdf-weak/4'],
    [
      'aes-128-cbc',
      pbes2(scrypt(16384, 8, 5), derSequence(derOid('2.16.840.1.101.3.4.1.2'), derOctetString(Buffer.alloc(16)))),
      'key-kdf-unsupported/4',
    ],
    [
      'a vector of 8 bytes',
      pbes2(scrypt(16384, 8, 5), derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(Buffer.alloc(8)))),
      'key-malformed/3',
    ],
    [
      'pbes1',
      derSequence(
        derSequence(derOid('1.2.840.113549.1.5.3'), derSequence(derOctetString(Buffer.alloc(8)), derUnsigned(2048))),
        derOctetString(Buffer.alloc(64)),
      ),
      'key-kdf-weak/4',
    ],
    ['a passphrase that does not fit', pbes2(scrypt(16384, 8, 1)), 'key-passphrase-wrong/3'],
    ['half of a file', Buffer.from(encodePrivateKey(key, PASSPHRASE)).subarray(0, 150), 'key-malformed/3'],
    ['a pem block open at the end', Buffer.from('-----BEGIN PRIVATE KEY-----\nAAAA\n'), 'key-malformed/3'],
    [
      'two keys in one file',
      Buffer.from(`${key.keyObject.export({ format: 'pem', type: 'pkcs8' })}`.repeat(2)),
      'key-ambiguous/3',
    ],
    ['a public key', Buffer.from(encodePublicKey(key.publicKey)), 'key-malformed/3'],
    [
      'an older label',
      Buffer.from(`-----BEGIN EC PRIVATE KEY-----\n${plain.toString('base64')}\n-----END EC PRIVATE KEY-----\n`),
      'key-malformed/3',
    ],
    [
      'pem headers',
      Buffer.from(
        `-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${plain.toString('base64')}\n-----END PRIVATE KEY-----\n`,
      ),
      'key-malformed/3',
    ],
    ['nothing', new Uint8Array(), 'key-malformed/3'],
    ['trailing bytes', Buffer.concat([plain, Buffer.alloc(1)]), 'key-malformed/3'],
    ['a number where a key was', derSequence(derUnsigned(0)), 'key-malformed/3'],
    ['rsa of 2048 bits, which may verify and not sign', rsa2048(), 'key-weak/4'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(() => parsePrivateKey(bytes, 'k', fitting))).toBe(code);
  });

  it('refuses an encrypted key where nobody has a passphrase', () => {
    expect(codeOf(() => parsePrivateKey(Buffer.from(encodePrivateKey(key, PASSPHRASE)), 'k', none))).toBe(
      'key-passphrase-missing/3',
    );
  });

  it.each([
    [0o644, 'key-file-permissions/4'],
    [0o640, 'key-file-permissions/4'],
    [0o602, 'key-file-permissions/4'],
    [0o600, 'accepted'],
    [0o400, 'accepted'],
  ])('mode %o: %s', (mode, expected) => {
    const file = place(`mode-${mode}`, plain, mode);
    expect(codeOf(() => readPrivateKeyFile(file, file, none))).toBe(expected);
  });

  it('refuses a file over the limit and a folder', () => {
    expect(codeOf(() => readPrivateKeyFile(place('large', Buffer.alloc(70_000)), 'large', none))).toBe(
      'input-too-large/3',
    );
    expect(codeOf(() => readPublicKeyFile(folder, 'folder'))).toBe('input-not-a-file/3');
  });
});

function rsa2048(): Uint8Array {
  const { privateKey } = generateRsa(2048);
  return privateKey;
}

function generateRsa(bits: number): { privateKey: Uint8Array } {
  const pem = openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`);
  return { privateKey: createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' }) };
}

describe('passphrases', () => {
  const io = (env: Record<string, string>) => ({
    env,
    forget: (name: string) => {
      delete env[name];
    },
  });

  it('come from a variable, which is then gone', () => {
    const env: Record<string, string> = { SECRET: PASSPHRASE, OTHER: 'x' };
    expect(readPassphrase({ from: 'env', name: 'SECRET' }, io(env))).toBe(PASSPHRASE);
    expect(env).toEqual({ OTHER: 'x' });
  });

  it.each([
    ['lf', `${PASSPHRASE}\n`],
    ['crlf', `${PASSPHRASE}\r\n`],
    ['no line break', PASSPHRASE],
  ])('come from a file with %s', (_, content) => {
    const file = place('passphrase', content);
    expect(readPassphrase({ from: 'file', file, shown: 'p' }, io({}))).toBe(PASSPHRASE);
  });

  it.skipIf(process.platform === 'win32').each([
    [0o644, 'passphrase-file-permissions/4'],
    [0o640, 'passphrase-file-permissions/4'],
    [0o602, 'passphrase-file-permissions/4'],
    [0o600, 'accepted'],
    [0o400, 'accepted'],
  ])('come from a file of mode %o: %s', (mode, expected) => {
    const file = place(`passphrase-${mode}`, PASSPHRASE, mode);
    const read = () => readPassphrase({ from: 'file', file, shown: 'p' }, io({}));
    expect(codeOf(read)).toBe(expected);
    if (expected !== 'accepted')
      expect(read).toThrow(`p can be read by others than its owner (mode 0${mode.toString(8)})`);
  });

  it('come from a descriptor', () => {
    const descriptor = openSync(place('descriptor', `${PASSPHRASE}\n`), 'r');
    expect(readPassphrase({ from: 'descriptor', descriptor }, io({}))).toBe(PASSPHRASE);
  });

  it.each([
    ['an empty file', '', 'passphrase-malformed/3'],
    ['an empty line', '\n', 'passphrase-malformed/3'],
    ['two lines', 'a\nb\n', 'passphrase-malformed/3'],
    ['a NUL', 'a\0b', 'passphrase-malformed/3'],
    ['latin-1', Buffer.from([0x66, 0xfc]), 'passphrase-malformed/3'],
    ['a huge file', 'x'.repeat(5000), 'input-too-large/3'],
  ])('are not %s', (_, content, code) => {
    const file = place('broken', content);
    expect(codeOf(() => readPassphrase({ from: 'file', file, shown: 'p' }, io({})))).toBe(code);
  });

  it('are missing where the variable is unset or empty, and where the descriptor is closed', () => {
    expect(codeOf(() => readPassphrase({ from: 'env', name: 'SECRET' }, io({})))).toBe('passphrase-missing/2');
    expect(codeOf(() => readPassphrase({ from: 'env', name: 'SECRET' }, io({ SECRET: '' })))).toBe(
      'passphrase-missing/2',
    );
    expect(codeOf(() => readPassphrase({ from: 'descriptor', descriptor: 9999 }, io({})))).toBe('input-unreadable/3');
  });

  it('of a new key have twelve characters at least, counted as people count them', () => {
    expect(codeOf(() => checkNewPassphrase('elevenchars'))).toBe('passphrase-too-short/2');
    expect(codeOf(() => checkNewPassphrase('🔑'.repeat(11)))).toBe('passphrase-too-short/2');
    expect(codeOf(() => checkNewPassphrase('twelve chars'))).toBe('accepted');
  });
});

describe('writeKeyFiles', () => {
  it('keeps secrets at 0600 and writes all files or none', () => {
    const at = (name: string) => ({ file: join(folder, 'new', name), shown: name });
    writeKeyFiles(
      [
        { ...at('private'), content: 'p', secret: true },
        { ...at('public'), content: 'q', secret: false },
      ],
      false,
    );
    expect(statSync(join(folder, 'new/private')).mode & 0o777).toBe(0o600);
    const again = [
      { ...at('third'), content: 'r', secret: true },
      { ...at('public'), content: 's', secret: false },
    ];
    expect(codeOf(() => writeKeyFiles(again, false))).toBe('output-exists/6');
    expect(statSync(join(folder, 'new/third'), { throwIfNoEntry: false })).toBeUndefined();
    writeKeyFiles(again, true);
    expect(readFileSync(join(folder, 'new/public'), 'utf8')).toBe('s');
  });
});

describe('enclosingRepository', () => {
  it('finds the work tree a file would lie in, also a linked one', () => {
    mkdirSync(join(folder, 'repo/.git'), { recursive: true });
    mkdirSync(join(folder, 'linked'));
    writeFileSync(join(folder, 'linked/.git'), 'gitdir: elsewhere\n');
    expect(enclosingRepository(join(folder, 'repo/a/b/key.pem'))).toBe(join(folder, 'repo'));
    expect(enclosingRepository(join(folder, 'linked/key.pem'))).toBe(join(folder, 'linked'));
    expect(enclosingRepository(join(folder, 'key.pem'))).toBeUndefined();
  });
});
