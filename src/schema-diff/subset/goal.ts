import type { JsonValue } from '../../model/json/value.ts';
import type { Budget } from '../budget.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';

/** A node that must hold (its number) or must not (its number negated). */
export type Literal = number;

/**
 * Is there a value for which all literals of a goal are true?
 * `empty` is a proof that there is none; `model` is such a value; `unknown` may carry a value that is worth trying.
 */
export type Outcome =
  | { readonly kind: 'empty' }
  | { readonly kind: 'model'; readonly value: JsonValue }
  | { readonly kind: 'unknown'; readonly value?: JsonValue };

export const EMPTY: Outcome = { kind: 'empty' };
export const UNKNOWN: Outcome = { kind: 'unknown' };

export function modelOf(value: JsonValue, sure = true): Outcome {
  return sure ? { kind: 'model', value } : { kind: 'unknown', value };
}

/** What the reasoning about one type needs of the whole. */
export interface TheoryContext {
  readonly nodes: Nodes;
  readonly budget: Budget;
  /** Decides a goal about a part of the value: an item, a member, or a member's name. */
  part(literals: readonly Literal[]): Outcome;
  /** Is the literal true of the value? */
  holds(literal: Literal, value: JsonValue): boolean | undefined;
}

/** The node of a literal, and whether it must hold. */
export function nodeOf(literal: Literal, nodes: Nodes): { node: Node; positive: boolean } {
  return { node: nodes.get(Math.abs(literal)), positive: literal > 0 };
}

/**
 * A value as an answer. Single values to avoid, counts and uniqueness are kept in mind only loosely while it is built, so that
 * the atoms that speak of them are checked: a value that breaks one is no model, but still worth trying.
 */
export function checked(value: JsonValue, atoms: readonly Literal[], context: TheoryContext, sure: boolean): Outcome {
  const loose = atoms.filter((atom) => LOOSE.has(context.nodes.get(Math.abs(atom)).kind));
  return modelOf(value, sure && loose.every((atom) => context.holds(atom, value) === true));
}

/** True where every atom surely holds of the value. */
export function holdsAll(value: JsonValue, atoms: readonly Literal[], context: TheoryContext): boolean {
  return atoms.every((atom) => context.holds(atom, value) === true);
}

const LOOSE: ReadonlySet<Node['kind']> = new Set([
  'enum',
  'containsAtLeast',
  'containsAtMost',
  'unique',
  'lower',
  'upper',
  'multipleOf',
]);

/** Alternatives in doubt after which no model is sought any more: nothing can be proven then, and the search may double at each. */
const MAX_DOUBTS = 4;

/** Folds the answers of alternatives: a model wins, then doubt; empty only where all are. */
export function anyOf<T>(alternatives: Iterable<T>, solve: (alternative: T) => Outcome): Outcome {
  let doubt: Outcome | undefined;
  let doubts = 0;
  for (const alternative of alternatives) {
    const outcome = solve(alternative);
    if (outcome.kind === 'model') return outcome;
    if (outcome === EMPTY) continue;
    if (doubt === undefined || !('value' in doubt)) doubt = outcome;
    doubts += 1;
    if (doubts >= MAX_DOUBTS) break;
  }
  return doubt ?? EMPTY;
}

/** The answer where a single value is left. */
export function onlyValue(value: JsonValue, atoms: readonly Literal[], context: TheoryContext): Outcome {
  const answers = atoms.map((atom) => context.holds(atom, value));
  return answers.includes(false) ? EMPTY : modelOf(value, !answers.includes(undefined));
}
