import type { Location } from '../model/finding.ts';
import type { DeclaredBump } from './declared-bump.ts';
import type { Bump } from './diff-rule.ts';

/** What two versions say about the changes between them, and what the changes ask for. */
export interface BumpInput {
  readonly declared: DeclaredBump;
  readonly required: Bump;
  readonly location: Location;
}
