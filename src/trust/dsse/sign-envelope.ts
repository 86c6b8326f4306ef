import type { Signer } from '../signature.ts';
import type { Envelope } from './envelope.ts';

/**
 * DSSE's pre-authentication encoding: what is signed instead of the payload, so that a signature over one type of
 * payload is none over another, and none over any other protocol's bytes.
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = Buffer.from(payloadType);
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

/** An envelope around the payload, with one signature by each signer. The key's fingerprint is its keyid. */
export function signEnvelope(payloadType: string, payload: Uint8Array, signers: readonly Signer[]): Envelope {
  return addSignatures({ payloadType, payload, signatures: [] }, signers);
}

/** The same envelope with further signatures after those it has: several people sign one and the same payload. */
export function addSignatures(envelope: Envelope, signers: readonly Signer[]): Envelope {
  const message = preAuthEncoding(envelope.payloadType, envelope.payload);
  const added = signers.map((signer) => ({ keyid: signer.publicKey.fingerprint, sig: signer.sign(message) }));
  return { ...envelope, signatures: [...envelope.signatures, ...added] };
}
