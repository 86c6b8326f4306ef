import type { Digest } from '../../model/digest.ts';
import { digestBytes } from '../../model/digest.ts';
import { AssayError } from '../../model/errors.ts';
import { publicKeyFromSpki, RSA_BITS } from '../keys/public-key.ts';
import type { Certificate } from './certificate.ts';

/** Why a certificate can't be relied on: a stable code, and words after the certificate's name. */
export interface CertificateFault {
  readonly code: string;
  readonly what: string;
}

export interface CertificateRules {
  readonly at: Date;
  /** Take RSA keys of 2048 bits too; 3072 unless told. */
  readonly legacyRsa?: boolean;
  /** Digests of SubjectPublicKeyInfos that are revoked. */
  readonly revokedKeys?: ReadonlySet<Digest>;
}

/** Signature algorithms by object identifier: SHA-256 and better alone. */
const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.11', // sha256WithRSAEncryption
  '1.2.840.113549.1.1.12', // sha384WithRSAEncryption
  '1.2.840.113549.1.1.13', // sha512WithRSAEncryption
  '1.2.840.10045.4.3.2', // ecdsa-with-SHA256
  '1.2.840.10045.4.3.3', // ecdsa-with-SHA384
  '1.2.840.10045.4.3.4', // ecdsa-with-SHA512
  '1.3.101.112', // Ed25519
]);

export const EKU = { codeSigning: '1.3.6.1.5.5.7.3.3', any: '2.5.29.37.0' } as const;

/** What is wrong with a certificate by itself, whatever its place in a chain. */
export function certificateFault(certificate: Certificate, rules: CertificateRules): CertificateFault | undefined {
  const { version, serial, signatureAlgorithm, extensions, notBefore, notAfter } = certificate;
  if (version !== 3) return { code: 'cert-version', what: `is of version ${version}, not 3` };
  // RFC 5280 §4.1.2.2: positive, at most 20 octets.
  if (serial <= 0n || serial >= 1n << 159n) return { code: 'cert-serial', what: 'has a serial number out of range' };
  if (signatureAlgorithm.inner !== signatureAlgorithm.outer || !SIGNATURE_ALGORITHMS.has(signatureAlgorithm.outer))
    return { code: 'cert-signature-algorithm', what: 'is signed with an algorithm that is not accepted' };
  const [unknown] = extensions.unknownCritical;
  if (unknown !== undefined)
    return { code: 'cert-unknown-critical', what: `has the critical extension ${unknown}, which is not understood` };
  if (rules.at < notBefore) return { code: 'cert-not-yet-valid', what: `is valid only from ${iso(notBefore)}` };
  if (rules.at > notAfter) return { code: 'cert-expired', what: `expired at ${iso(notAfter)}` };
  if (rules.revokedKeys?.has(digestBytes(certificate.spki))) return { code: 'cert-revoked', what: 'has a revoked key' };
  return keyFault(certificate, rules);
}

/** What keeps a certificate from standing at the end of a chain as a signer's. */
export function signerFault({ extensions }: Certificate): CertificateFault | undefined {
  const { basicConstraints, keyUsage, extendedKeyUsage } = extensions;
  if (basicConstraints?.ca) return { code: 'cert-leaf-is-ca', what: 'is an authority, and must not sign for itself' };
  if (!keyUsage?.has('digitalSignature')) return { code: 'cert-key-usage', what: 'may not make digital signatures' };
  // Exactly code signing: a server's certificate, or one for everything, is not an author's.
  if (extendedKeyUsage?.length !== 1 || extendedKeyUsage[0] !== EKU.codeSigning)
    return { code: 'cert-extended-key-usage', what: 'is not made for code signing, and for that alone' };
  return undefined;
}

/** What keeps a certificate from issuing others. @param below how many authorities stand between it and the signer */
export function authorityFault({ extensions }: Certificate, below: number): CertificateFault | undefined {
  const { basicConstraints, keyUsage, extendedKeyUsage } = extensions;
  if (!basicConstraints?.ca) return { code: 'cert-not-ca', what: 'is no authority' };
  if (!keyUsage?.has('keyCertSign')) return { code: 'cert-key-usage', what: 'may not sign certificates' };
  if (basicConstraints.pathLength !== undefined && below > basicConstraints.pathLength)
    return {
      code: 'cert-path-length',
      what: `allows ${basicConstraints.pathLength} authorities below it, not ${below}`,
    };
  if (extendedKeyUsage !== undefined && !extendedKeyUsage.includes(EKU.codeSigning))
    return { code: 'cert-extended-key-usage', what: 'may not issue certificates for code signing' };
  return undefined;
}

function keyFault({ spki, path }: Certificate, { legacyRsa }: CertificateRules): CertificateFault | undefined {
  try {
    const key = publicKeyFromSpki(spki, path);
    const min = legacyRsa ? RSA_BITS.verify : RSA_BITS.sign;
    if (key.algorithm !== 'rsa' || key.bits >= min) return undefined;
    return { code: 'cert-key-weak', what: `has an rsa key of ${key.bits} bits; at least ${min} are expected` };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { code: 'cert-key-weak', what: `has a key that is not accepted (${error.code})` };
  }
}

function iso(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
