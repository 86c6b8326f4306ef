import type { VocabularyEntry } from '../contract/model.ts';
import type { CryptaManifestFacts } from '../manifest/crypta-model.ts';
import type { EnvFacts } from '../manifest/env-model.ts';
import type { PaletteFault } from '../manifest/palette-model.ts';
import type { ProfileConflict } from '../manifest/profile-matrix.ts';
import type { Location } from '../model/finding.ts';
import type { JsonObject } from '../model/json/value.ts';

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
  /** Present where the manifest is JSON: in the palette and the native dialect. */
  readonly palette?: PaletteInput;
  /** Present where the `.env` files of an environment were read. */
  readonly env?: EnvFacts;
  /** Keys about which no manifest can please all profiles; present where they were compared. */
  readonly conflicts?: readonly ProfileConflict[];
  /** The manifest is that of an app to be released, whatever its file is called. */
  readonly ships?: boolean;
  locate(field: string): Location;
}

/** What the rules about a JSON manifest look at. What the dialects share stands at the same places in both. */
export interface PaletteInput {
  readonly json: JsonObject;
  /** As the profile sees them. */
  readonly faults: readonly PaletteFault[];
  /** The place of the value at a pointer. */
  locate(pointer: string): Location;
}
