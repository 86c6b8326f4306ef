import { isJsonObject } from '../../model/json/value.ts';
import { isInPlace, knowsKeyword, refHidesSiblings } from '../../schema-diff/dialect/keywords.ts';
import { subschemasOf } from '../../schema-diff/dialect/subschemas.ts';
import { convert } from './convert.ts';
import { LossList } from './losses.ts';
import type { Loss, SchemaRole, TypeNode } from './model.ts';
import { NEVER, UNKNOWN } from './nodes.ts';
import { member, type SchemaPlace, type SchemaSpace } from './schema-space.ts';
import type { TypeMode } from './types-of.ts';

/** A schema that gets a type of its own, and the type. References in it are by key. */
export interface NamedNode {
  /** Document and pointer: what it is, whatever it will be called. */
  readonly key: string;
  readonly place: SchemaPlace;
  readonly node: TypeNode;
}

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;
/** Words that say nothing of a value: beside them a reference is an alias. */
const SILENT = new Set([
  ...['$comment', '$defs', 'definitions', 'description', 'title', 'deprecated', 'default', 'examples', '$schema'],
  ...['$id', 'id', '$anchor', '$dynamicAnchor', 'readOnly', 'writeOnly', 'markdownDescription'],
]);

/** The types of one schema: its root's and those of every schema that is referred to. */
export class NamedSchemas {
  private readonly space: SchemaSpace;
  private readonly role: SchemaRole;
  private readonly mode: TypeMode;
  private readonly losses: LossList;
  private readonly places = new Map<string, SchemaPlace>();
  private readonly nodes = new Map<string, TypeNode>();
  private readonly open = new Set<string>();
  private readonly edges = new Map<string, ReadonlySet<string>>();

  constructor(space: SchemaSpace, role: SchemaRole, mode: TypeMode) {
    this.space = space;
    this.role = role;
    this.mode = mode;
    this.losses = new LossList(role);
  }

  /** The root first, the others in the order in which they are met. */
  all(): { readonly named: readonly NamedNode[]; readonly losses: readonly Loss[] } {
    this.register(this.space.root);
    for (const key of this.places.keys()) this.expand(key);
    const named = [...this.places].map(([key, place]) => ({ key, place, node: this.nodes.get(key) ?? UNKNOWN }));
    return { named, losses: this.losses.sorted() };
  }

  private register(place: SchemaPlace): string {
    const key = keyOf(place);
    if (!this.places.has(key)) this.places.set(key, place);
    return key;
  }

  /** The node of a named schema; undefined while it is being made. */
  private expand(key: string): TypeNode | undefined {
    const known = this.nodes.get(key);
    const place = this.places.get(key);
    if (known || this.open.has(key) || place === undefined) return known;
    this.open.add(key);
    const node = convert(place, {
      space: this.space,
      role: this.role,
      mode: this.mode,
      losses: this.losses,
      refer: (from, keyword, inside) => this.refer(place, from, keyword, inside),
      expand: (name) => this.expand(name),
    });
    this.open.delete(key);
    this.nodes.set(key, node);
    return node;
  }

  private refer(named: SchemaPlace, from: SchemaPlace, keyword: string, inside: boolean): TypeNode {
    const target = this.target(from, keyword);
    if (target === undefined) {
      this.losses.add(from, keyword, 'what it refers to depends on the way that leads to it, or is itself');
      return UNKNOWN;
    }
    if (target.schema === false) return NEVER;
    if (!isJsonObject(target.schema)) return UNKNOWN;
    // A value that is described by itself alone is not described: `type A = A` is an error in any language.
    if (!inside && this.leadsTo(target, keyOf(named))) {
      this.losses.add(from, keyword, 'it describes a value by itself');
      return UNKNOWN;
    }
    return { kind: 'reference', name: this.register(target) };
  }

  /** What a reference stands for in the end: aliases of aliases are passed over. Undefined for none. */
  private target(from: SchemaPlace, keyword: string): SchemaPlace | undefined {
    let place = this.step(from, keyword);
    const seen = new Set<string>();
    while (place && isAlias(place)) {
      const key = keyOf(place);
      if (seen.has(key)) return undefined;
      seen.add(key);
      const next = REFERENCES.find(
        (word) => isJsonObject(place?.schema) && typeof member(place.schema, word) === 'string',
      );
      if (next === undefined) return place;
      place = this.step(place, next);
    }
    return place;
  }

  private step(from: SchemaPlace, keyword: string): SchemaPlace | undefined {
    const reference = isJsonObject(from.schema) ? member(from.schema, keyword) : undefined;
    if (typeof reference !== 'string') return undefined;
    return keyword === '$ref'
      ? this.space.resolve(reference, from)
      : this.space.resolveDynamic(reference, keyword, from);
  }

  /** True where reading `from` for a value comes to the schema of `to` for that same value. */
  private leadsTo(from: SchemaPlace, to: string): boolean {
    const seen = new Set<string>();
    const stack = [keyOf(from)];
    this.inPlace(from);
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      if (key === to) return true;
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push(...(this.edges.get(key) ?? []));
    }
    return false;
  }

  /** Records where reading a schema leads for the same value, and where reading those leads. */
  private inPlace(start: SchemaPlace): void {
    const waiting = [start];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const key = keyOf(place);
      if (this.edges.has(key)) continue;
      const targets = this.directTargets(place);
      this.edges.set(key, new Set(targets.map(keyOf)));
      waiting.push(...targets);
    }
  }

  private directTargets(named: SchemaPlace): SchemaPlace[] {
    const targets: SchemaPlace[] = [];
    const stack = [named];
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      const { schema } = place;
      if (!isJsonObject(schema)) continue;
      for (const keyword of REFERENCES) {
        if (typeof member(schema, keyword) !== 'string' || !knowsKeyword(place.dialect, keyword)) continue;
        const target = this.step(place, keyword);
        if (target) targets.push(target);
      }
      if (refHidesSiblings(place.dialect) && typeof member(schema, '$ref') === 'string') continue;
      for (const sub of subschemasOf(schema))
        if (isInPlace(place.dialect, sub.keyword) && ['allOf', 'anyOf', 'oneOf'].includes(sub.keyword))
          stack.push(this.space.at(place, sub.schema, sub.keyword, sub.pointer));
    }
    return targets;
  }
}

function keyOf({ document, pointer }: SchemaPlace): string {
  return document === '' ? pointer : `${document}#${pointer}`;
}

function isAlias({ schema, dialect }: SchemaPlace): boolean {
  if (!isJsonObject(schema)) return false;
  if (refHidesSiblings(dialect) && typeof member(schema, '$ref') === 'string') return true;
  const words = Object.keys(schema).filter((word) => !SILENT.has(word));
  const [only] = words;
  return words.length === 1 && REFERENCES.some((word) => word === only && typeof member(schema, word) === 'string');
}
