import type { AssayConfig } from '../formats/generated/config.ts';

/** A configuration with the folder that its paths are relative to. */
export interface LoadedConfig {
  readonly config: AssayConfig;
  /** Absolute path of the configuration's folder. */
  readonly root: string;
  /** Path of the file as shown to people. */
  readonly path: string;
}
