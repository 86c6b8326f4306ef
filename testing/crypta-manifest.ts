import { parseCryptaManifest } from '../src/manifest/crypta.ts';
import type { CryptaManifest } from '../src/manifest/crypta-model.ts';

export const MINIMAL = {
  'manifest.version': '1',
  'app.id': 'hello',
  'app.name': 'Hello',
  'app.version': '0.1.0',
  'app.exec': 'bin/start.sh',
};

/** A minimal manifest with keys added, replaced or (undefined) taken out. */
export function load(changes: Record<string, string | undefined> = {}): CryptaManifest {
  const lines = Object.entries({ ...MINIMAL, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}\n`);
  return parseCryptaManifest(lines.join(''), 'app/cryptad-app.properties');
}

/** Keys with wrong values. */
export function wrong(changes: Record<string, string | undefined>): string[] {
  return load(changes).facts.invalidValues.map(({ key }) => key);
}

export function missing(changes: Record<string, string | undefined>): string[] {
  return load(changes).facts.missingKeys.map(({ key }) => key);
}

/** What a template leaves open. */
export function open(name: string): string {
  return ['$', '{', name, '}'].join('');
}

export const EMPTY_FACTS = {
  duplicateKeys: [],
  unknownKeys: [],
  missingKeys: [],
  invalidValues: [],
  parserDifferentials: [],
  placeholders: [],
};
