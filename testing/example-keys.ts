// The keys of the example platform's people. They are made from their names, so that the project holds no private key:
// anybody can make them, and the trust document says that they are for tests.
import { createHash } from 'node:crypto';
import type { TrustStore } from '../src/formats/generated/trust.ts';
import { encodePrivateKey } from '../src/trust/keys/parse-key.ts';
import { type PrivateKey, privateKeyFromPkcs8 } from '../src/trust/keys/private-key.ts';
import { type Signer, signerOf } from '../src/trust/signature.ts';

/** RFC 8410: the DER that stands before the 32 bytes of an Ed25519 private key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function exampleKey(name: string): PrivateKey {
  const seed = createHash('sha256').update(`the example platform's test key of ${name}`).digest();
  return privateKeyFromPkcs8(Buffer.concat([PKCS8_ED25519, seed]), name);
}

const encrypted = new Map<string, string>();

/** The key as a file under a passphrase, encrypted once for all tests of a file: scrypt is slow on purpose. */
export function exampleKeyFile(name: string, passphrase: string): string {
  const known = encrypted.get(`${name} ${passphrase}`) ?? encodePrivateKey(exampleKey(name), passphrase);
  encrypted.set(`${name} ${passphrase}`, known);
  return known;
}

export function exampleSigner(name: string): Signer {
  return signerOf(exampleKey(name));
}

/** A trust document that lists these people with their roles, for a year. */
export function exampleTrust(
  people: Readonly<Record<string, readonly [string, ...string[]]>>,
  domain: string,
  issuedAt: string,
): TrustStore {
  const principals = Object.entries(people).map(([name, [role, ...roles]]): TrustStore['principals'][number] => {
    const { fingerprint, spki } = exampleKey(name).publicKey;
    const key = { id: fingerprint, publicKey: Buffer.from(spki).toString('base64'), use: 'test' as const };
    return { id: `mailto:${name}@${domain}`, roles: [role, ...roles], keys: [key] };
  });
  const [first, ...others] = principals;
  if (first === undefined) throw new Error('a trust document lists somebody');
  const expiresAt = `${Number(issuedAt.slice(0, 4)) + 1}${issuedAt.slice(4)}`;
  return { kind: 'assay.trust', schemaVersion: 1, version: 1, issuedAt, expiresAt, principals: [first, ...others] };
}
