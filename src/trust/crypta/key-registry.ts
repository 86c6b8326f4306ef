import { type Instant, isBefore } from '../../formats/java-text.ts';
import { quote } from '../../model/quote.ts';
import { untrusted } from '../errors.ts';
import type { PublicKey } from '../keys/public-key.ts';
import { formatInstant } from './instant.ts';

/** Where in its life a registered key is. */
export type KeyStatus = 'active' | 'retiring' | 'retired' | 'revoked';

/** One key of a trusted-keys file. Keys of version 1 are active at all times. */
export interface RegistryKey {
  readonly id: string;
  readonly publicKey: PublicKey;
  readonly status: KeyStatus;
  /** The window is half-open: `validFrom` belongs to it, `validUntil` does not. */
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

/** A trusted-keys file, version 1 or 2. */
export interface KeyRegistry {
  readonly path: string;
  readonly version: 1 | 2;
  /** By id, in the order of the file. */
  readonly keys: ReadonlyMap<string, RegistryKey>;
}

/**
 * Why a signature is checked. `routine`: something new is let in; `historical`: something let in earlier is opened
 * again, for which a key that is being retired still counts.
 */
export type Purpose = 'routine' | 'historical';

/** Why a key may not be used for a purpose at an instant, in words after "the key"; undefined where it may. */
export function keyRefusal(key: RegistryKey, purpose: Purpose, now: Instant): string | undefined {
  if (key.status === 'revoked') return 'is revoked';
  if (purpose === 'routine' && key.status !== 'active') return `is ${key.status}, and only an active key may do this`;
  if (key.validFrom !== undefined && isBefore(now, key.validFrom))
    return `is valid only from ${formatInstant(key.validFrom)}`;
  if (key.validUntil !== undefined && !isBefore(now, key.validUntil))
    return `was valid until ${formatInstant(key.validUntil)}`;
  return undefined;
}

/** A list of keys under one role: catalog keys, app keys, reviewer keys. */
export interface RoleKeys {
  /** The role for messages ("catalog"). */
  readonly role: string;
  readonly path: string;
  readonly keys: Iterable<{ readonly id: string; readonly publicKey: PublicKey }>;
}

/**
 * Refuses a key that stands in two roles, by its id or by its bytes, whatever its status: who may sign catalogs must
 * not thereby sign apps or reviews.
 * @throws AssayError key-reuse (integrity)
 */
export function checkRoleSeparation(roles: readonly RoleKeys[]): void {
  const seen = new Map<string, { readonly role: string; readonly id: string }>();
  for (const { role, path, keys } of roles) {
    const own = [...keys].flatMap(({ id, publicKey }) => [
      { name: `id ${id}`, id },
      { name: `key ${publicKey.digest}`, id },
    ]);
    for (const { name, id } of own) {
      const other = seen.get(name);
      if (other === undefined) continue;
      throw untrusted({
        code: 'key-reuse',
        message: `${path} trusts for the role ${role} the key ${quote(id)}, which is trusted for ${other.role} as ${quote(other.id)}`,
        hint: 'give every role keys of its own',
        location: { path },
      });
    }
    for (const { name, id } of own) seen.set(name, { role, id });
  }
}

/**
 * Refuses one key under two ids: two signatures would look like two signers.
 * @throws AssayError key-duplicate (integrity)
 */
export function checkUniqueKeys(
  keys: Iterable<{ readonly id: string; readonly publicKey: PublicKey }>,
  path: string,
): void {
  const seen = new Map<string, string>();
  for (const { id, publicKey } of keys) {
    const other = seen.get(publicKey.digest);
    if (other !== undefined)
      throw untrusted({
        code: 'key-duplicate',
        message: `${path} lists one and the same key as ${quote(other)} and as ${quote(id)}`,
        hint: 'keep one id for each key',
        location: { path },
      });
    seen.set(publicKey.digest, id);
  }
}
