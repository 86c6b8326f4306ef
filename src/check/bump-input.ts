import type { Location } from '../model/finding.ts';
import type { DeclaredBump } from './declared-bump.ts';
import type { Bump } from './diff-rule.ts';

/** What two versions say about the changes between them, and what the changes ask for. */
export interface BumpInput {
  readonly declared: DeclaredBump;
  readonly required: Bump;
  /** The contracts' own versions, where contract versions are declared: they must be the same ones. */
  readonly own?: { readonly from: number; readonly to: number };
  readonly location: Location;
}
