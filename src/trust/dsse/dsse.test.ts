import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { commandExists } from '../../../testing/tools.ts';
import { encodeBase64 } from '../base64.ts';
import { type KeySet, trustKeys } from '../key-set.ts';
import { encodePublicKey } from '../keys/parse-key.ts';
import { generateKeyPair, privateKeyFromObject } from '../keys/private-key.ts';
import { publicKeyFromSpki } from '../keys/public-key.ts';
import { sign, signerOf } from '../signature.ts';
import { type Envelope, encodeEnvelope, parseEnvelope } from './envelope.ts';
import { addSignatures, preAuthEncoding, signEnvelope } from './sign-envelope.ts';
import { type EnvelopePolicy, verifyEnvelope } from './verify-envelope.ts';

const TYPE = 'application/vnd.in-toto+json';
const PAYLOAD = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');
const policy = (over: Partial<EnvelopePolicy> = {}): EnvelopePolicy => ({ path: 'e', payloadType: TYPE, ...over });

const [a, b, c] = [generateKeyPair(), generateKeyPair('ecdsa-p256'), generateKeyPair()];
const [stranger, rsa] = [generateKeyPair(), generateKeyPair('rsa-3072')];
const trust = trustKeys([a.publicKey, b.publicKey, rsa.publicKey]);
const signedBy = (...keys: (typeof a)[]): Envelope =>
  signEnvelope(
    TYPE,
    PAYLOAD,
    keys.map((key) => signerOf(key)),
  );
const bytes = (envelope: Envelope): Uint8Array => Buffer.from(encodeEnvelope(envelope));
const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const verdict = (source: Uint8Array, over: Partial<EnvelopePolicy> = {}, keys: KeySet = trust): string =>
  codeOf(() => verifyEnvelope(source, keys, policy(over)));

describe('the protocol’s own vectors', () => {
  it('encodes "hello world" as the specification shows', () => {
    expect(Buffer.from(preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters, of the type; and takes an empty payload', () => {
    expect(Buffer.from(preAuthEncoding('ä', new Uint8Array())).toString()).toBe('DSSEv1 2 ä 0 ');
  });

  it('verifies the p-256 envelope of the specification, whose signature is r and s side by side', () => {
    const envelope = json({
      payload: 'aGVsbG8gd29ybGQ=',
      payloadType: 'http://example.com/HelloWorld',
      signatures: [{ sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==' }],
    });
    const number = (text: string): string =>
      Buffer.from(BigInt(text).toString(16).padStart(64, '0'), 'hex').toString('base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: number('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
      y: number('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
    };
    const key = publicKeyFromSpki(
      createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }),
      'k',
    );
    const options = { payloadType: 'http://example.com/HelloWorld', ecdsa: 'ieee-p1363' } as const;
    const verified = verifyEnvelope(envelope, trustKeys([key]), policy(options));
    expect(Buffer.from(verified.payload).toString()).toBe('hello world');
    expect(verdict(envelope, { ...options, ecdsa: 'der' }, trustKeys([key]))).toBe('sig-key-unknown/4');
  });

  // Ed25519 is deterministic: the keys of RFC 8032 §7.1 (tests 1 and 2) must make exactly these signatures.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      '2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA==',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      'c1+67/aT0yqEpwx8PsVY3MLHsj9D0CZ014/Fv/QlG59P+9CobUZ7xECJ/V3USG0Ob9CiE5LjReEZUzNF2l7eBw==',
    ],
  ])('signs as the key %s', (seed, expected) => {
    const key = privateKeyFromObject(ed25519FromSeed(seed), 'k');
    expect(encodeBase64(sign(key, preAuthEncoding(TYPE, PAYLOAD)))).toBe(expected);
  });
});

function ed25519FromSeed(seed: string): KeyObject {
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

describe('verifyEnvelope', () => {
  it('hands on the verified bytes and who signed, in the order of the key set', () => {
    const { payload, signers } = verifyEnvelope(bytes(signedBy(rsa, b, a)), trust, policy({ threshold: 3 }));
    expect(Buffer.from(payload)).toEqual(PAYLOAD);
    expect(signers.map((key) => key.id)).toEqual([a, b, rsa].map((key) => key.publicKey.fingerprint));
  });

  it('takes signatures without keyid and with the keyid of another key: a keyid decides nothing', () => {
    const { payload, payloadType, signatures } = signedBy(a, b);
    const bare = signatures.map(({ sig }) => ({ sig }));
    expect(verdict(bytes({ payload, payloadType, signatures: bare }), { threshold: 2 })).toBe('accepted');
    const swapped = bare.map(({ sig }, index) => ({ sig, keyid: signatures[1 - index]?.keyid ?? '' }));
    expect(verdict(bytes({ payload, payloadType, signatures: swapped }), { threshold: 2 })).toBe('accepted');
  });

  it('takes base64url, with and without padding, and other members unless closed', () => {
    const envelope = signedBy(a);
    for (const pad of ['=', '']) {
      const url = (source: Uint8Array): string => {
        const text = Buffer.from(source).toString('base64url');
        return pad === '' ? text : text.padEnd(Math.ceil(text.length / 4) * 4, pad);
      };
      const source = json({
        payloadType: TYPE,
        payload: url(envelope.payload),
        signatures: envelope.signatures.map(({ sig }) => ({ sig: url(sig) })),
      });
      expect(verdict(source)).toBe('accepted');
    }
    const extra = { ...JSON.parse(encodeEnvelope(envelope)), approvedBy: 'everyone' };
    expect(verdict(json(extra))).toBe('accepted');
    expect(verdict(json(extra), { closed: true })).toBe('envelope-unknown-field/4');
  });

  it('ignores signatures of strangers beside those that count', () => {
    expect(verdict(bytes(signedBy(stranger, a)))).toBe('accepted');
  });

  it('lets a second person sign the same payload later', () => {
    const once = parseEnvelope(bytes(signedBy(a)), { path: 'e' });
    expect(verdict(bytes(addSignatures(once, [signerOf(b)])), { threshold: 2 })).toBe('accepted');
  });
});

describe('attacks', () => {
  const one = signedBy(a);
  const [signature = { sig: new Uint8Array() }] = one.signatures;
  const wire = JSON.parse(encodeEnvelope(one));
  const withSig = (sig: unknown): Uint8Array => json({ ...wire, signatures: [{ ...wire.signatures[0], sig }] });

  it.each<[string, Uint8Array, Partial<EnvelopePolicy>, string]>([
    ['T3: no signatures', json({ ...wire, signatures: [] }), {}, 'sig-threshold-not-met/4'],
    [
      'T6: one signature twice',
      bytes({ ...one, signatures: [signature, signature] }),
      { threshold: 2 },
      'sig-threshold-not-met/4',
    ],
    ['T6: one key signing twice', bytes(signedBy(b, b)), { threshold: 2 }, 'sig-threshold-not-met/4'],
    ['a stranger to fill the threshold', bytes(signedBy(a, stranger)), { threshold: 2 }, 'sig-threshold-not-met/4'],
    ['a stranger alone', bytes(signedBy(stranger)), {}, 'sig-key-unknown/4'],
    ['another payload under the same signature', json({ ...wire, payload: 'e30=' }), {}, 'sig-invalid/4'],
    [
      'another type under the same signature',
      json({ ...wire, payloadType: 'text/plain' }),
      { payloadType: 'text/plain' },
      'sig-invalid/4',
    ],
    [
      'a signed payload of another type',
      bytes(signEnvelope('text/plain', PAYLOAD, [signerOf(a)])),
      {},
      'envelope-payload-type/4',
    ],
    [
      'T7: trailing bytes after the signature',
      withSig(Buffer.concat([signature.sig, Buffer.alloc(2)]).toString('base64')),
      {},
      'sig-encoding/4',
    ],
    ['T7: trailing characters after the base64', withSig(`${wire.signatures[0].sig}zz`), {}, 'sig-encoding/4'],
    [
      'T7: stray bits in the last character',
      withSig(encodeBase64(signature.sig).replace(/.==$/, (end) => `${nextCharacter(end[0] ?? 'A')}==`)),
      {},
      'sig-encoding/4',
    ],
    ['T7: white space in the base64', withSig(`${wire.signatures[0].sig}\n`), {}, 'sig-encoding/4'],
    ['T7: both alphabets at once', withSig(`+_${encodeBase64(signature.sig).slice(2)}`), {}, 'sig-encoding/4'],
    ['T7: an empty signature', withSig(''), {}, 'sig-encoding/4'],
    ['T7: S + L', withSig(encodeBase64(plusOrder(signature.sig))), {}, 'sig-encoding/4'],
    [
      'T30: a signature over the bare payload',
      bytes({ ...one, signatures: [{ keyid: a.publicKey.fingerprint, sig: sign(a, PAYLOAD) }] }),
      {},
      'sig-invalid/4',
    ],
    [
      'T45: ten thousand signatures',
      json({ ...wire, signatures: Array(10_000).fill(wire.signatures[0]) }),
      {},
      'sig-too-many/3',
    ],
    [
      'T25: an unsigned member beside the payload',
      json({ ...wire, signed: true }),
      { closed: true },
      'envelope-unknown-field/4',
    ],
    [
      'T25: an unsigned member in a signature',
      json({ ...wire, signatures: [{ ...wire.signatures[0], role: 'ceo' }] }),
      { closed: true },
      'envelope-unknown-field/4',
    ],
    [
      'T21: a duplicate key',
      Buffer.from(`{"payloadType":"x",${JSON.stringify(wire).slice(1)}`),
      {},
      'json-duplicate-key/3',
    ],
    [
      'T21: a duplicate key in disguise',
      Buffer.from(`{"payload\\u0054ype":"x",${JSON.stringify(wire).slice(1)}`),
      {},
      'json-duplicate-key/3',
    ],
    ['T23: a byte order mark', Buffer.from(`\ufeff${JSON.stringify(wire)}`), {}, 'json-byte-order-mark/3'],
    [
      'T23: invalid utf-8',
      Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      {},
      'input-not-utf8/3',
    ],
    ['T23: nested 33 deep', Buffer.from(`{"payload":${'['.repeat(32)}${']'.repeat(32)}}`), {}, 'json-too-deep/3'],
    [
      'T24: a __proto__ member',
      Buffer.from(`{"__proto__":{},${JSON.stringify(wire).slice(1)}`),
      {},
      'json-proto-key/3',
    ],
    ['no list of signatures', json({ ...wire, signatures: {} }), {}, 'envelope-malformed/3'],
    ['no payload', json({ ...wire, payload: undefined }), {}, 'envelope-malformed/3'],
    ['a payload that is no base64', json({ ...wire, payload: '{}' }), {}, 'envelope-malformed/3'],
    ['a payload with stray bits', json({ ...wire, payload: 'e31=' }), {}, 'envelope-malformed/3'],
    [
      'a keyid that is a number',
      json({ ...wire, signatures: [{ ...wire.signatures[0], keyid: 1 }] }),
      {},
      'envelope-malformed/3',
    ],
    ['a list instead of an envelope', json([wire]), {}, 'envelope-malformed/3'],
    ['an empty file', new Uint8Array(), {}, 'json-empty/3'],
    ['a file over the limit', bytes(one), { maxBytes: 100 }, 'input-too-large/3'],
  ])('%s', (_, source, over, code) => {
    expect(verdict(source, over)).toBe(code);
  });

  it('T4: a right signature by a key that may not sign this is told apart from a wrong one', () => {
    const known: KeySet = {
      trusted: trustKeys([a.publicKey]).trusted,
      refused: [{ publicKey: c.publicKey, id: 'c', use: 'production', refusal: 'was revoked on 2026-01-01T00:00:00Z' }],
    };
    expect(verdict(bytes(signedBy(c)), {}, known)).toBe('sig-key-not-authorized/4');
    expect(() => verifyEnvelope(bytes(signedBy(c)), known, policy())).toThrow('the key "c" was revoked on 2026-01-01');
    expect(verdict(bytes(signedBy(a, c)), { threshold: 2 }, known)).toBe('sig-threshold-not-met/4');
    expect(verdict(json({ ...JSON.parse(encodeEnvelope(signedBy(c))), payload: 'e30=' }), {}, known)).toBe(
      'sig-invalid/4',
    );
  });

  it('T5: one key under two ids counts once', () => {
    const [key] = trustKeys([a.publicKey]).trusted;
    const twice: KeySet = {
      trusted: key
        ? [
            { ...key, id: 'one' },
            { ...key, id: 'two' },
          ]
        : [],
      refused: [],
    };
    expect(verdict(bytes(signedBy(a, a)), { threshold: 2 }, twice)).toBe('sig-threshold-not-met/4');
  });

  it('rejects an envelope with any character changed, or passes on the same payload and signers', () => {
    const source = encodeEnvelope(signedBy(a));
    fc.assert(
      fc.property(fc.nat(source.length - 2), fc.integer({ min: 0x20, max: 0x7e }), (at, code) => {
        const changed = source.slice(0, at) + String.fromCharCode(code) + source.slice(at + 1);
        try {
          const { payload, payloadType, signers } = verifyEnvelope(
            Buffer.from(changed),
            trust,
            policy({ closed: true }),
          );
          // Only the keyid's text is unsigned.
          expect(Buffer.from(payload)).toEqual(PAYLOAD);
          expect(payloadType).toBe(TYPE);
          expect(signers.map((each) => each.id)).toEqual([a.publicKey.fingerprint]);
          const before = JSON.parse(source);
          before.signatures[0].keyid = JSON.parse(changed).signatures[0].keyid;
          expect(JSON.parse(changed)).toEqual(before);
        } catch (error) {
          if (!(error instanceof Error && error.name === 'AssayError')) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('T9: never lets the message choose the algorithm: each key sees only its own kind of signature', () => {
    for (const key of [a, b, rsa])
      for (const other of [a, b, rsa]) {
        if (key === other) continue;
        const forged = {
          ...signedBy(other),
          signatures: [{ keyid: key.publicKey.fingerprint, sig: sign(other, preAuthEncoding(TYPE, PAYLOAD)) }],
        };
        expect(verdict(bytes(forged), {}, trustKeys([key.publicKey]))).toBe('sig-encoding/4');
      }
  });
});

function nextCharacter(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return alphabet[alphabet.indexOf(character) + 1] ?? 'B';
}

function plusOrder(sig: Uint8Array): Uint8Array {
  const order = (1n << 252n) + 27742317777372353535851937790883648493n;
  const scalar = BigInt(`0x${Buffer.from(sig.subarray(32)).reverse().toString('hex')}`) + order;
  return Buffer.concat([sig.subarray(0, 32), Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse()]);
}

describe('other people’s verifiers', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-dsse-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const place = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  it.skipIf(!commandExists('openssl', ['version']))('openssl pkeyutl verifies our signature over the encoding', () => {
    const { signatures } = signedBy(a);
    const printed = execFileSync('openssl', [
      ...['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', place('key.pem', encodePublicKey(a.publicKey))],
      ...['-in', place('pae', preAuthEncoding(TYPE, PAYLOAD)), '-sigfile', place('sig', signatures[0]?.sig ?? '')],
    ]);
    expect(String(printed)).toContain('Signature Verified Successfully');
  });

  const python = process.env.ASSAY_PYTHON;
  const ready = python !== undefined && spawnSync(python, ['-c', 'import securesystemslib, cryptography']).status === 0;
  if (!ready) console.warn('skipped: ASSAY_PYTHON names no python with securesystemslib and cryptography');
  it.skipIf(!ready)('securesystemslib verifies our 2-of-2 envelope and refuses a tampered one', () => {
    // securesystemslib looks a signature's key up by its keyid, so it is told ours.
    const script = `
import json, sys
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey
text, pems = sys.argv[1], sys.argv[2:]
data = json.load(open(text))
keys = [SSlibKey.from_crypto(load_pem_public_key(open(p, 'rb').read()), keyid=s['keyid']) for p, s in zip(pems, data['signatures'])]
accepted = Envelope.from_dict(json.load(open(text))).verify(keys, len(keys))
print(len(accepted))
`;
    const pems = [a, b].map((key, index) => place(`${index}.pem`, encodePublicKey(key.publicKey)));
    const run = (envelope: Uint8Array) =>
      spawnSync(python ?? '', ['-c', script, place('envelope.json', envelope), ...pems], { encoding: 'utf8' });
    const good = run(bytes(signedBy(a, b)));
    expect(good.stdout.trim(), good.stderr).toBe('2');
    const bad = { ...JSON.parse(encodeEnvelope(signedBy(a, b))), payload: 'e30=' };
    expect(run(json(bad)).status).not.toBe(0);
  });
});
