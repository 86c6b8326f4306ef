import type { Literal } from './goal.ts';
import type { NameClass } from './name-class.ts';

/** One way to meet a demand: a member of this name, or of this class of names, whose value satisfies the literals. */
export interface Choice {
  readonly name: string | NameClass;
  /** What the name must satisfy beyond its class. */
  readonly nameLiterals: readonly Literal[];
  readonly literals: readonly Literal[];
  /** False where a pattern could not be matched, so that the choice may not meet the demand. */
  readonly sure: boolean;
}

/** Members chosen so far: by name, or by class and number within it. */
export type Chosen = ReadonlyMap<string, Choice>;
