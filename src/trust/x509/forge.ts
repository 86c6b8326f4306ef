import { constants, privateEncrypt } from 'node:crypto';
import forge from 'node-forge';
import { derNull, derOctetString, derOid, derSequence } from '../der/write.ts';
import { untrusted } from '../errors.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { PublicKey } from '../keys/public-key.ts';
import { encodePem } from '../pem.ts';

// The only door to node-forge. It lays out X.509, PKCS#10, PKCS#12 and CMS; every signature is made by node:crypto, and
// nothing is ever verified here: forge accepts forged RSA signatures that node:crypto refuses.

/** A public key as forge takes it. @throws AssayError key-algorithm-unsupported: forge knows RSA alone */
export function forgePublicKey(key: PublicKey): forge.pki.rsa.PublicKey {
  if (key.algorithm !== 'rsa')
    throw untrusted({
      code: 'key-algorithm-unsupported',
      message: `certificates are made for rsa keys, and this one is ${key.algorithm}`,
      hint: 'make the key with --algorithm rsa-3072; certificates of other keys come from openssl or your authority',
    });
  return forge.pki.publicKeyFromPem(encodePem('PUBLIC KEY', key.spki));
}

/** SHA-256 as forge counts it. */
export function forgeSha256(): forge.md.MessageDigest {
  return forge.md.sha256.create();
}

/**
 * Something that forge takes for a private key, and whose signatures node:crypto makes: RSASSA-PKCS1-v1_5 with SHA-256
 * (RFC 8017 §8.2), the one scheme that certificates and CMS readers everywhere know.
 */
export function forgeSigner(key: PrivateKey): forge.pki.rsa.PrivateKey {
  forgePublicKey(key.publicKey);
  const sign = (digest: forge.md.MessageDigest): string => {
    const info = derSequence(
      derSequence(derOid('2.16.840.1.101.3.4.2.1'), derNull()),
      derOctetString(Buffer.from(digest.digest().getBytes(), 'latin1')),
    );
    const signature = privateEncrypt({ key: key.keyObject, padding: constants.RSA_PKCS1_PADDING }, info);
    return signature.toString('latin1');
  };
  return Object.assign(forge.pki.rsa.setPrivateKey(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO), { sign });
}

/** Forge's type wants the numbers of a key; the real ones stay in node:crypto. */
const ZERO = new forge.jsbn.BigInteger('0');

/** Bytes as forge's binary strings. */
export function toBinary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** The text of a binary string that holds UTF-8. */
export function fromBinary(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

/** An ASN.1 object of forge's as DER. */
export function toDer(object: forge.asn1.Asn1): Uint8Array {
  return Buffer.from(forge.asn1.toDer(object).getBytes(), 'latin1');
}

/** One attribute of a distinguished name, by its short name as openssl writes it. */
export type NameAttribute = readonly [shortName: 'CN' | 'O' | 'OU' | 'C' | 'L' | 'ST', value: string];

/** Forge's types call this a class; it is the type. */
const UTF8_STRING: number = forge.asn1.Type.UTF8;

/** A name for forge; every value as UTF-8 (RFC 5280 §4.1.2.4). */
export function forgeName(name: readonly NameAttribute[]): forge.pki.CertificateField[] {
  return name.map(([shortName, value]) => ({
    shortName,
    value,
    // A country is a PrintableString by its definition.
    ...(shortName === 'C' ? {} : { valueTagClass: UTF8_STRING }),
  }));
}
