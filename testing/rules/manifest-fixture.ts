import { manifestInput } from '../../src/check/check-manifest.ts';
import type { ManifestInput } from '../../src/check/manifest-input.ts';
import { parseCryptaManifest } from '../../src/manifest/crypta.ts';
import { vocabularyEntry } from './compat-fixture.ts';
import type { Fields } from './fields.ts';

/** A manifest fixture as the rules' input: its lines go through the real reader. */
export function manifestFixture(fixture: Fields): ManifestInput {
  const lines = fixture.texts('manifest').map((line) => `${line}\n`);
  const manifest = parseCryptaManifest(lines.join(''), 'cryptad-app.properties');
  return manifestInput(
    manifest,
    fixture.has('vocabulary') ? fixture.list('vocabulary').map(vocabularyEntry) : undefined,
  );
}
