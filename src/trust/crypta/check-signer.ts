import type { Instant } from '../../formats/java-text.ts';
import { quote } from '../../model/quote.ts';
import { untrusted } from '../errors.ts';
import type { PublicKey } from '../keys/public-key.ts';
import { type KeyRegistry, keyRefusal } from './key-registry.ts';

/**
 * Demands that those who trust a list of keys will believe what is about to be signed: the list knows the key by this id,
 * as this very key, and it may sign something new.
 * @throws AssayError of kind integrity: sig-key-unknown, keyid-mismatch, sig-key-not-authorized
 */
export function checkSigner(keyId: string, publicKey: PublicKey, registry: KeyRegistry, now: Instant): void {
  const { path, keys } = registry;
  const refuse = (code: string, says: string, hint: string): Error =>
    untrusted({ code, message: `${path} ${says}`, hint, location: { path } });
  const known = keys.get(keyId);
  if (known === undefined) {
    const other = [...keys.values()].find((key) => key.publicKey.digest === publicKey.digest);
    const says = other === undefined ? '' : `; it has this key as ${quote(other.id)}`;
    throw refuse(
      'sig-key-unknown',
      `lists no key ${quote(keyId)}${says}`,
      'sign under the id that the list has, or have the key put on it',
    );
  }
  if (known.publicKey.digest !== publicKey.digest)
    throw refuse(
      'keyid-mismatch',
      `has another key as ${quote(keyId)} than the one that signs, whose fingerprint is ${publicKey.fingerprint}`,
      'sign with the key that the list has, or under its own id',
    );
  const refusal = keyRefusal(known, 'routine', now);
  if (refusal !== undefined)
    throw refuse('sig-key-not-authorized', `has the key ${quote(keyId)}, which ${refusal}`, 'sign with an active key');
}
