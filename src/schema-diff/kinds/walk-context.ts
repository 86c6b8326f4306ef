import type { JsonValue } from '../../model/json/value.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import type { Disjointness } from '../subset/disjoint.ts';
import type { Side } from '../witness/search.ts';
import type { Effect, KindId, Openness, SchemaChange } from './catalogue.ts';
import type { Located } from './view.ts';

/** What a difference says beyond its kind. */
export interface Difference {
  readonly effect?: Effect;
  readonly baselinePointer: string;
  readonly currentPointer: string;
  readonly before?: JsonValue | undefined;
  readonly after?: JsonValue | undefined;
  readonly openness?: Openness;
}

/** What the comparison of one group of keywords needs of the walk. */
export interface WalkContext {
  readonly changes: readonly SchemaChange[];
  readonly nodes: Nodes;
  readonly baseline: Side;
  readonly current: Side;
  readonly formatAssertion: boolean;
  readonly disjointness: Disjointness;
  add(kind: KindId, difference: Difference): void;
  /** Compares what two lists of schemas say about the same part of an instance; `inPlace` where one is being compared already. */
  compare(a: readonly Located[], b: readonly Located[], inPlace?: boolean): void;
  /** Compares under a negation: what narrows inside widens outside. */
  compareNegated(a: readonly Located[], b: readonly Located[]): void;
  /** Runs a comparison whose differences may narrow or widen, whatever they do by themselves. */
  inDoubt(doubtful: boolean, compare: () => void): void;
  /** The node of a list of schemas that all apply; undefined where one takes no part in the document's root. */
  node(all: readonly Located[], side: Side): Node | undefined;
  isSame(a: readonly Located[], b: readonly Located[]): boolean;
  /** Is everything of `a` in `b`, as far as a small budget tells? */
  covers(a: Node | undefined, b: Node | undefined): boolean;
  /** What replacing `a` by `b` does. */
  effectOf(a: Node | undefined, b: Node | undefined): Effect;
}
