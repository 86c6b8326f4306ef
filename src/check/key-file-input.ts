import type { InspectedKey, Inspection } from '../trust/inspect/inspection.ts';

/** A file of keys as its rules see it. */
export interface KeyFileInput extends Pick<Inspection, 'kind' | 'path' | 'protection' | 'expiresAt' | 'certificates'> {
  readonly keys: readonly InspectedKey[];
  /** True where the file lies, or would lie, in a git work tree. */
  readonly inRepository: boolean;
  /** The instant of the run, as 2026-01-31T12:00:00Z. */
  readonly now: string;
}

/** A key's name for people and for fingerprints: what the file calls it, else its fingerprint. */
export function keyName(key: InspectedKey): string {
  return key.id ?? key.fingerprint;
}
