import type { Boundaries, Boundary } from '../formats/generated/boundaries.ts';
import type { Location } from '../model/finding.ts';

export type { Boundary };

/** Boundaries as loaded, with what findings need. */
export interface LoadedBoundaries {
  readonly boundaries: Boundaries['boundaries'];
  /** Path as shown to people. */
  readonly path: string;
  /** The place of a pointer into the document. */
  locate(pointer: string): Location;
}
