import type { TrustPrincipal, TrustStore, TrustStoreKey } from '../../formats/generated/trust.ts';
import validateTrustStore from '../../formats/generated/validators/trust.js';
import { parseInstant } from '../../formats/java-text.ts';
import { validateDocument } from '../../formats/validate.ts';
import { type JsonDocument, parseJson } from '../../model/json/parse.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';
import { canonicalPrincipal } from '../../model/principal.ts';
import { quote } from '../../model/quote.ts';
import { decodeBase64 } from '../base64.ts';
import { malformed, untrusted } from '../errors.ts';
import { type PublicKey, publicKeyFromSpki } from '../keys/public-key.ts';

/** A trust document whose keys are loaded and checked. Whether it may still be believed is evaluateTrust's question. */
export interface LoadedTrustStore {
  /** Path as shown to people. */
  readonly path: string;
  readonly document: TrustStore;
  readonly keys: readonly StoreKey[];
}

/** One key of the document, with whose it is. */
export interface StoreKey {
  readonly principal: TrustPrincipal;
  readonly entry: TrustStoreKey;
  readonly publicKey: PublicKey;
}

/**
 * Parses a trust document (`assay.trust`, version 1) from strict JSON.
 * @throws AssayError schema-invalid, date-format, key-malformed and those of parseJson (input); keyid-mismatch,
 * key-duplicate, principal-duplicate, key-weak, key-algorithm-unsupported (integrity)
 */
export function parseTrustStore(bytes: Uint8Array, path: string): LoadedTrustStore {
  const source = parseJson(bytes, { path, maxBytes: SIZE.document, maxDepth: DEPTH.signedMetadata });
  const document = validateDocument<TrustStore>(source, validateTrustStore, 'trust document');
  for (const pointer of ['/issuedAt', '/expiresAt'])
    checkDate(source, pointer, pointer === '/issuedAt' ? document.issuedAt : document.expiresAt);
  const keys = document.principals.flatMap((principal, index) =>
    principal.keys.map((entry, at) => loadKey(principal, entry, source, `/principals/${index}/keys/${at}`)),
  );
  checkPrincipals(document, source);
  checkKeys(keys, path);
  return { path, document, keys };
}

function loadKey(principal: TrustPrincipal, entry: TrustStoreKey, source: JsonDocument, pointer: string): StoreKey {
  const location = source.locate(pointer);
  const spki = decodeBase64(entry.publicKey);
  if (spki === undefined)
    throw malformed({
      code: 'key-malformed',
      message: `${location.path}:${location.line} holds a public key that is not in canonical base64`,
      hint: 'write the SubjectPublicKeyInfo in base64 with padding',
      location,
    });
  const publicKey = publicKeyFromSpki(spki, `${location.path} ${pointer}`);
  if (publicKey.fingerprint !== entry.id)
    throw untrusted({
      code: 'keyid-mismatch',
      message: `${location.path}:${location.line} calls a key ${entry.id}, but its fingerprint is ${publicKey.fingerprint}`,
      hint: 'ask the owner for the key and its fingerprint, and enter both as given',
      location,
    });
  for (const name of ['validFrom', 'validUntil'] as const) {
    const date = entry[name];
    if (date !== undefined) checkDate(source, `${pointer}/${name}`, date);
  }
  if (entry.revoked !== undefined) checkDate(source, `${pointer}/revoked/at`, entry.revoked.at);
  return { principal, entry, publicKey };
}

/** The schema knows the form; only a calendar knows that February has no 30th. */
function checkDate(source: JsonDocument, pointer: string, text: string): void {
  if (parseInstant(text) !== undefined) return;
  const location = source.locate(pointer);
  throw malformed({
    code: 'date-format',
    message: `${location.path}:${location.line} has ${pointer} on a day that no calendar has`,
    hint: 'write a UTC instant, as 2026-12-31T00:00:00Z',
    location,
  });
}

function checkPrincipals(document: TrustStore, source: JsonDocument): void {
  const seen = new Map<string, string>();
  for (const [index, { id }] of document.principals.entries()) {
    const canonical = canonicalPrincipal(id);
    const other = seen.get(canonical);
    if (other !== undefined)
      throw untrusted({
        code: 'principal-duplicate',
        message: `${source.locate('').path} lists ${quote(id)} beside ${quote(other)}, which is the same principal`,
        hint: 'put all keys of a principal under one entry',
        location: source.locate(`/principals/${index}`),
      });
    seen.set(canonical, id);
  }
}

/** One key of two principals would let one person sign as two; one key twice would let one signature count twice. */
function checkKeys(keys: readonly StoreKey[], path: string): void {
  const seen = new Map<string, StoreKey>();
  for (const key of keys) {
    const other = seen.get(key.publicKey.digest);
    if (other !== undefined)
      throw untrusted({
        code: 'key-duplicate',
        message: `${path} lists the key ${key.entry.id} for ${quote(other.principal.id)} and for ${quote(key.principal.id)}`,
        hint: 'give every principal keys of its own, each once',
        location: { path },
      });
    seen.set(key.publicKey.digest, key);
  }
}
