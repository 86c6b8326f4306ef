import forge from 'node-forge';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Certificate } from './certificate.ts';
import { forgePublicKey, toBinary, toDer } from './forge.ts';

/** Forge derives in JavaScript; so many rounds take about a second. */
const ROUNDS = 50_000;

/**
 * Builds a PKCS#12 file (RFC 7292) from an RSA key and its certificates, signer first, for programs that take nothing
 * else. It protects a key less well than our own files do (PBKDF2 and an integrity check with SHA-1): carry it, don't
 * keep it.
 * @returns DER
 * @throws AssayError key-algorithm-unsupported for keys other than RSA
 */
export function buildPkcs12(key: PrivateKey, certificates: readonly Certificate[], passphrase: string): Uint8Array {
  forgePublicKey(key.publicKey);
  const pem = key.keyObject.export({ format: 'pem', type: 'pkcs1' });
  const file = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(String(pem)),
    certificates.map((each) => forge.pki.certificateFromAsn1(forge.asn1.fromDer(toBinary(each.der)))),
    passphrase,
    { algorithm: 'aes256', count: ROUNDS, saltSize: 16 },
  );
  return toDer(file);
}
