import type { Digest } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';
import type { JsonObject } from '../model/json/value.ts';

/** A palette manifest (`palette-plugin.json`): any JSON object. What is wrong with it is a fault below. */
export interface PaletteManifest {
  /** Path as shown to people. */
  readonly path: string;
  readonly json: JsonObject;
  /** What the published schema has to say, in its order. */
  readonly faults: readonly PaletteFault[];
  /** The place of the value at a pointer, or of its nearest parent. */
  locate(pointer: string): Location;
}

/** One place that is not as the schema, or a profile, demands. */
export interface PaletteFault {
  readonly kind: 'unknown' | 'missing' | 'wrong';
  /** Pointer with `*` for each item of a list and each name of a map: `/connections/*`. */
  readonly place: string;
  readonly location: Location;
  /** As people write it, unquoted: `connections[1].id`. */
  readonly shown: string;
  /** Names the thing whatever its index: `connections`, `mail`, `id`. */
  readonly subject: readonly string[];
  /** What is there, in words that follow `shown`; for a fault of kind wrong. */
  readonly found: string;
  /** Tells the value from any other, without telling it. */
  readonly digest: Digest;
  /** What was expected; empty for an unknown key. */
  readonly expected: string;
  /** The known key that is nearest to an unknown one. */
  readonly suggestion?: string;
  /** The profile whose validator refuses the whole manifest for an unknown key. */
  readonly refusedBy?: string;
  /** The rule that is about just this; the general ones where absent. */
  readonly rule?: string;
}
