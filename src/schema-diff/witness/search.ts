import { CanonicalError } from '../../model/json/canonical.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { Budget, BudgetExhausted } from '../budget.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Node } from '../ir/node.ts';
import { Grower } from './grow.ts';
import { minePool } from './mine.ts';
import { Random } from './random.ts';
import { shrink } from './shrink.ts';
import type { CompiledValidator, Rejection } from './validators.ts';

/** One of the two schemas of a question. */
export interface Side {
  readonly document: SchemaDocument;
  readonly node: Node;
  /** The node of a subschema; undefined where it takes no part in the root. */
  nodeOf(schema: JsonValue): Node | undefined;
  /** Compiled when first asked for; undefined where Ajv can't. */
  validator(): CompiledValidator | undefined;
}

/** Where a witness came from: an instance that the caller gave, one that the proof search built, a literal of the schemas, or chance. */
export type WitnessSource = 'given' | 'built' | 'literal' | 'random';

/** An instance that one schema accepts and the other rejects, checked by Ajv on both sides. */
export interface Witness {
  readonly instance: JsonValue;
  readonly source: WitnessSource;
  /** What the rejecting validator found wrong. */
  readonly rejection: Rejection | undefined;
}

export interface SearchOptions {
  readonly seed: number;
  /** Steps for checking candidates. */
  readonly steps: number;
  readonly given: readonly JsonValue[];
  readonly built: readonly JsonValue[];
}

export type SearchResult =
  | { readonly kind: 'witness'; readonly witness: Witness }
  | { readonly kind: 'none' }
  | { readonly kind: 'uncompilable' };

/** Steps that one random instance costs on top of its check. */
const GROWTH_STEPS = 15;
const MAX_RANDOM = 1_500;
/** Longer instances convince nobody and cost too much to check. */
const MAX_TEXT = 200_000;
/** Compiled validators that contradict our own reading this often are not asked again. */
const MAX_DISAGREEMENTS = 40;

/** Looks for an instance that `inside` accepts and `outside` rejects. */
export function findWitness(inside: Side, outside: Side, options: SearchOptions): SearchResult {
  const search = new Search(inside, outside, new Budget(options.steps));
  const sources: readonly [WitnessSource, () => Iterable<JsonValue>][] = [
    ['given', () => options.given],
    ['built', () => options.built],
    ['literal', () => minePool([inside.document.root, outside.document.root]).values],
    ['random', () => grown(inside, outside, options.seed)],
  ];
  for (const [source, candidates] of sources) {
    const instance = search.first(candidates(), source === 'random' ? GROWTH_STEPS : 1);
    if (search.uncompilable) return { kind: 'uncompilable' };
    if (instance !== undefined) return { kind: 'witness', witness: search.witness(instance, source) };
  }
  return { kind: 'none' };
}

function* grown(inside: Side, outside: Side, seed: number): Iterable<JsonValue> {
  const pool = minePool([inside.document.root, outside.document.root]);
  const random = new Random(seed);
  const growers = [inside, inside, inside, outside].map((side) => new Grower(side.document, pool, random));
  for (let i = 0; i < MAX_RANDOM; i += 1) {
    const grower = growers[i % growers.length];
    if (grower !== undefined) yield grower.instance();
  }
}

class Search {
  uncompilable = false;
  private readonly inside: Side;
  private readonly outside: Side;
  private readonly budget: Budget;
  private disagreements = 0;

  constructor(inside: Side, outside: Side, budget: Budget) {
    this.inside = inside;
    this.outside = outside;
    this.budget = budget;
  }

  first(candidates: Iterable<JsonValue>, cost: number): JsonValue | undefined {
    const seen = new Set<string>();
    try {
      for (const candidate of candidates) {
        const key = JSON.stringify(candidate);
        this.budget.spend(cost + (key.length >> 4));
        if (seen.has(key) || key.length > MAX_TEXT) continue;
        seen.add(key);
        if (this.isWitness(candidate)) return candidate;
        if (this.uncompilable || this.disagreements > MAX_DISAGREEMENTS) return undefined;
      }
    } catch (error) {
      if (!(error instanceof BudgetExhausted)) throw error;
    }
    return undefined;
  }

  /** Our own reading first: it is cheap, and running out of it tells that a compiled validator would run for too long. */
  private isWitness(value: JsonValue): boolean {
    try {
      if (evaluate(this.inside.node, value, this.budget) === false) return false;
      if (evaluate(this.outside.node, value, this.budget) === true) return false;
    } catch (error) {
      if (error instanceof CanonicalError) return false;
      throw error;
    }
    const accepts = this.inside.validator();
    const rejects = this.outside.validator();
    if (accepts === undefined || rejects === undefined) {
      this.uncompilable = true;
      return false;
    }
    const found = accepts.accepts(value) === true && rejects.accepts(value) === false;
    if (!found) this.disagreements += 1;
    return found;
  }

  witness(instance: JsonValue, source: WitnessSource): Witness {
    const smallest = shrink(instance, (value) => this.check(value));
    const rejects = this.outside.validator();
    rejects?.accepts(smallest);
    return { instance: smallest, source, rejection: rejects?.rejection() };
  }

  private check(value: JsonValue): boolean {
    try {
      return this.isWitness(value);
    } catch (error) {
      if (error instanceof BudgetExhausted) return false;
      throw error;
    }
  }
}
