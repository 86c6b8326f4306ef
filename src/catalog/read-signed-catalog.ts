import type { Instant } from '../formats/java-text.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import type { KeyRegistry, Purpose, RegistryKey } from '../trust/crypta/key-registry.ts';
import { verifyCryptaSignature } from '../trust/crypta/verify-signature.ts';
import { parseCatalog } from './crypta-catalog.ts';
import type { CryptaCatalog } from './model.ts';
import { readCatalogBytes } from './read-catalog.ts';

interface Place {
  /** Path to open. */
  readonly file: string;
  /** Path for messages. */
  readonly shown: string;
}

/** By what a catalog's signature is judged. */
export interface CatalogTrust {
  readonly registry: KeyRegistry;
  readonly purpose: Purpose;
  readonly now: Instant;
  /** The one key that must have signed, where it is known beforehand. */
  readonly expectedKeyId?: string;
}

/** A catalog as read: its exact bytes, and what they say. */
export interface LoadedCatalog {
  readonly catalog: CryptaCatalog;
  readonly bytes: Uint8Array;
  /** Of the exact bytes. */
  readonly digest: Digest;
  /** The key that signed; absent where nobody asked. */
  readonly key?: RegistryKey;
}

/**
 * Reads a catalog. Where there is something to trust it by, the signature over its exact bytes is verified before one
 * of them is parsed.
 * @throws AssayError catalog-signature-missing, and those of verifyCryptaSignature (integrity); those of readCatalogBytes and parseCatalog
 */
export function loadCatalog(place: Place, signature: Place, trust: CatalogTrust | undefined): LoadedCatalog {
  const bytes = readCatalogBytes(place.file, place.shown);
  const key = trust === undefined ? undefined : verifyBytes(bytes, place, signature, trust);
  const catalog = parseCatalog(bytes, place.shown);
  return { catalog, bytes, digest: digestBytes(bytes), ...(key === undefined ? {} : { key }) };
}

function verifyBytes(bytes: Uint8Array, place: Place, signature: Place, trust: CatalogTrust): RegistryKey {
  const { registry, purpose, now, expectedKeyId } = trust;
  if (!isThere(signature.file))
    throw new AssayError({
      kind: 'integrity',
      code: 'catalog-signature-missing',
      legacyCode: 'catalog_signature_missing',
      message: `${place.shown} is not signed: ${signature.shown} is not there`,
      hint: 'put the signature beside the catalog, name it with --signature, or have the catalog signed',
      location: { path: place.shown },
    });
  return verifyCryptaSignature({
    thing: 'catalog',
    payloadBytes: bytes,
    payloadPath: place.shown,
    sidecarBytes: readFileBytes(signature.file, signature.shown, SIZE.signature, { noFollow: true }),
    path: signature.shown,
    trust: registry,
    purpose,
    now,
    ...(expectedKeyId === undefined ? {} : { expectedKeyId }),
  });
}

/** Any other trouble than absence is for the reader to tell. */
function isThere(file: string): boolean {
  return lstatOf(file) !== undefined;
}

/**
 * Refuses a catalog that is another than was asked for: any trusted key may sign any catalog, so that its id must be
 * known from elsewhere.
 * @throws AssayError catalog-id-mismatch (integrity)
 */
export function expectCatalogId(catalog: CryptaCatalog, expected: string | undefined): void {
  if (expected === undefined || catalog.id === expected) return;
  throw new AssayError({
    kind: 'integrity',
    code: 'catalog-id-mismatch',
    legacyCode: 'catalog_id_mismatch',
    message: `${catalog.path} is the catalog ${quote(catalog.id)}, and ${quote(expected)} was expected`,
    hint: 'get the right catalog: a key that signs one may sign another',
    location: catalog.locate('catalog.id'),
  });
}

/**
 * Refuses apps that a catalog does not offer.
 * @throws AssayError app-not-found (input)
 */
export function expectApps(catalog: CryptaCatalog, apps: readonly string[]): void {
  const stranger = apps.find((app) => !catalog.entries.some(({ id }) => id === app));
  if (stranger === undefined) return;
  throw new AssayError({
    kind: 'input',
    code: 'app-not-found',
    legacyCode: 'app_not_found',
    message: `${catalog.path} has no app ${quote(stranger)}`,
    hint: 'name an app of catalog.entries',
    location: catalog.locate('catalog.entries'),
  });
}
