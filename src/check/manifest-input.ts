import type { VocabularyEntry } from '../contract/model.ts';
import type { CryptaManifestFacts } from '../manifest/crypta-model.ts';
import type { Location } from '../model/finding.ts';

/** A manifest as its rules see it: what was read, and what is odd about the text. */
export interface ManifestInput {
  /** Names the app in fingerprints; empty where the manifest names none. */
  readonly appId: string;
  /** Absent where it is missing, broken, or a template's placeholder. */
  readonly version?: string;
  readonly permissions: readonly string[];
  readonly facts: CryptaManifestFacts;
  /** Capabilities of every known contract version; absent where none are known or the contract itself is asked. */
  readonly vocabulary?: readonly VocabularyEntry[];
  locate(field: string): Location;
}
