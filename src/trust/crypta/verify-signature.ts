import type { Instant } from '../../formats/java-text.ts';
import { quote } from '../../model/quote.ts';
import { type Failure, untrusted } from '../errors.ts';
import { isWellFormed, verify } from '../signature.ts';
import { ED25519 } from './ed25519-field.ts';
import { type KeyRegistry, keyRefusal, type Purpose, type RegistryKey } from './key-registry.ts';
import { legacySignatureCode, parseSignatureSidecar, type SignedThing } from './signature-sidecar.ts';

export interface CryptaSignatureInput {
  readonly thing: SignedThing;
  /** The exact bytes that were signed; nothing of them is parsed here. */
  readonly payloadBytes: Uint8Array;
  /** Path of what was signed, for messages. */
  readonly payloadPath?: string;
  readonly sidecarBytes: Uint8Array;
  /** Path of the sidecar for messages. */
  readonly path: string;
  readonly trust: KeyRegistry;
  /** The one key that must have signed, where it is known beforehand. */
  readonly expectedKeyId?: string;
  readonly purpose: Purpose;
  readonly now: Instant;
}

/**
 * Verifies a detached crypta signature, in the platform's own order: the sidecar, the expected key id, the key's
 * lookup, its status and window, the algorithm, and the signature last. Only then may anyone parse the payload.
 * @returns the key that signed
 * @throws AssayError of kind integrity, with the platform's code as legacyCode: sig-sidecar-malformed, sig-encoding,
 * sig-key-unexpected, sig-key-unknown, sig-key-not-authorized, key-alg-mismatch, sig-invalid
 */
export function verifyCryptaSignature(input: CryptaSignatureInput): RegistryKey {
  const { thing, path, trust, expectedKeyId, purpose, now, payloadBytes, payloadPath } = input;
  const legacyCode = legacySignatureCode(thing);
  const refuse = (failure: Failure): Error => untrusted({ ...failure, location: { path }, legacyCode });
  const { keyId, algorithm, value } = parseSignatureSidecar(input.sidecarBytes, thing, path);
  if (expectedKeyId !== undefined && keyId !== expectedKeyId)
    throw refuse({
      code: 'sig-key-unexpected',
      message: `${path} is signed as ${quote(keyId)} where ${quote(expectedKeyId)} was expected`,
      hint: 'get the file that this key signed, or name the right key',
    });
  const key = trust.keys.get(keyId);
  if (key === undefined)
    throw refuse({
      code: 'sig-key-unknown',
      message: `${path} is signed as ${quote(keyId)}, a key that ${trust.path} does not list`,
      hint: 'check where the file comes from; add the key only if its owner confirms it',
    });
  const refusal = keyRefusal(key, purpose, now);
  if (refusal !== undefined)
    throw refuse({
      code: 'sig-key-not-authorized',
      message: `${path} is signed as ${quote(keyId)}, but that key ${refusal}`,
      hint: 'have it signed again with a key that is active now',
    });
  if (algorithm !== ED25519 || key.publicKey.algorithm !== 'ed25519')
    throw refuse({
      code: 'key-alg-mismatch',
      message: `${path} names another algorithm than its key ${quote(keyId)} has`,
      hint: 'sign again with the ed25519 key of this id',
    });
  if (!isWellFormed(key.publicKey, value))
    throw refuse({
      code: 'sig-encoding',
      message: `${path} holds no ed25519 signature: expected 64 bytes with a reduced scalar`,
      hint: 'sign again',
    });
  if (!verify(key.publicKey, payloadBytes, value))
    throw refuse({
      code: 'sig-invalid',
      message: `${path} does not fit ${payloadPath ?? 'the signed bytes'} under the key ${quote(keyId)}`,
      hint: 'the signed file has changed since: get both files again, or sign again; never edit a signed file',
    });
  return key;
}
