import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { commandExists } from '../../../testing/tools.ts';
import { contextTag } from '../der/read.ts';
import { derBitString, derElement, derNull, derOctetString, derOid, derSequence, derUnsigned } from '../der/write.ts';
import { generateKeyPair, type PrivateKey } from '../keys/private-key.ts';
import { encodePem } from '../pem.ts';
import { buildCertificate, type NewCertificate } from './build-certificate.ts';
import { buildRequest } from './build-request.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { parseCertificates } from './parse-certificates.ts';
import { type ChainQuestion, verifyChain } from './verify-chain.ts';

// Test authorities and authors. RSA keys are made once: they take a second each.
const [rootKey, subKey, authorKey] = [
  generateKeyPair('rsa-3072'),
  generateKeyPair('rsa-3072'),
  generateKeyPair('rsa-3072'),
];
const YEAR = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2026-12-31T00:00:00Z') };
const AT = new Date('2026-06-01T00:00:00Z');
const URI = 'urn:assay:author:acme';
const build = (over: Partial<NewCertificate>): Certificate =>
  parseCertificate(
    buildCertificate({
      subject: [
        ['O', 'Example'],
        ['CN', 'Author'],
      ],
      publicKey: authorKey.publicKey,
      issuerKey: subKey,
      ...YEAR,
      profile: { kind: 'author', uri: URI },
      ...over,
    }),
    'c',
  );
const root = build({
  subject: [
    ['C', 'CH'],
    ['CN', 'Test root'],
  ],
  publicKey: rootKey.publicKey,
  issuerKey: rootKey,
  profile: { kind: 'authority' },
});
const sub = build({
  subject: [['CN', 'Zwischenstelle für Tests']],
  publicKey: subKey.publicKey,
  issuer: root,
  issuerKey: rootKey,
  profile: { kind: 'authority', pathLength: 0 },
});
const author = build({ issuer: sub });
const question = (over: Partial<ChainQuestion> = {}): ChainQuestion => ({
  signer: author,
  intermediates: [sub],
  anchors: [root],
  at: AT,
  ...over,
});
const verdict = (over: Partial<ChainQuestion>): string => codeOf(() => verifyChain(question(over)));

describe('verifyChain', () => {
  it('finds the way from an author to an authority', () => {
    expect(verifyChain(question({ uri: URI })).map((each) => each.digest)).toEqual([
      author.digest,
      sub.digest,
      root.digest,
    ]);
  });

  it('takes an intermediate authority as anchor, and intermediates in any order with strangers among them', () => {
    expect(verdict({ anchors: [sub] })).toBe('accepted');
    const other = build({
      subject: [['CN', 'Other']],
      publicKey: authorKey.publicKey,
      issuerKey: authorKey,
      profile: { kind: 'authority' },
    });
    expect(verdict({ intermediates: [other, author, sub, root] })).toBe('accepted');
  });

  it.each<[string, Partial<ChainQuestion>, string]>([
    ['T44: nothing to build on', { intermediates: [] }, 'cert-chain-incomplete/4'],
    ['T44: no anchor', { anchors: [] }, 'cert-chain-incomplete/4'],
    ['T44: another name', { uri: 'urn:assay:author:other' }, 'cert-name/4'],
    ['T44: one second too early', { at: new Date('2025-12-31T23:59:59Z') }, 'cert-not-yet-valid/4'],
    ['T44: one second too late', { at: new Date('2026-12-31T00:00:01Z') }, 'cert-expired/4'],
    ['T18: a revoked key', { revokedKeys: new Set([authorKey.publicKey.digest]) }, 'cert-revoked/4'],
    ['T18: a revoked authority', { revokedKeys: new Set([subKey.publicKey.digest]) }, 'cert-revoked/4'],
    ['T44: an authority as signer', { signer: sub, intermediates: [] }, 'cert-leaf-is-ca/4'],
    ['T44: a signer as anchor of itself', { anchors: [author], intermediates: [] }, 'cert-chain-incomplete/4'],
  ])('%s', (_, over, code) => {
    expect(verdict(over)).toBe(code);
  });

  it('counts its last second and its first', () => {
    expect(verdict({ at: YEAR.notBefore })).toBe('accepted');
    expect(verdict({ at: YEAR.notAfter })).toBe('accepted');
  });

  it('T44: an expired root in the store', () => {
    const short = build({
      subject: [
        ['C', 'CH'],
        ['CN', 'Test root'],
      ],
      publicKey: rootKey.publicKey,
      issuerKey: rootKey,
      profile: { kind: 'authority' },
      notAfter: new Date('2026-05-31T00:00:00Z'),
    });
    expect(verdict({ anchors: [short] })).toBe('cert-expired/4');
    // A valid one beside it still counts.
    expect(verdict({ anchors: [short, root] })).toBe('accepted');
  });

  it('T44: a certificate under an authority’s name that the authority did not sign', () => {
    const forged = build({ issuer: sub, issuerKey: authorKey });
    expect(verdict({ signer: forged })).toBe('cert-signature-invalid/4');
  });

  it('T44: an author who issues certificates', () => {
    const child = build({
      subject: [['CN', 'Child']],
      publicKey: subKey.publicKey,
      issuer: author,
      issuerKey: authorKey,
    });
    expect(verdict({ signer: child, intermediates: [author, sub] })).toBe('cert-not-ca/4');
  });

  it('T44: an authority below one that allows none', () => {
    const third = build({
      subject: [['CN', 'Third']],
      publicKey: authorKey.publicKey,
      issuer: sub,
      issuerKey: subKey,
      profile: { kind: 'authority' },
    });
    const leaf = build({
      subject: [['CN', 'Leaf']],
      publicKey: rootKey.publicKey,
      issuer: third,
      issuerKey: authorKey,
    });
    expect(verdict({ signer: leaf, intermediates: [third, sub] })).toBe('cert-path-length/4');
  });

  it('a chain of more than four', () => {
    const level = (name: string, issuer: Certificate): Certificate =>
      build({
        subject: [['CN', name]],
        publicKey: rootKey.publicKey,
        issuer,
        issuerKey: rootKey,
        profile: { kind: 'authority' },
      });
    const one = level('one', root);
    const two = level('two', one);
    const three = level('three', two);
    const leaf = (issuer: Certificate): Certificate => build({ issuer, issuerKey: rootKey });
    expect(verdict({ signer: leaf(two), intermediates: [one, two] })).toBe('accepted');
    expect(verdict({ signer: leaf(three), intermediates: [one, two, three] })).toBe('cert-too-deep/4');
  });

  it('T45: a maze of authorities that certify each other costs a bounded number of steps', () => {
    const crossed: Certificate[] = [];
    for (let i = 0; i < 40; i += 1)
      crossed.push(
        build({
          subject: [['CN', 'Maze']],
          publicKey: rootKey.publicKey,
          issuerKey: rootKey,
          profile: { kind: 'authority' },
        }),
      );
    const leaf = build({ issuer: crossed[0] ?? root, issuerKey: rootKey });
    expect(verdict({ signer: leaf, intermediates: crossed })).toBe('cert-budget/4');
  });
});

/** Certificates that no decent tool makes, laid out by hand and signed with the authority's real key. */
interface Crafted {
  version?: number;
  serial?: Uint8Array;
  algorithm?: string;
  outerAlgorithm?: string;
  hash?: string;
  spki?: Uint8Array;
  extensions?: readonly Uint8Array[];
  subject?: Uint8Array;
  issuerKey?: PrivateKey;
  issuer?: Certificate;
}

const extension = (oid: string, value: Uint8Array, critical = true): Uint8Array =>
  derSequence(derOid(oid), ...(critical ? [Uint8Array.of(1, 1, 255)] : []), derOctetString(value));
const basicConstraints = (ca: boolean): Uint8Array =>
  extension('2.5.29.19', derSequence(...(ca ? [Uint8Array.of(1, 1, 255)] : [])));
const keyUsage = (...bits: number[]): Uint8Array => extension('2.5.29.15', derElement(0x03, Uint8Array.from(bits)));
const DIGITAL_SIGNATURE = [7, 0x80];
const KEY_CERT_SIGN = [2, 0x04];
const extKeyUsage = (...oids: string[]): Uint8Array => extension('2.5.29.37', derSequence(...oids.map(derOid)), false);
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const altUri = (uri: string): Uint8Array =>
  extension('2.5.29.17', derSequence(derElement(contextTag(6, false), Buffer.from(uri))), false);
const AUTHOR = [basicConstraints(false), keyUsage(...DIGITAL_SIGNATURE), extKeyUsage(CODE_SIGNING)];

function craft(over: Crafted = {}): Certificate {
  const algorithm = over.algorithm ?? '1.2.840.113549.1.1.11';
  const time = (text: string): Uint8Array => derElement(0x17, Buffer.from(text));
  const tbs = derSequence(
    ...(over.version === 1 ? [] : [derElement(contextTag(0, true), derUnsigned((over.version ?? 3) - 1))]),
    over.serial ?? derUnsigned(7),
    derSequence(derOid(algorithm), derNull()),
    (over.issuer ?? sub).subjectDer,
    derSequence(time('260101000000Z'), time('261231000000Z')),
    over.subject ??
      derSequence(derElement(0x31, derSequence(derOid('2.5.4.3'), derElement(0x0c, Buffer.from('Crafted'))))),
    over.spki ?? authorKey.publicKey.spki,
    ...(over.version === 1 ? [] : [derElement(contextTag(3, true), derSequence(...(over.extensions ?? AUTHOR)))]),
  );
  const signature = nodeSign(over.hash ?? 'sha256', tbs, (over.issuerKey ?? subKey).keyObject);
  const outer = derSequence(derOid(over.outerAlgorithm ?? algorithm), derNull());
  return parseCertificate(derSequence(tbs, outer, derBitString(signature)), 'crafted');
}

const spkiOf = (bits: number): Uint8Array =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'der', type: 'spki' });

describe('T44: certificates that no decent authority issues', () => {
  it('the plain one, as a control', () => {
    expect(verdict({ signer: craft() })).toBe('accepted');
  });

  it.each<[string, Crafted, string]>([
    ['signed with md5', { algorithm: '1.2.840.113549.1.1.4', hash: 'md5' }, 'cert-signature-algorithm/4'],
    ['signed with sha-1', { algorithm: '1.2.840.113549.1.1.5', hash: 'sha1' }, 'cert-signature-algorithm/4'],
    [
      'another algorithm outside than inside',
      { outerAlgorithm: '1.2.840.113549.1.1.12' },
      'cert-signature-algorithm/4',
    ],
    ['rsa of 1024 bits', { spki: spkiOf(1024) }, 'cert-key-weak/4'],
    ['rsa of 2048 bits without saying that it is legacy', { spki: spkiOf(2048) }, 'cert-key-weak/4'],
    [
      'an ed25519 key of small order',
      { spki: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32)]) },
      'cert-key-weak/4',
    ],
    [
      'a key on p-384',
      { spki: generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'der', type: 'spki' }) },
      'cert-key-weak/4',
    ],
    ['a negative serial number', { serial: Uint8Array.of(2, 1, 0x80) }, 'cert-serial/4'],
    ['serial number zero', { serial: derUnsigned(0) }, 'cert-serial/4'],
    ['a serial number of 21 octets', { serial: derUnsigned(1n << 160n) }, 'cert-serial/4'],
    ['version 1', { version: 1 }, 'cert-version/4'],
    [
      'for servers',
      { extensions: [basicConstraints(false), keyUsage(...DIGITAL_SIGNATURE), extKeyUsage('1.3.6.1.5.5.7.3.1')] },
      'cert-extended-key-usage/4',
    ],
    [
      'for code signing and servers',
      {
        extensions: [
          basicConstraints(false),
          keyUsage(...DIGITAL_SIGNATURE),
          extKeyUsage(CODE_SIGNING, '1.3.6.1.5.5.7.3.1'),
        ],
      },
      'cert-extended-key-usage/4',
    ],
    [
      'for everything',
      { extensions: [basicConstraints(false), keyUsage(...DIGITAL_SIGNATURE), extKeyUsage('2.5.29.37.0')] },
      'cert-extended-key-usage/4',
    ],
    [
      'for nothing said',
      { extensions: [basicConstraints(false), keyUsage(...DIGITAL_SIGNATURE)] },
      'cert-extended-key-usage/4',
    ],
    ['without key usage', { extensions: [basicConstraints(false), extKeyUsage(CODE_SIGNING)] }, 'cert-key-usage/4'],
    [
      'with a key usage that signs nothing',
      { extensions: [basicConstraints(false), keyUsage(5, 0x20), extKeyUsage(CODE_SIGNING)] },
      'cert-key-usage/4',
    ],
    [
      'an unknown critical extension',
      { extensions: [...AUTHOR, extension('1.2.3.4', derNull())] },
      'cert-unknown-critical/4',
    ],
  ])('%s', (_, crafted, code) => {
    expect(verdict({ signer: craft(crafted) })).toBe(code);
  });

  it('an unknown extension that is not critical, and rsa of 2048 bits as legacy, pass', () => {
    expect(verdict({ signer: craft({ extensions: [...AUTHOR, extension('1.2.3.4', derNull(), false)] }) })).toBe(
      'accepted',
    );
    expect(verdict({ signer: craft({ spki: spkiOf(2048) }), legacyRsa: true })).toBe('accepted');
  });

  it.each<[string, readonly Uint8Array[], string]>([
    ['without basic constraints', [keyUsage(...KEY_CERT_SIGN)], 'cert-not-ca/4'],
    ['with basic constraints that say no', [basicConstraints(false), keyUsage(...KEY_CERT_SIGN)], 'cert-not-ca/4'],
    ['without key usage', [basicConstraints(true)], 'cert-key-usage/4'],
    ['that may only sign data', [basicConstraints(true), keyUsage(...DIGITAL_SIGNATURE)], 'cert-key-usage/4'],
    [
      'for servers',
      [basicConstraints(true), keyUsage(...KEY_CERT_SIGN), extKeyUsage('1.3.6.1.5.5.7.3.1')],
      'cert-extended-key-usage/4',
    ],
    ['as it should be', [basicConstraints(true), keyUsage(...KEY_CERT_SIGN)], 'accepted'],
  ])('an authority %s', (_, extensions, code) => {
    const authority = craft({ issuer: root, issuerKey: rootKey, extensions, spki: subKey.publicKey.spki });
    expect(verdict({ signer: craft({ issuer: authority }), intermediates: [authority] })).toBe(code);
  });

  const uriTree = (number: number, host: string): Uint8Array =>
    derElement(contextTag(number, true), derSequence(derElement(contextTag(6, false), Buffer.from(host))));
  it.each<[string, Uint8Array[], Uint8Array[], string]>([
    ['a permitted host', [uriTree(0, 'example.org')], [altUri('https://example.org/acme')], 'accepted'],
    ['a host below a permitted one', [uriTree(0, '.example.org')], [altUri('https://acme.example.org/')], 'accepted'],
    [
      'a host below one that is permitted alone',
      [uriTree(0, 'example.org')],
      [altUri('https://acme.example.org/')],
      'cert-name-constraint/4',
    ],
    ['another host', [uriTree(0, 'example.org')], [altUri('https://example.com/')], 'cert-name-constraint/4'],
    [
      'a host that only ends alike',
      [uriTree(0, '.example.org')],
      [altUri('https://badexample.org/')],
      'cert-name-constraint/4',
    ],
    ['an excluded host', [uriTree(1, 'example.org')], [altUri('https://example.org/')], 'cert-name-constraint/4'],
    [
      'a user name that looks like the host',
      [uriTree(0, 'example.org')],
      [altUri('https://example.org@evil.example/')],
      'cert-name-constraint/4',
    ],
    ['a uri without host', [uriTree(0, 'example.org')], [altUri(URI)], 'cert-name-constraint/4'],
    ['no uri at all', [uriTree(0, 'example.org')], [], 'accepted'],
    [
      'a constraint on subject names, which is not evaluated',
      [derElement(contextTag(0, true), derSequence(derElement(contextTag(4, true), derSequence())))],
      [],
      'cert-name-constraint/4',
    ],
  ])('below constraints: %s', (_, trees, names, code) => {
    const constraints = extension('2.5.29.30', derSequence(...trees));
    const authority = craft({
      issuer: root,
      issuerKey: rootKey,
      spki: subKey.publicKey.spki,
      extensions: [basicConstraints(true), keyUsage(...KEY_CERT_SIGN), constraints],
    });
    const signer = craft({ issuer: authority, extensions: [...AUTHOR, ...names] });
    expect(verdict({ signer, intermediates: [authority] })).toBe(code);
  });

  it.each<[string, Crafted]>([
    ['one extension twice', { extensions: [...AUTHOR, basicConstraints(false)] }],
    ['a broken extension', { extensions: [extension('2.5.29.19', Uint8Array.of(0x30, 5))] }],
    ['a path limit below no authority', { extensions: [extension('2.5.29.19', derSequence(derUnsigned(3)))] }],
    ['an empty key usage', { extensions: [keyUsage(7, 0)] }],
    ['a key usage with trailing zeros', { extensions: [keyUsage(0, 0x80)] }],
    ['a name with a line break', { extensions: [altUri('urn:x\ny')] }],
  ])('malformed: %s', (_, crafted) => {
    expect(codeOf(() => craft(crafted))).toBe('cert-malformed/3');
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['half of a certificate', author.der.subarray(0, 200)],
    ['trailing bytes', Buffer.concat([author.der, Uint8Array.of(0)])],
    ['a pem block of another kind', Buffer.from(encodePem('PUBLIC KEY', authorKey.publicKey.spki))],
    ['text', Buffer.from('hello')],
  ])('malformed: %s', (_, bytes) => {
    expect(codeOf(() => parseCertificates(bytes, 'f'))).toBe('cert-malformed/3');
  });

  it('T45: a file of more certificates than any chain needs', () => {
    const pem = encodePem('CERTIFICATE', author.der);
    expect(codeOf(() => parseCertificates(Buffer.from(pem.repeat(64)), 'f'))).toBe('accepted');
    expect(codeOf(() => parseCertificates(Buffer.from(pem.repeat(65)), 'f'))).toBe('cert-too-many/3');
  });

  it('survives any flipped byte of a certificate: refused, never a crash', () => {
    let accepted = 0;
    for (let at = 0; at < author.der.length; at += 1) {
      const changed = Uint8Array.from(author.der);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      if (codeOf(() => verifyChain(question({ signer: parseCertificate(changed, 'flipped') }))) === 'accepted')
        accepted += 1;
    }
    expect(accepted).toBe(0);
  });
});

describe.skipIf(!commandExists('openssl', ['version']))('openssl agrees', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-x509-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const place = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  it('verifies our chain as one for code signing', () => {
    const pem = (each: Certificate): string => encodePem('CERTIFICATE', each.der);
    const run = spawnSync(
      'openssl',
      [
        ...['verify', '-x509_strict', '-purpose', 'any', '-attime', String(AT.getTime() / 1000)],
        ...[
          '-CAfile',
          place('root.pem', pem(root)),
          '-untrusted',
          place('sub.pem', pem(sub)),
          place('author.pem', pem(author)),
        ],
      ],
      { encoding: 'utf8' },
    );
    expect(run.stdout + run.stderr).toContain('author.pem: OK');
  });

  it('verifies our request', () => {
    const request = encodePem(
      'CERTIFICATE REQUEST',
      buildRequest(
        [
          ['O', 'Exämple'],
          ['CN', 'Author'],
        ],
        authorKey,
      ),
    );
    const run = spawnSync(
      'openssl',
      [
        'req',
        '-in',
        place('request.pem', request),
        '-verify',
        '-noout',
        '-pubkey',
        '-subject',
        '-nameopt',
        'utf8,sep_comma_plus',
      ],
      { encoding: 'utf8' },
    );
    expect(run.stderr).toContain('verify OK');
    expect(run.stdout).toContain('Exämple');
    expect(
      createPublicKey(run.stdout.slice(run.stdout.indexOf('-----'), run.stdout.lastIndexOf('-----') + 5)).equals(
        authorKey.publicKey.keyObject,
      ),
    ).toBe(true);
  });

  it('makes chains of p-256 and ed25519 that we verify', () => {
    const openssl = (...args: string[]): Buffer =>
      execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    place('ca.ext', 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n');
    place(
      'leaf.ext',
      `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\nsubjectAltName=URI:${URI}\nauthorityKeyIdentifier=keyid\n`,
    );
    for (const kind of [['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['ED25519']]) {
      for (const who of ['ca', 'leaf']) {
        openssl('genpkey', '-algorithm', ...kind, '-out', `${who}.key`);
        openssl('req', '-new', '-key', `${who}.key`, '-subj', `/CN=${who}`, '-out', `${who}.csr`);
      }
      openssl(
        'x509',
        '-req',
        '-in',
        'ca.csr',
        '-signkey',
        'ca.key',
        '-days',
        '2',
        '-extfile',
        'ca.ext',
        '-out',
        'ca.pem',
      );
      openssl(
        'x509',
        '-req',
        '-in',
        'leaf.csr',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '1',
        '-extfile',
        'leaf.ext',
        '-out',
        'leaf.pem',
      );
      const read = (name: string): Certificate => {
        const [certificate] = parseCertificates(openssl('x509', '-in', name), name);
        return certificate ?? expect.fail(name);
      };
      const leaf = read('leaf.pem');
      expect(
        verdict({ signer: leaf, intermediates: [], anchors: [read('ca.pem')], at: leaf.notBefore, uri: URI }),
      ).toBe('accepted');
    }
  });
});
