import type { ArtifactLocation, Location } from 'sarif';

/** A path of the project as a relative URI reference (RFC 3986); nothing in it can be a scheme, a query or a fragment. */
export function sarifLocation(path: string): ArtifactLocation {
  const uri = path
    .toWellFormed()
    .replace(/^\/+/, '')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll("'", '%27'))
    .join('/');
  return { uri: uri === '' ? '.' : uri, uriBaseId: 'PROJECT' };
}

/** Where a person looks, and what it is called. */
export function placeOf(
  { path, line, column }: { readonly path: string; readonly line?: number; readonly column?: number },
  unit?: string,
): Location {
  const region =
    line === undefined ? undefined : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return {
    physicalLocation: { artifactLocation: sarifLocation(path), ...(region ? { region } : {}) },
    ...(unit === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: unit }] }),
  };
}
