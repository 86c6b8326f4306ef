import type { NowSource } from '../formats/generated/certification.ts';
import type { AssayConfig } from '../formats/generated/config.ts';
import type { Mode } from './plan.ts';
import type { PrivateFolders } from './private-paths.ts';

export interface CertifyInput {
  readonly config: AssayConfig;
  /** Absolute path of the folder that the configuration's paths are relative to. */
  readonly root: string;
  /** The configuration's path as shown to people. */
  readonly configPath: string;
  /** The policy's path relative to the root. */
  readonly policyPath: string;
  readonly release: string;
  readonly mode: Mode;
  /** The instant of the decision, in UTC with seconds. */
  readonly now: string;
  /** Who said that it is now. */
  readonly nowSource: NowSource;
  /** Judge strictly whatever the mode. */
  readonly strict: boolean;
  /** The revision that is certified, as the build says it. */
  readonly source?: { readonly repositoryUri: string; readonly revision: string };
  /** An earlier certification to compare with. */
  readonly previous?: { readonly file: string; readonly shown: string };
  /** The policy's commands may be started; refused where absent. */
  readonly exec?: { readonly path: string | undefined };
  readonly version: string;
  readonly folders: PrivateFolders;
  /** Told of each unit before it is judged, and of files that are passed over. */
  progress(line: string): void;
}
