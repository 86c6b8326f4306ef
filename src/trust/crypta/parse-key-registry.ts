import { isBefore } from '../../formats/java-text.ts';
import { parseSidecar } from '../../formats/parse-properties.ts';
import type { Location } from '../../model/finding.ts';
import { SIZE } from '../../model/limits.ts';
import { encodeBase64 } from '../base64.ts';
import { malformed } from '../errors.ts';
import { ed25519Field } from './ed25519-field.ts';
import { type FieldFault, Fields } from './fields.ts';
import { checkUniqueKeys, type KeyRegistry, type RegistryKey } from './key-registry.ts';

const CODE = 'trusted-keys-invalid';
const STATUSES = ['active', 'retiring', 'retired', 'revoked'] as const;
const INDEX = /^key\.(0|[1-9]\d{0,5})\./;

/**
 * Parses a trusted-keys file: `trusted.keys.version` 1 or 2, then `key.N.*` with N from 0 without gaps. Every key must
 * be Ed25519, complete, and listed once.
 * @throws AssayError trusted-keys-invalid, key-malformed (input); key-weak, key-alg-mismatch, key-duplicate
 * (integrity); and those of parseSidecar
 */
export function parseKeyRegistry(bytes: Uint8Array, path: string): KeyRegistry {
  const sidecar = parseSidecar(bytes, { path, name: 'trusted keys', code: CODE, maxBytes: SIZE.catalog });
  const values = new Map([...sidecar.entries].map(([key, { value }]) => [key, value]));
  const fields = new Fields({ path, values, locate: sidecar.locate }, fault);
  const version = fields.demandChoice('trusted.keys.version', ['1', '2']) === '1' ? 1 : 2;
  const count = new Set(fields.rest().flatMap((key) => INDEX.exec(key)?.[1] ?? [])).size;
  const keys = new Map<string, RegistryKey>();
  for (let index = 0; index < count; index += 1) {
    const key = readKey(fields, `key.${index}`, version, path);
    if (keys.has(key.id)) throw fields.fail(`key.${index}.id`, 'repeats an id', 'one id for each key');
    keys.set(key.id, key);
  }
  fields.finish();
  checkUniqueKeys(keys.values(), path);
  return { path, version, keys };
}

function readKey(fields: Fields, prefix: string, version: 1 | 2, path: string): RegistryKey {
  const id = fields.demandText(`${prefix}.id`, 128);
  const publicKey = ed25519Field(fields, prefix, path);
  if (version === 1) return { id, publicKey, status: 'active' };
  const status = fields.demandChoice(`${prefix}.status`, STATUSES);
  const validFrom = fields.require(`${prefix}.valid.from`, fields.instant(`${prefix}.valid.from`));
  const validUntil = fields.require(`${prefix}.valid.until`, fields.instant(`${prefix}.valid.until`));
  if (!isBefore(validFrom, validUntil))
    throw fields.fail(`${prefix}.valid.until`, 'is not after valid.from', 'a window that is open for some time');
  return { id, publicKey, status, validFrom, validUntil };
}

/** A trusted-keys file of version 1 for keys that are active at all times. */
export function formatTrustedKeys(keys: readonly Pick<RegistryKey, 'id' | 'publicKey'>[]): string {
  const lines = keys.flatMap(({ id, publicKey }, index) => [
    `key.${index}.id=${id}`,
    `key.${index}.algorithm=Ed25519`,
    `key.${index}.public.key.base64=${encodeBase64(publicKey.spki)}`,
  ]);
  return `${['trusted.keys.version=1', ...lines].join('\n')}\n`;
}

const fault: FieldFault = (message: string, expected: string, location: Location) =>
  malformed({ code: CODE, message, hint: `expected ${expected}`, location });
