import type { Signer } from '../signature.ts';
import { formatSignatureSidecar } from './signature-sidecar.ts';
import { verifyCryptaSignature } from './verify-signature.ts';

/** A catalog's signature as its file, and the fingerprint of the key that made it. */
export interface CatalogSignatureFile {
  readonly text: string;
  readonly fingerprint: string;
}

/**
 * Signs the exact bytes of a catalog, and verifies the very file that would be written before anyone gets it.
 * @param path of that file, for messages
 * @throws AssayError key-alg-mismatch for a key that is not Ed25519, sig-invalid, and those of the signer
 */
export function signCatalog(bytes: Uint8Array, keyId: string, signer: Signer, path: string): CatalogSignatureFile {
  const text = formatSignatureSidecar('catalog', bytes, keyId, signer);
  const { publicKey } = signer;
  const key = { id: keyId, publicKey, status: 'active' } as const;
  verifyCryptaSignature({
    thing: 'catalog',
    payloadBytes: bytes,
    sidecarBytes: Buffer.from(text),
    path,
    trust: { path: 'the signer', version: 1, keys: new Map([[keyId, key]]) },
    purpose: 'routine',
    now: { seconds: 0, nanos: 0 },
  });
  return { text, fingerprint: publicKey.fingerprint };
}
