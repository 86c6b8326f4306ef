import type { VocabularyEntry } from '../contract/model.ts';
import type { CryptaManifest } from '../manifest/crypta-model.ts';
import type { Finding } from '../model/finding.ts';
import type { ManifestInput } from './manifest-input.ts';
import { MANIFEST_RULES } from './rules/manifest/index.ts';
import { type RunOptions, runRules } from './run-rules.ts';

/**
 * What the manifest's own rules find, apart from any contract.
 * @param vocabulary capabilities of every known version, to look permissions up in where no contract does
 */
export function checkManifest(
  manifest: CryptaManifest,
  options: RunOptions = {},
  vocabulary?: readonly VocabularyEntry[],
): Finding[] {
  return runRules(MANIFEST_RULES, manifestInput(manifest, vocabulary), options);
}

/** A manifest as its rules see it. */
export function manifestInput(manifest: CryptaManifest, vocabulary?: readonly VocabularyEntry[]): ManifestInput {
  return {
    appId: manifest.id ?? '',
    permissions: manifest.permissions,
    facts: manifest.facts,
    locate: (field) => manifest.locate(field),
    ...(manifest.version === undefined || manifest.versionPlaceholder ? {} : { version: manifest.version }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
}
