import forge from 'node-forge';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Certificate } from './certificate.ts';
import { forgeSigner, toBinary, toDer } from './forge.ts';

export interface NewCms {
  readonly content: Uint8Array;
  readonly key: PrivateKey;
  /** The certificate of the key. */
  readonly signer: Certificate;
  /** Certificates that lead from the signer's to an authority, without the authority's own. */
  readonly chain: readonly Certificate[];
  /** When it was signed, as the signer says; nobody can check it. */
  readonly signingTime: Date;
}

/**
 * Builds a detached CMS signature (RFC 5652 SignedData, `.p7s`) with RSA and SHA-256, its certificates included.
 * @returns DER
 * @throws AssayError key-algorithm-unsupported for keys other than RSA
 */
export function buildCms({ content, key, signer, chain, signingTime }: NewCms): Uint8Array {
  const { oids } = forge.pki;
  const signed = forge.pkcs7.createSignedData();
  signed.content = forge.util.createBuffer(toBinary(content));
  for (const certificate of [signer, ...chain]) signed.addCertificate(toForge(certificate));
  signed.addSigner({
    key: forgeSigner(key),
    certificate: toForge(signer),
    digestAlgorithm: String(oids.sha256),
    // In the order that DER demands of a set: shorter encodings first.
    authenticatedAttributes: [
      { type: String(oids.contentType), value: String(oids.data) },
      { type: String(oids.signingTime), value: signingTime.toISOString() },
      { type: String(oids.messageDigest) },
    ],
  });
  signed.sign({ detached: true });
  return toDer(signed.toAsn1());
}

function toForge(certificate: Certificate): forge.pki.Certificate {
  return forge.pki.certificateFromAsn1(forge.asn1.fromDer(toBinary(certificate.der)));
}
