import { parseCatalog } from '../src/catalog/crypta-catalog.ts';
import type { CatalogEntry, CryptaCatalog } from '../src/catalog/model.ts';
import { AssayError } from '../src/model/errors.ts';

export const HEX = '0123456789abcdef'.repeat(4);

export type Changes = Record<string, string | undefined>;

export const HEADER: Changes = {
  'catalog.version': '1',
  'catalog.id': 'core',
  'catalog.name': 'Core Apps',
  'catalog.generatedAt': '2026-05-01T00:00:00Z',
  'catalog.entries': 'hello',
};
export const ENTRY: Changes = {
  'app.hello.id': 'hello',
  'app.hello.name': 'Hello',
  'app.hello.version': '0.1.0',
  'app.hello.summary': 'Says hello.',
  'app.hello.bundle.uri': 'https://example.invalid/hello.zip',
  'app.hello.bundle.sha256': HEX,
  'app.hello.bundle.size.bytes': '12',
  'app.hello.bundle.type': 'zip',
  'app.hello.permissions': 'queue.read,queue.write',
};

export function text(changes: Changes): string {
  return Object.entries({ ...HEADER, ...ENTRY, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

export function load(changes: Changes = {}): CryptaCatalog {
  return parseCatalog(text(changes), 'c.properties');
}

/** The only entry of the smallest catalog, with more said of it. */
export function entry(version: number, changes: Changes): CatalogEntry {
  const own = Object.fromEntries(Object.entries(changes).map(([key, value]) => [`app.hello.${key}`, value]));
  const [first] = load({ 'catalog.version': String(version), ...own }).entries;
  if (!first) throw new Error('no entry');
  return first;
}

/** The AssayError that a call throws. */
export function refusal(run: () => unknown): AssayError {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
