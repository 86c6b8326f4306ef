import { canonicalJson } from '../../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { Budget, BudgetExhausted } from '../budget.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import { Disjointness } from '../subset/disjoint.ts';
import { Solver } from '../subset/solver.ts';
import type { Side } from '../witness/search.ts';
import { viewOf } from './build-view.ts';
import { type Effect, flipped, type KindId, kindFacts, type SchemaChange } from './catalogue.ts';
import { compareAnnotations } from './compare-annotations.ts';
import { compareArrays } from './compare-arrays.ts';
import { compareCombinators, liftAlternatives } from './compare-combinators.ts';
import { compareObjects } from './compare-objects.ts';
import { compareFormats, compareScalars } from './compare-scalars.ts';
import { compareTypes } from './compare-types.ts';
import type { Located, View } from './view.ts';
import type { Difference, WalkContext } from './walk-context.ts';

/** Pairs of places that are visited at most. */
const MAX_PAIRS = 20_000;
/** Steps for one question about two parts, and for all of a walk. */
const COVER_STEPS = 400;
const ALL_COVER_STEPS = 12_000;
const MAX_CHANGES = 500;

/** Walks two schemas side by side and notes each structural difference, where it is and what it does. */
export class Walk implements WalkContext {
  readonly changes: SchemaChange[] = [];
  readonly nodes: Nodes;
  readonly baseline: Side;
  readonly current: Side;
  readonly formatAssertion: boolean;
  readonly disjointness = new Disjointness((a, b) => this.covers(this.nodes.and([a, b]), this.nodes.false));
  /** False where the walk was cut short. */
  complete = true;
  private readonly visited = new Set<string>();
  private readonly paths = { baseline: new Set<JsonObject>(), current: new Set<JsonObject>() };
  private negated = false;
  /** Inside alternatives that overlap although only one may hold: any change may narrow or widen. */
  private doubtful = false;
  private coverSteps = ALL_COVER_STEPS;

  constructor(baseline: Side, current: Side, nodes: Nodes, formatAssertion: boolean) {
    this.baseline = baseline;
    this.current = current;
    this.nodes = nodes;
    this.formatAssertion = formatAssertion;
  }

  add(kind: KindId, difference: Difference): void {
    if (this.changes.length >= MAX_CHANGES) {
      this.complete = false;
      return;
    }
    const { before, after, openness, baselinePointer, currentPointer } = difference;
    const effect = difference.effect ?? kindFacts(kind).effect;
    this.changes.push({
      kind,
      effect: effect !== 'none' && this.doubtful ? 'unsure' : this.negated ? flipped(effect) : effect,
      baselinePointer,
      currentPointer,
      ...(before === undefined ? {} : { before: short(before) }),
      ...(after === undefined ? {} : { after: short(after) }),
      ...(openness === undefined ? {} : { openness }),
    });
  }

  /**
   * Compares what two lists of schemas say about the same part of an instance; all of a list apply.
   * `inPlace` where one of the lists is being compared already, against something further out.
   */
  compare(listA: readonly Located[], listB: readonly Located[], inPlace = false): void {
    const a = listA.map((one) => followed(one, this.baseline));
    const b = listB.map((one) => followed(one, this.current));
    const key = `${a.map((one) => one.pointer).join()} ${b.map((one) => one.pointer).join()} ${this.negated} ${this.doubtful}`;
    if (this.visited.has(key)) return;
    this.visited.add(key);
    if (this.visited.size > MAX_PAIRS) {
      this.complete = false;
      return;
    }
    const left = this.enter(listA, this.baseline, this.paths.baseline);
    const right = this.enter(listB, this.current, this.paths.current);
    if (!inPlace && left.recursive !== right.recursive) this.recursionChanged(a, b);
    this.compareViews(this.views(a, b), this.isSame(a, b), [a, b]);
    for (const schema of left.entered) this.paths.baseline.delete(schema);
    for (const schema of right.entered) this.paths.current.delete(schema);
  }

  /** Where one side is a list of alternatives, so is "nullable" on the other. */
  private views(a: readonly Located[], b: readonly Located[]): readonly [View, View] {
    const left = viewOf(this.baseline.document, a);
    const right = viewOf(this.current.document, b);
    if (left.groups.length > 0 && right.mergedNull) return [left, viewOf(this.current.document, b, false)];
    if (right.groups.length > 0 && left.mergedNull) return [viewOf(this.baseline.document, a, false), right];
    return [left, right];
  }

  private compareViews(
    [a, b]: readonly [View, View],
    same: boolean,
    [left, right]: [readonly Located[], readonly Located[]],
  ): void {
    compareAnnotations(a, b, this);
    if (!same) {
      if (liftAlternatives(a, b, left, right, this)) return;
      // With no type in common, nothing else that differs matters.
      if (compareTypes(a, b, this)) return;
      compareScalars(a, b, this);
    }
    if (!same || !this.formatAssertion) compareFormats(a, b, this);
    compareObjects(a, b, same, this);
    compareArrays(a, b, same, this);
    if (!same) compareCombinators(a, b, this);
  }

  /** Compares under a negation: what narrows inside widens outside. */
  compareNegated(a: readonly Located[], b: readonly Located[]): void {
    this.negated = !this.negated;
    this.compare(a, b);
    this.negated = !this.negated;
  }

  /** Runs a comparison whose differences may narrow or widen, whatever they do by themselves. */
  inDoubt(doubtful: boolean, compare: () => void): void {
    const outside = this.doubtful;
    this.doubtful ||= doubtful;
    compare();
    this.doubtful = outside;
  }

  /** The node of a list of schemas that all apply. */
  node(all: readonly Located[], side: Side): Node | undefined {
    const parts: Node[] = [];
    for (const { schema } of all) {
      const node = side.nodeOf(schema);
      if (node === undefined) return undefined;
      parts.push(node);
    }
    return this.nodes.and(parts);
  }

  isSame(a: readonly Located[], b: readonly Located[]): boolean {
    const left = this.node(a, this.baseline);
    return left !== undefined && left === this.node(b, this.current);
  }

  /** Is everything of `a` in `b`, as far as a small budget tells? */
  covers(a: Node | undefined, b: Node | undefined): boolean {
    if (a === undefined || b === undefined || this.coverSteps <= 0) return false;
    if (a === b || a === this.nodes.false || b === this.nodes.true) return true;
    const budget = new Budget(Math.min(COVER_STEPS, this.coverSteps));
    try {
      return new Solver(this.nodes, budget).solve([a.id, -b.id]).kind === 'empty';
    } catch (error) {
      if (error instanceof BudgetExhausted || error instanceof RangeError) return false;
      throw error;
    } finally {
      this.coverSteps -= budget.spent;
    }
  }

  /** What replacing `a` by `b` does. */
  effectOf(a: Node | undefined, b: Node | undefined): Effect {
    if (a === undefined || b === undefined) return 'unsure';
    const widens = this.covers(a, b);
    const narrows = this.covers(b, a);
    if (widens && narrows) return 'none';
    return widens ? 'widens' : narrows ? 'narrows' : 'unsure';
  }

  /** Marks the schemas of a list, references followed, as being on the path; recursive where one already was. */
  private enter(
    all: readonly Located[],
    side: Side,
    path: Set<JsonObject>,
  ): { recursive: boolean; entered: JsonObject[] } {
    let recursive = false;
    const entered: JsonObject[] = [];
    for (let { schema } of all) {
      for (let hops = 0; isJsonObject(schema) && hops < 50; hops += 1) {
        if (path.has(schema)) recursive ||= hops > 0;
        else {
          path.add(schema);
          entered.push(schema);
        }
        if (typeof schema.$ref !== 'string') break;
        schema = side.document.resolve(schema.$ref, schema);
      }
    }
    return { recursive, entered };
  }

  private recursionChanged(a: readonly Located[], b: readonly Located[]): void {
    if (this.isSame(a, b)) return;
    this.add('recursion-changed', { baselinePointer: a[0]?.pointer ?? '', currentPointer: b[0]?.pointer ?? '' });
  }
}

/** A schema that is nothing but a reference is what it refers to. */
function followed(located: Located, { document }: Side): Located {
  let { schema, pointer } = located;
  for (let hops = 0; hops < 50 && isJsonObject(schema) && typeof schema.$ref === 'string'; hops += 1) {
    if (Object.keys(schema).length > 1 && !document.hidesSiblings(schema)) break;
    schema = document.resolve(schema.$ref, schema);
    pointer = isJsonObject(schema) ? document.pointerOf(schema) : pointer;
  }
  return { schema, pointer };
}

const SHORT = 80;

/** The value as JSON, cut to a readable length. */
function short(value: JsonValue): string {
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length <= SHORT ? text : `${[...text].slice(0, SHORT - 1).join('')}…`;
}
