import { AssayError } from '../../model/errors.ts';
import { formatInstant } from '../crypta/instant.ts';
import type { RegistryKey } from '../crypta/key-registry.ts';
import { parseKeyRegistry } from '../crypta/parse-key-registry.ts';
import { parseReviewerRegistry } from '../crypta/parse-reviewer-registry.ts';
import type { Reviewer } from '../crypta/reviewer-registry.ts';
import { DerError, readDer, readSequence, TAG } from '../der/read.ts';
import { malformed } from '../errors.ts';
import { decodeKeyMaterial } from '../keys/decode-key-material.ts';
import { isEncrypted, type PassphraseSource, parsePrivateKey, parsePublicKey } from '../keys/parse-key.ts';
import { readEncryptedPkcs8 } from '../keys/pkcs8-encryption.ts';
import { type PublicKey, publicKeyFromSpki } from '../keys/public-key.ts';
import { parseTrustStore, type StoreKey } from '../store/parse-trust-store.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificates } from '../x509/parse-certificates.ts';
import type { InspectedCertificate, InspectedKey, InspectedKind, Inspection } from './inspection.ts';

/**
 * Says what kind of key file the bytes are, by their content.
 * @throws AssayError key-file-unrecognized, and those of decodeKeyMaterial (input)
 */
export function recognizeKeyFile(bytes: Uint8Array, path: string): InspectedKind {
  const text = Buffer.from(bytes.subarray(0, 64 * 1024)).toString('latin1');
  if (/^(?:\u00ef\u00bb\u00bf)?[ \t]*trusted\.keys\.version[ \t]*=/m.test(text)) return 'trusted-keys';
  if (/^(?:\u00ef\u00bb\u00bf)?[ \t]*trusted\.reviewers\.version[ \t]*=/m.test(text)) return 'trusted-reviewers';
  if (/^\s*\{/.test(text)) return 'trust-store';
  if (text.includes('-----BEGIN CERTIFICATE-----')) return 'certificates';
  const { label, der } = decodeKeyMaterial(bytes, path);
  if (label !== undefined) return label === 'PUBLIC KEY' ? 'public-key' : 'private-key';
  const kind = recognizeDer(der);
  if (kind !== undefined) return kind;
  throw malformed({
    code: 'key-file-unrecognized',
    message: `${path} is neither a key, nor a certificate, nor a list of trusted keys`,
    hint: 'give a pem or der file, a trusted-keys or trusted-reviewers file, or a trust document',
    location: { path },
  });
}

/**
 * Inspects the bytes of a file of keys. An encrypted private key is opened only where a passphrase is at hand.
 * @throws AssayError those of the reader of each kind
 */
export function inspectBytes(bytes: Uint8Array, path: string, passphrase: PassphraseSource): Inspection {
  const kind = recognizeKeyFile(bytes, path);
  switch (kind) {
    case 'private-key':
      return inspectPrivateKey(bytes, path, passphrase);
    case 'public-key':
      return { kind, path, keys: [keyFacts(parsePublicKey(bytes, path))] };
    case 'certificates':
      return inspectCertificates(parseCertificates(bytes, path), path);
    case 'trusted-keys': {
      const { version, keys } = parseKeyRegistry(bytes, path);
      return { kind, path, version, keys: [...keys.values()].map(registryKey) };
    }
    case 'trusted-reviewers': {
      const { version, reviewers, revocations } = parseReviewerRegistry(bytes, path);
      const keys = [...reviewers.values()].map(reviewerKey);
      return { kind, path, version, keys, revokedReceipts: revocations.size };
    }
    case 'trust-store': {
      const { document, keys } = parseTrustStore(bytes, path);
      const { version, issuedAt, expiresAt } = document;
      return { kind, path, version, issuedAt, expiresAt, keys: keys.map(storeKey) };
    }
  }
}

/** Tells PrivateKeyInfo, EncryptedPrivateKeyInfo, SubjectPublicKeyInfo and Certificate apart by their first members. */
function recognizeDer(der: Uint8Array): InspectedKind | undefined {
  try {
    const [first, second, third] = readSequence(readDer(der));
    if (first?.tag === TAG.integer && second?.tag === TAG.sequence) return 'private-key';
    if (first?.tag !== TAG.sequence) return undefined;
    if (second?.tag === TAG.octetString) return 'private-key';
    if (second?.tag === TAG.bitString) return 'public-key';
    return second?.tag === TAG.sequence && third?.tag === TAG.bitString ? 'certificates' : undefined;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function inspectPrivateKey(bytes: Uint8Array, path: string, passphrase: PassphraseSource): Inspection {
  const material = decodeKeyMaterial(bytes, path);
  if (!isEncrypted(material, path)) {
    const { key } = parsePrivateKey(bytes, path, passphrase);
    return { kind: 'private-key', path, keys: [keyFacts(key.publicKey)], protection: { encrypted: false } };
  }
  const { kdf } = readEncryptedPkcs8(material.der, path);
  const protection = { encrypted: true, kdf };
  const secret = passphrase();
  if (secret === undefined) return { kind: 'private-key', path, keys: [], protection };
  const { key } = parsePrivateKey(bytes, path, () => secret);
  return { kind: 'private-key', path, keys: [keyFacts(key.publicKey)], protection };
}

function inspectCertificates(certificates: readonly Certificate[], path: string): Inspection {
  return {
    kind: 'certificates',
    path,
    keys: certificates.flatMap((each) => certificateKey(each)),
    certificates: certificates.map(certificateFacts),
  };
}

/** A certificate may hold a key of a kind that we don't use; then there is nothing to show of it. */
function certificateKey(certificate: Certificate): InspectedKey[] {
  try {
    return [{ ...keyFacts(publicKeyFromSpki(certificate.spki, certificate.path)), id: certificate.subject }];
  } catch (error) {
    if (error instanceof AssayError) return [];
    throw error;
  }
}

function certificateFacts(certificate: Certificate): InspectedCertificate {
  const { subject, issuer, serial, notBefore, notAfter, extensions, digest } = certificate;
  return {
    subject,
    issuer,
    serial: serial.toString(16),
    validFrom: secondsOf(notBefore),
    validUntil: secondsOf(notAfter),
    authority: extensions.basicConstraints?.ca ?? false,
    names: extensions.altNames.filter((each) => each.kind !== 'other').map((each) => each.value),
    digest,
  };
}

function keyFacts({ algorithm, bits, fingerprint, digest }: PublicKey): InspectedKey {
  return { algorithm, bits, fingerprint, digest };
}

function registryKey({ id, publicKey, status, validFrom, validUntil }: RegistryKey): InspectedKey {
  return {
    id,
    ...keyFacts(publicKey),
    status,
    ...(validFrom === undefined ? {} : { validFrom: formatInstant(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: formatInstant(validUntil) }),
  };
}

function reviewerKey(reviewer: Reviewer): InspectedKey {
  const { revokedAt, rotatesFrom, rotatesTo } = reviewer;
  return {
    ...registryKey(reviewer),
    ...(revokedAt === undefined ? {} : { revokedAt: formatInstant(revokedAt) }),
    ...(rotatesFrom === undefined ? {} : { rotatesFrom }),
    ...(rotatesTo === undefined ? {} : { rotatesTo }),
  };
}

function storeKey({ principal, entry, publicKey }: StoreKey): InspectedKey {
  const { validFrom, validUntil, revoked, use } = entry;
  return {
    id: entry.id,
    ...keyFacts(publicKey),
    status: revoked === undefined ? 'active' : 'revoked',
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(revoked === undefined ? {} : { revokedAt: revoked.at }),
    principal: principal.id,
    roles: principal.roles,
    use,
  };
}

function secondsOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
