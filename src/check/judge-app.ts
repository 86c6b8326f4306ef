import type { LoadedContract, VocabularyEntry } from '../contract/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { AppManifest } from '../manifest/model.ts';
import { checkManifest, type ManifestRunOptions } from './check-manifest.ts';
import type { BundleIdentity, CompatInput, EntryClaims } from './compat-input.ts';
import { consumedTargets } from './consumed-targets.ts';
import { type CompatJudgement, judgeCompat } from './judge-compat.ts';

/** What an app is judged against, and how hard. */
export interface AppJudgementOptions extends ManifestRunOptions {
  readonly contract: LoadedContract;
  /** Capabilities of every known contract version, for messages about unknown names. */
  readonly vocabulary?: readonly VocabularyEntry[];
  readonly entry?: EntryClaims;
  /** What the entry is compared with besides the manifest. */
  readonly bundle?: BundleIdentity;
  /** Find an error in an app that declares no api metadata. */
  readonly requireMetadata?: boolean;
  /** Judge the app as if its manifest said this. */
  readonly targetStability?: 'stable' | 'experimental';
}

/** The whole answer about one app: its manifest's own faults, the contract's demands, and its catalog entry's claims. */
export function judgeApp(loaded: LoadedManifest, options: AppJudgementOptions): CompatJudgement {
  const {
    contract,
    vocabulary = [],
    entry,
    bundle,
    requireMetadata = false,
    targetStability,
    strict = false,
  } = options;
  const consumed = consumedTargets(loaded);
  const input: CompatInput = {
    manifest: targetStability === undefined ? loaded.app : withTarget(loaded.app, targetStability),
    contract,
    vocabulary,
    requireMetadata,
    ...(entry === undefined ? {} : { entry }),
    ...(bundle === undefined ? {} : { bundle }),
    ...(consumed === undefined ? {} : { consumed }),
  };
  const manifestFindings = checkManifest(loaded, { ...options, strict });
  return judgeCompat(input, manifestFindings, { strict });
}

function withTarget(manifest: AppManifest, targetStability: 'stable' | 'experimental'): AppManifest {
  return { ...manifest, api: { ...manifest.api, targetStability }, locate: (field) => manifest.locate(field) };
}
