import { parseJavaInt } from '../formats/java-text.ts';
import { parseSidecar, type Sidecar, type SidecarEntry } from '../formats/parse-properties.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { readMetadata } from './entry-metadata.ts';
import { type EntryGroups, EntryOwners, MAX_ID_LENGTH } from './entry-owners.ts';
import { EntryScope } from './entry-scope.ts';
import type { CatalogEntry, CatalogVersion, CryptaCatalog } from './model.ts';
import { catalogSince, entrySince, leftoverHint } from './property-versions.ts';
import { readSecurityPolicy } from './security-policy.ts';
import { INVALID_ENTRY, SidecarValues, withLegacyCode } from './sidecar-values.ts';

const VERSIONS: readonly CatalogVersion[] = [1, 2, 3, 4, 5, 6, 7];
const MAX_ARTIFACT = 512 * 1024 * 1024;

/**
 * Parses `cryptad-app-catalog.properties`, versions 1 to 7, as strictly as the platform: a property that the catalog's
 * version does not have is refused like one that no version has. The caller checks the signature first, over the very
 * bytes given here.
 * @param path shown in messages and locations
 * @throws AssayError of kind input: invalid-catalog-entry, input-not-utf8, input-too-large
 */
export function parseCatalog(source: string | Uint8Array, path: string): CryptaCatalog {
  return withLegacyCode(() => readWhole(source, path));
}

function readWhole(source: string | Uint8Array, path: string): CryptaCatalog {
  const sidecar = parseSidecar(source, { path, name: 'catalog', code: INVALID_ENTRY, maxBytes: SIZE.catalog });
  const whole = new SidecarValues(sidecar, () => true);
  const version = readVersion(whole);
  const ids = readEntryIds(whole);
  const owners = new EntryOwners(ids);
  const groups = owners.group(sidecar.entries.values());
  const values = new SidecarValues(sidecar, allowedIn(sidecar, groups, owners, version));
  for (const key of ['catalog.version', 'catalog.entries']) values.take(key);
  const id = values.checkToken('catalog.id', values.demand('catalog.id', 'a name'));
  const name = values.demandText('catalog.name', 'a name for people');
  const generatedAt = values.checkInstant('catalog.generatedAt', values.demand('catalog.generatedAt', 'an instant'));
  const policy = readSecurityPolicy(values);
  const entries = ids.map((entryId) => {
    return readEntry(new EntryScope(values, `app.${entryId}.`, groups.get(entryId) ?? new Map()), entryId);
  });
  const [left] = values.left();
  if (left) throw unsupported(left, path, version, owners);
  return { path, version, id, name, generatedAt, entries, ...policy, locate: (key) => sidecar.locate(key) };
}

function readVersion(values: SidecarValues): CatalogVersion {
  const text = values.demand('catalog.version', '1 to 7');
  const number = parseJavaInt(text);
  const version = VERSIONS.find((known) => known === number);
  if (version === undefined) throw values.fail('catalog.version', 'is a version that does not exist', '1 to 7');
  return version;
}

function readEntryIds(values: SidecarValues): readonly string[] {
  const key = 'catalog.entries';
  const value = values.demand(key, 'the ids of the apps, separated by commas');
  return values.checkList(key, value, (part) => values.checkToken(key, part, MAX_ID_LENGTH), true);
}

/** The version that brought a key, whichever entry it belongs to; undefined for a key of none. */
function sinceOf(key: string, owners: EntryOwners): CatalogVersion | undefined {
  let least = catalogSince(key);
  for (const { name } of owners.of(key)) {
    const version = entrySince(name);
    if (version !== undefined && (least === undefined || version < least)) least = version;
  }
  return least;
}

/** Which keys a version has: every reading of one counts, for `app.a.b.id` may be of the app `a` or of `a.b`. */
function allowedIn(
  sidecar: Sidecar,
  groups: EntryGroups,
  owners: EntryOwners,
  version: CatalogVersion,
): (key: string) => boolean {
  const isIn = (since: CatalogVersion | undefined): boolean => since !== undefined && since <= version;
  // Entries have the same few properties.
  const known = new Map<string, boolean>();
  const isOfEntry = (name: string): boolean => {
    const found = known.get(name) ?? isIn(entrySince(name));
    known.set(name, found);
    return found;
  };
  const isAllowed = (key: string): boolean =>
    key.startsWith('app.') ? owners.of(key).some(({ name }) => isOfEntry(name)) : isIn(catalogSince(key));
  // Most catalogs have no other, and then nothing is asked again.
  const refused = new Set<string>();
  for (const key of sidecar.entries.keys()) if (!key.startsWith('app.') && !isAllowed(key)) refused.add(key);
  groups.forEach((group) => {
    group.forEach(({ key }, name) => {
      if (!isOfEntry(name) && !isAllowed(key)) refused.add(key);
    });
  });
  return refused.size === 0 ? () => true : (key) => !refused.has(key);
}

function readEntry(scope: EntryScope, id: string): CatalogEntry {
  const declared = scope.values.checkToken(scope.key('id'), scope.demand('id', id));
  if (declared !== id) throw scope.fail('id', 'differs from the id in catalog.entries', id);
  const name = scope.demandText('name', 'a name for people');
  const version = scope.demandText('version', 'a version');
  scope.demand('permissions', 'the permissions, separated by commas');
  const permissions = scope.tokens('permissions') ?? [];
  const metadata = readMetadata(scope, permissions, ['app.id', 'app.name', 'app.version', 'permissions']);
  // Copying thousands of objects with so many members takes longer than all that is checked about them.
  return Object.assign(metadata, { id, name, version, permissions, bundle: readBundle(scope, metadata.bundleUri) });
}

function readBundle(scope: EntryScope, uri: string): CatalogEntry['bundle'] {
  const sha256 = scope.values.checkSha256(
    scope.key('bundle.sha256'),
    scope.demand('bundle.sha256', '64 lower-case hex digits'),
  );
  const key = scope.key('bundle.size.bytes');
  const size = scope.values.checkSize(key, scope.demand('bundle.size.bytes', 'a number of bytes'), MAX_ARTIFACT);
  const type = scope.values.checkChoice(scope.key('bundle.type'), scope.demand('bundle.type', 'zip'), ['zip'] as const);
  return { uri, sha256, size, type };
}

/** The error for a property that is left over, with the version that would allow it. */
function unsupported(left: SidecarEntry, path: string, version: CatalogVersion, owners: EntryOwners): Error {
  const { key, line, column } = left;
  const location = { path, line, column };
  const since = sinceOf(key, owners);
  const message = `${path}:${line} unsupported catalog property: ${quote(key)}`;
  if (since !== undefined && since > version)
    return inputError(
      INVALID_ENTRY,
      `${message}, which needs catalog.version ${since}; this catalog says ${version}`,
      `set catalog.version=${since}, or take the property out`,
      location,
    );
  const [owner] = owners.of(key);
  const hint = owner ? leftoverHint(owner.name) : 'name the app in catalog.entries, or take the property out';
  return inputError(INVALID_ENTRY, message, hint, location);
}
