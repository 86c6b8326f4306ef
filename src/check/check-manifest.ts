import type { VocabularyEntry } from '../contract/model.ts';
import type { CryptaManifest, CryptaManifestFacts } from '../manifest/crypta-model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { EnvFacts } from '../manifest/env-model.ts';
import type { AppManifest } from '../manifest/model.ts';
import type { PaletteFault, PaletteManifest } from '../manifest/palette-model.ts';
import { placeWords } from '../manifest/palette-words.ts';
import { profileFaults } from '../manifest/profile-faults.ts';
import type { ProfileConflict } from '../manifest/profile-matrix.ts';
import type { Profile } from '../manifest/profiles.ts';
import type { Finding } from '../model/finding.ts';
import type { ManifestInput } from './manifest-input.ts';
import { MANIFEST_RULES } from './rules/manifest/index.ts';
import { type RunOptions, runRules } from './run-rules.ts';

/** By which rules a manifest is checked, and what is known besides it. */
export interface ManifestRunOptions extends RunOptions {
  /** The rules that all profiles share where absent. */
  readonly profile?: Profile | undefined;
  readonly env?: EnvFacts | undefined;
  readonly conflicts?: readonly ProfileConflict[] | undefined;
  /** The app is to be released: not even a template may leave open what it asks for. */
  readonly ships?: boolean;
}

/**
 * What the manifest's own rules find, apart from any contract.
 * @param vocabulary capabilities of every known version, to look permissions up in where no contract does
 */
export function checkManifest(
  loaded: LoadedManifest,
  options: ManifestRunOptions = {},
  vocabulary?: readonly VocabularyEntry[],
): Finding[] {
  const unchecked = new Set(options.profile?.unchecked);
  const rules = MANIFEST_RULES.filter(({ id }) => !unchecked.has(id));
  const input = manifestInput(loaded, options, vocabulary);
  return input === undefined ? [] : runRules(rules, input, options);
}

/** A manifest as its rules see it; undefined where its dialect has none. */
export function manifestInput(
  { app, crypta, palette, native }: LoadedManifest,
  { profile, env, conflicts, ships = false }: ManifestRunOptions = {},
  vocabulary?: readonly VocabularyEntry[],
): ManifestInput | undefined {
  const known = {
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(env === undefined ? {} : { env }),
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(ships ? { ships } : {}),
  };
  if (crypta !== undefined) return { ...cryptaInput(crypta), ...known };
  const json = palette ?? native;
  return json === undefined ? undefined : { ...jsonInput(app, json, profile), ...known };
}

function cryptaInput(manifest: CryptaManifest): ManifestInput {
  return {
    appId: manifest.id ?? '',
    permissions: manifest.permissions,
    facts: manifest.facts,
    locate: (field) => manifest.locate(field),
    ...(manifest.version === undefined || manifest.versionPlaceholder ? {} : { version: manifest.version }),
  };
}

function jsonInput(app: AppManifest, manifest: PaletteManifest, profile: Profile | undefined): ManifestInput {
  const faults = profileFaults(manifest, profile);
  return {
    appId: app.id,
    permissions: app.permissions,
    facts: generalFacts(faults.filter(({ rule }) => rule === undefined)),
    locate: (field) => app.locate(field),
    ...(app.version === '' ? {} : { version: app.version }),
    palette: { json: manifest.json, faults, locate: (pointer) => manifest.locate(pointer) },
  };
}

/** Faults that no rule is about in particular, as the rules of all dialects take them. */
function generalFacts(faults: readonly PaletteFault[]): CryptaManifestFacts {
  const of = (kind: PaletteFault['kind']) =>
    faults.filter((fault) => fault.kind === kind).map((fault) => ({ ...fault, key: fault.subject.join('.') }));
  return {
    duplicateKeys: [],
    unknownKeys: of('unknown'),
    missingKeys: of('missing'),
    invalidValues: of('wrong').map((fault) => ({ ...fault, message: `${placeWords(fault.shown)} ${fault.found}` })),
    parserDifferentials: [],
    placeholders: [],
  };
}
