import { parseSidecar } from '../formats/parse-properties.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { readMetadata } from './entry-metadata.ts';
import { EntryScope } from './entry-scope.ts';
import type { CarriedField, EntryDescriptor } from './model.ts';
import { entrySince, leftoverHint } from './property-versions.ts';
import { INVALID_ENTRY, SidecarValues, withLegacyCode } from './sidecar-values.ts';

/** Properties of an entry that the tool computes from the bundle, so that no author may write them. */
const COMPUTED = new Set(['id', 'bundle.sha256', 'bundle.size.bytes', 'bundle.type']);

/**
 * Parses the descriptor that an author writes for a catalog entry: the properties of an entry without its prefix, with
 * `app.id` for its id and `artifact.path` for its bundle, absolute or relative to the descriptor.
 * @param path shown in messages and locations
 * @throws AssayError of kind input: invalid-catalog-entry, input-not-utf8, input-too-large
 */
export function parseEntryDescriptor(source: string | Uint8Array, path: string): EntryDescriptor {
  return withLegacyCode(() => readWhole(source, path));
}

function readWhole(source: string | Uint8Array, path: string): EntryDescriptor {
  const sidecar = parseSidecar(source, {
    path,
    name: 'entry descriptor',
    code: INVALID_ENTRY,
    maxBytes: SIZE.catalog,
  });
  const scope = new EntryScope(new SidecarValues(sidecar, isDescriptorProperty), '', sidecar.entries);
  const artifactPath = scope.demandText('artifact.path', 'the path of the bundle, absolute or relative to this file');
  const id = scope.token('app.id');
  const name = scope.text('name');
  const version = scope.text('version');
  const permissions = scope.tokens('permissions');
  const written: readonly (readonly [CarriedField, unknown])[] = [
    ['app.id', id],
    ['app.name', name],
    ['app.version', version],
    ['permissions', permissions],
  ];
  const carried = written.filter(([, value]) => value !== undefined).map(([field]) => field);
  const metadata = readMetadata(scope, permissions, carried);
  refuseLeftovers(scope);
  return {
    ...metadata,
    artifactPath,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(permissions === undefined ? {} : { permissions }),
  };
}

function isDescriptorProperty(key: string): boolean {
  if (key === 'artifact.path' || key === 'app.id') return true;
  return entrySince(key) !== undefined && !COMPUTED.has(key);
}

function refuseLeftovers(scope: EntryScope): void {
  const [left] = scope.values.left();
  if (!left) return;
  const { key, line, column } = left;
  const { path } = scope.values.sidecar;
  const hint = COMPUTED.has(key) ? 'take it out: it is computed from the bundle' : leftoverHint(key);
  throw inputError(INVALID_ENTRY, `${path}:${line} unsupported entry descriptor property: ${quote(key)}`, hint, {
    path,
    line,
    column,
  });
}
