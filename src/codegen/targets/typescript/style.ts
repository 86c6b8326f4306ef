import { isInput } from '../../ir/direction.ts';
import type { SchemaRole } from '../../ir/model.ts';

/** How tightly types are written; what a schema says is the same in all of them. */
export interface TypeStyle {
  /** Keys that an object does not declare and may have: refused where the compiler sees them, or `unknown`. */
  readonly extraKeys: 'exact' | 'open';
  /** A list of words: those and no other, or those and what a later version may add. */
  readonly words: 'exact' | 'open';
  /**
   * True for a last arm of a union of tagged objects that any other tag fits. Off unless asked for: with such an arm
   * the compiler no longer tells the others apart by their tags.
   */
  readonly unknownArm: boolean;
}

/** What a client sends is exact, so that a misspelt key is found; what it is sent is open, so that it outlives it. */
export function styleOf(role: SchemaRole): TypeStyle {
  const tight = isInput(role) ? 'exact' : 'open';
  return { extraKeys: tight, words: tight, unknownArm: false };
}
