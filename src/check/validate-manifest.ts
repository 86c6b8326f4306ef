import type { LoadedContract, VocabularyEntry } from '../contract/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { Finding } from '../model/finding.ts';
import { checkManifest, type ManifestRunOptions } from './check-manifest.ts';
import { judgeApp } from './judge-app.ts';

/** What a manifest is validated against besides its own grammar. */
export interface ValidationOptions extends ManifestRunOptions {
  readonly strict: boolean;
  /** Absent where neither a flag nor the configuration names one. */
  readonly contract?: LoadedContract | undefined;
  readonly vocabulary?: readonly VocabularyEntry[] | undefined;
}

/** Structure, then vocabulary, then compatibility, as far as vocabulary and contract are known. */
export function validateManifest(loaded: LoadedManifest, options: ValidationOptions): readonly Finding[] {
  const { contract, vocabulary, ...run } = options;
  if (contract !== undefined)
    return judgeApp(loaded, { ...run, contract, ...(vocabulary === undefined ? {} : { vocabulary }) }).findings;
  return checkManifest(loaded, run, vocabulary);
}
