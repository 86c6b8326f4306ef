import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { isAtLeast } from '../dialect/dialect.ts';
import type { Node, PatternNode } from '../ir/node.ts';
import { tupleOf } from './arrays.ts';
import type { NormaliseContext } from './context.ts';
import { KeywordValues } from './keyword-values.ts';

/** What a schema has evaluated of an instance, in one case of how its branches went. The cases of a schema exclude each other. */
export interface EvaluatedCase {
  readonly when: Node;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly PatternNode[];
  readonly allProperties: boolean;
  readonly prefix: number;
  readonly allItems: boolean;
  /** Items that match one of these are evaluated too (2020-12: `contains`). */
  readonly items: readonly Node[];
}

/** More cases than this are not told apart; the schema is then opaque. */
const MAX_CASES = 64;

/** Thrown where the evaluated members can't be told statically. */
export class TooManyCases extends Error {
  override readonly name = 'TooManyCases';
}

function nothing(when: Node): EvaluatedCase {
  return { when, names: new Set(), patterns: [], allProperties: false, prefix: 0, allItems: false, items: [] };
}

function both(a: EvaluatedCase, b: EvaluatedCase, context: NormaliseContext): EvaluatedCase {
  return {
    when: context.nodes.and([a.when, b.when]),
    names: new Set([...a.names, ...b.names]),
    patterns: [...a.patterns, ...b.patterns],
    allProperties: a.allProperties || b.allProperties,
    prefix: Math.max(a.prefix, b.prefix),
    allItems: a.allItems || b.allItems,
    items: [...a.items, ...b.items],
  };
}

function isNothing(one: EvaluatedCase): boolean {
  const { names, patterns, items } = one;
  return names.size + patterns.length + items.length + one.prefix === 0 && !one.allProperties && !one.allItems;
}

/** Reads what a schema evaluates. */
export class Evaluation {
  private readonly context: NormaliseContext;
  private readonly open = new Set<JsonObject>();

  constructor(context: NormaliseContext) {
    this.context = context;
  }

  /**
   * The cases of a schema, without what its own unevaluated* keywords evaluate (`own` leaves them out, a nested schema has them).
   * @throws TooManyCases
   */
  casesOf(schema: JsonValue, own = false): readonly EvaluatedCase[] {
    if (!isJsonObject(schema)) return [nothing(this.context.nodes.true)];
    if (this.open.has(schema)) throw new TooManyCases('the schema refers to itself in place');
    this.open.add(schema);
    const { document } = this.context;
    const keywords = new KeywordValues(document, schema);
    let cases: readonly EvaluatedCase[] = [nothing(this.context.nodes.true)];
    for (const target of this.context.target(schema)) cases = this.product(cases, this.casesOf(target));
    if (!document.hidesSiblings(schema)) {
      cases = this.product(cases, [this.direct(keywords, own)]);
      cases = this.product(cases, this.branches(keywords));
    }
    this.open.delete(schema);
    return cases;
  }

  private product(a: readonly EvaluatedCase[], b: readonly EvaluatedCase[]): readonly EvaluatedCase[] {
    // Branches that evaluate nothing need not be told apart.
    if (b.every(isNothing)) return a;
    if (a.length * b.length > MAX_CASES) throw new TooManyCases('too many combinations of branches');
    return a.flatMap((one) => b.map((other) => both(one, other, this.context)));
  }

  /** What the schema's own applicators evaluate, whatever its branches do. */
  private direct(keywords: KeywordValues, own: boolean): EvaluatedCase {
    const { context } = this;
    const { prefix, rest } = tupleOf(keywords, context);
    const contains = keywords.get('contains');
    const containsEvaluates = contains !== undefined && isAtLeast(context.document.dialect, '2020-12');
    return {
      when: context.nodes.true,
      names: new Set(Object.keys(keywords.map('properties') ?? {})),
      patterns: Object.keys(keywords.map('patternProperties') ?? {}).map((source) =>
        context.pattern(source, keywords, 'patternProperties'),
      ),
      allProperties:
        keywords.get('additionalProperties') !== undefined ||
        (!own && keywords.get('unevaluatedProperties') !== undefined),
      prefix: prefix.length,
      allItems: rest !== undefined || (!own && keywords.get('unevaluatedItems') !== undefined),
      items: containsEvaluates ? [context.schema(contains)] : [],
    };
  }

  private branches(keywords: KeywordValues): readonly EvaluatedCase[] {
    let cases: readonly EvaluatedCase[] = [nothing(this.context.nodes.true)];
    for (const schema of keywords.schemas('allOf') ?? []) cases = this.product(cases, this.casesOf(schema));
    for (const schema of keywords.schemas('anyOf') ?? []) cases = this.product(cases, this.maybe(schema));
    cases = this.product(cases, this.exactlyOne(keywords.schemas('oneOf') ?? []));
    for (const [name, schema] of Object.entries(keywords.map('dependentSchemas') ?? {}))
      cases = this.product(cases, this.ifPresent(name, schema));
    for (const [name, schema] of Object.entries(keywords.map('dependencies') ?? {}))
      if (!Array.isArray(schema)) cases = this.product(cases, this.ifPresent(name, schema));
    return this.product(cases, this.conditional(keywords));
  }

  private under(condition: Node, cases: readonly EvaluatedCase[]): EvaluatedCase[] {
    return cases.map((one) => ({ ...one, when: this.context.nodes.and([condition, one.when]) }));
  }

  private maybe(schema: JsonValue): readonly EvaluatedCase[] {
    const { nodes } = this.context;
    const node = this.context.schema(schema);
    return [...this.under(node, this.casesOf(schema)), nothing(nodes.not(node))];
  }

  private exactlyOne(schemas: readonly JsonValue[]): readonly EvaluatedCase[] {
    const cases = schemas.flatMap((schema) => this.under(this.context.schema(schema), this.casesOf(schema)));
    return cases.length === 0 ? [nothing(this.context.nodes.true)] : cases;
  }

  private ifPresent(name: string, schema: JsonValue): readonly EvaluatedCase[] {
    const { nodes } = this.context;
    const present = nodes.required(name);
    return [...this.under(present, this.casesOf(schema)), nothing(nodes.not(present))];
  }

  private conditional(keywords: KeywordValues): readonly EvaluatedCase[] {
    const { nodes } = this.context;
    const condition = keywords.get('if');
    if (condition === undefined) return [nothing(nodes.true)];
    const test = this.context.schema(condition);
    const then = keywords.get('then');
    const otherwise = keywords.get('else');
    const held = this.product(this.casesOf(condition), then === undefined ? [nothing(nodes.true)] : this.casesOf(then));
    const failed = otherwise === undefined ? [nothing(nodes.true)] : this.casesOf(otherwise);
    return [...this.under(test, held), ...this.under(nodes.not(test), failed)];
  }
}
