import forge from 'node-forge';
import type { PrivateKey } from '../keys/private-key.ts';
import { forgeName, forgePublicKey, forgeSha256, forgeSigner, type NameAttribute, toDer } from './forge.ts';

/**
 * Builds a PKCS#10 certification request (RFC 2986) for an RSA key, signed with SHA-256.
 * @returns DER
 * @throws AssayError key-algorithm-unsupported for keys other than RSA
 */
export function buildRequest(subject: readonly NameAttribute[], key: PrivateKey): Uint8Array {
  const request = forge.pki.createCertificationRequest();
  request.publicKey = forgePublicKey(key.publicKey);
  request.setSubject(forgeName(subject));
  request.sign(forgeSigner(key), forgeSha256());
  return toDer(forge.pki.certificationRequestToAsn1(request));
}
