import { manifestInput } from '../../src/check/check-manifest.ts';
import type { ManifestInput } from '../../src/check/manifest-input.ts';
import { parseCryptaManifest, toAppManifest } from '../../src/manifest/crypta.ts';
import type { LoadedManifest } from '../../src/manifest/dialects.ts';
import { type EnvText, envFacts, envFileNames } from '../../src/manifest/env-facts.ts';
import type { EnvFacts } from '../../src/manifest/env-model.ts';
import { nativeApp, parseNativeManifest } from '../../src/manifest/native.ts';
import { paletteApp, parsePaletteManifest } from '../../src/manifest/palette.ts';
import { profileConflicts } from '../../src/manifest/profile-matrix.ts';
import { profileNamed } from '../../src/manifest/profiles.ts';
import { isJsonObject } from '../../src/model/json/value.ts';
import { vocabularyEntry } from './compat-fixture.ts';
import { Fields } from './fields.ts';

/** Members of a manifest fixture besides `expected`. */
export const MANIFEST_MEMBERS = ['manifest', 'vocabulary', 'profile', 'env'];

/**
 * A manifest fixture as the rules' input: it goes through the real reader. Lines are a crypta manifest, an object is a
 * palette manifest, or a native one where it says that kind; `env` has the texts of the files of environment "staging" and of generated files.
 */
export function manifestFixture(fixture: Fields): ManifestInput {
  const profile = fixture.text('profile');
  const options = {
    profile: profileNamed(profile ?? 'common'),
    env: fixture.has('env') ? environment(fixture) : undefined,
    conflicts: profile === 'all' ? profileConflicts() : undefined,
  };
  const vocabulary = fixture.has('vocabulary') ? fixture.list('vocabulary').map(vocabularyEntry) : undefined;
  const input = manifestInput(load(fixture), options, vocabulary);
  if (input === undefined) throw new Error('the dialect has no rules');
  return input;
}

function load(fixture: Fields): LoadedManifest {
  const json = fixture.value('manifest');
  if (isJsonObject(json) && json.kind === 'assay.manifest') {
    const native = parseNativeManifest(JSON.stringify(json), 'assay-manifest.json');
    return { app: nativeApp(native), native };
  }
  if (isJsonObject(json)) {
    const palette = parsePaletteManifest(JSON.stringify(json), 'palette-plugin.json');
    return { app: paletteApp(palette), palette };
  }
  const lines = fixture.texts('manifest').map((line) => `${line}\n`);
  const crypta = parseCryptaManifest(lines.join(''), 'cryptad-app.properties');
  return { app: toAppManifest(crypta), crypta };
}

function environment(fixture: Fields): EnvFacts {
  const json = fixture.value('env');
  const files = new Fields(json, isJsonObject(json) ? Object.keys(json) : []);
  const texts = (paths: readonly string[]): EnvText[] =>
    paths.filter((path) => files.has(path)).map((path) => ({ path, text: files.text(path, '') }));
  const generated = isJsonObject(json) ? Object.keys(json).filter((path) => path.startsWith('.palette/dev/')) : [];
  return envFacts('staging', texts(envFileNames('staging')), texts(generated));
}
