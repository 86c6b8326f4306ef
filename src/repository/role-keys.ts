import { createHash } from 'node:crypto';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import type { KeyUse } from '../trust/key-set.ts';
import { parsePublicKey } from '../trust/keys/parse-key.ts';
import { ed25519FromRaw, type PublicKey, rawEd25519 } from '../trust/keys/public-key.ts';
import { breach } from './breach.ts';
import type { Fields } from './fields.ts';
import type { RepositoryKey, RoleKeys } from './model.ts';
import { MOST } from './policy.ts';

const USES: readonly KeyUse[] = ['production', 'test', 'development'];

/** A key as TUF writes it (TUF 1.0, §4.2); undefined for a key that is not ed25519. */
export function keyJson(key: PublicKey): JsonObject | undefined {
  const raw = rawEd25519(key);
  if (raw === undefined) return undefined;
  return { keytype: 'ed25519', keyval: { public: Buffer.from(raw).toString('hex') }, scheme: 'ed25519' };
}

/** A key's id: SHA-256 of its canonical JSON. */
export function keyIdOf(json: JsonObject): string {
  return createHash('sha256').update(canonicalJson(json)).digest('hex');
}

/**
 * The keys of a root or of a delegation: ed25519 alone, each under its own id and once.
 * @param words what the binding says of each key: whose it is, and what for
 * @throws AssayError metadata-limit, keyid-mismatch, key-alg-mismatch, key-weak, key-duplicate, metadata-invalid
 */
export function parseKeys(keys: Fields, words: Fields | undefined): ReadonlyMap<string, RepositoryKey> {
  const found = new Map<string, RepositoryKey>();
  const seen = new Map<string, string>();
  const members = keys.members();
  if (members.length > MOST.keys)
    throw breach('metadata-limit', `lists ${members.length} keys; at most ${MOST.keys} are expected`, keys.path);
  for (const [id, fields] of members) {
    const publicKey = parseKey(id, fields);
    if (keyIdOf(jsonOf(keys, id)) !== id)
      throw breach('keyid-mismatch', `calls a key ${quote(id)}, which is not the sha-256 of it`, keys.path, id);
    const other = seen.get(publicKey.digest);
    if (other !== undefined)
      throw breach('key-duplicate', `lists one key as ${other} and as ${id}`, keys.path, publicKey.digest);
    seen.set(publicKey.digest, id);
    found.set(id, { id, publicKey, ...wordsOf(words?.has(id) ? words.inner(id) : undefined) });
  }
  return found;
}

function jsonOf(keys: Fields, id: string): JsonObject {
  const value = keys.value(id);
  if (!isJsonObject(value)) throw keys.fault(id, 'a key');
  return value;
}

function parseKey(id: string, key: Fields): PublicKey {
  const type = key.text('keytype');
  const scheme = key.text('scheme');
  const text = key.inner('keyval').text('public');
  if (type === 'rsa') load(() => parsePublicKey(Buffer.from(text), id), key.path, id);
  if (type !== 'ed25519' || scheme !== 'ed25519' || !/^[0-9a-f]{64}$/.test(text))
    throw breach(
      'key-alg-mismatch',
      `has the key ${id} of type ${quote(type)} and scheme ${quote(scheme)}; ed25519 and 64 lower-case hex digits are expected`,
      key.path,
      id,
    );
  return load(() => ed25519FromRaw(Buffer.from(text, 'hex'), id), key.path, id);
}

/** What a reader of keys refuses, as the rule that says so here. */
function load(read: () => PublicKey, path: string, id: string): PublicKey {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    throw breach(error.code === 'key-weak' ? 'key-weak' : 'key-alg-mismatch', error.message, path, id);
  }
}

function wordsOf(words: Fields | undefined): Pick<RepositoryKey, 'use' | 'principal'> {
  if (words === undefined) return { use: 'production' };
  const use = USES.find((each) => each === words.value('use'));
  if (use === undefined) throw words.fault('use', `one of ${USES.join(', ')}`);
  return { use, ...(words.has('principal') ? { principal: words.text('principal') } : {}) };
}

/**
 * Which keys sign a role, and how many must.
 * @param complete false for a draft, which may still lack keys
 * @throws AssayError metadata-invalid, key-duplicate
 */
export function parseRoleKeys(role: Fields, keys: ReadonlyMap<string, RepositoryKey>, complete: boolean): RoleKeys {
  const keyIds = role.texts('keyids');
  const threshold = role.count('threshold', 1);
  for (const [at, id] of keyIds.entries()) {
    if (keyIds.indexOf(id) !== at) throw breach('key-duplicate', `lists the key ${id} twice for a role`, role.path, id);
    if (!keys.has(id)) throw role.fault('keyids', 'a list of the keys that there are');
  }
  if (complete && keyIds.length < threshold) throw role.fault('threshold', 'at most the number of the keys');
  return { keyIds, threshold };
}

/** Keys as TUF writes them, by id. */
export function keysJson(keys: ReadonlyMap<string, RepositoryKey>): JsonObject {
  return Object.fromEntries([...keys].map(([id, { publicKey }]) => [id, keyJson(publicKey) ?? {}]));
}

/** What the binding says of keys: only where there is something to say. */
export function keyWordsJson(keys: ReadonlyMap<string, RepositoryKey>): JsonObject {
  const words = [...keys].flatMap(([id, { use, principal }]): [string, JsonObject][] =>
    use === 'production' && principal === undefined
      ? []
      : [[id, { use, ...(principal === undefined ? {} : { principal }) }]],
  );
  return words.length === 0 ? {} : { keys: Object.fromEntries(words) };
}
