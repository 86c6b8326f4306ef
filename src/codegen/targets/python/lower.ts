import { digestBytes } from '../../../model/digest.ts';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { typeName } from '../../identifiers.ts';
import { isInput } from '../../ir/direction.ts';
import { meet } from '../../ir/meet.ts';
import type { Documentation, Loss, NamedType, ObjectNode, SchemaRole, TargetTypes, TypeNode } from '../../ir/model.ts';
import { arrayOf, literalOf, NEVER, nodeKey, UNKNOWN, unionOf } from '../../ir/nodes.ts';
import { isWord, type Tags, tagsOf } from '../typescript/tags.ts';
import type { Declaration, PythonTypes } from './declarations.ts';

/**
 * The types of a target in the words that Python's annotations have: every object with keys of its own gets a name, a
 * tuple becomes a list, a constant list or object its parts. What that loses is listed; it never takes a value away.
 * Names made here hold an underscore, which no other name does: no target's name can depend on another target.
 * @param words whether a list of words is those and no other, or may get more in a later version
 */
export function lowerTypes(types: TargetTypes, words: (role: SchemaRole) => 'exact' | 'open' = wordsOf): PythonTypes {
  const lowering = new Lowering(types, words);
  for (const type of types.types) lowering.add(type);
  return {
    target: types.target,
    declarations: lowering.declarations,
    losses: [...lowering.losses.values()],
  };
}

/** What a client sends is exact, so that a misspelt word is found; what it is sent is open, so that it outlives it. */
function wordsOf(role: SchemaRole): 'exact' | 'open' {
  return isInput(role) ? 'exact' : 'open';
}

/** Intersections within intersections up to which they are worked out: recursive ones may never come to an end. */
const DEEPEST_MERGE = 4;

class Lowering {
  readonly declarations: Declaration[] = [];
  readonly losses = new Map<string, Loss>();
  private readonly nodes: ReadonlyMap<string, TypeNode>;
  private readonly taken = new Set<string>();
  /** Classes that were made for an intersection, by its key: a recursive one ends here. */
  private readonly merged = new Map<string, string>();
  private readonly words: (role: SchemaRole) => 'exact' | 'open';
  private readonly tags: Tags;
  private current: NamedType | undefined;
  private mergeDepth = 0;
  /** True within a tag: open words would fit every arm of its union. */
  private inTag = false;

  constructor(types: TargetTypes, words: (role: SchemaRole) => 'exact' | 'open') {
    this.words = words;
    this.tags = tagsOf(types.types);
    this.nodes = new Map(types.types.map(({ name, node }) => [name, node]));
    for (const { name } of types.types) this.taken.add(name.toLowerCase());
  }

  add(type: NamedType): void {
    this.current = type;
    this.declare(type.name, type.node, type.documentation);
  }

  private declare(name: string, node: TypeNode, documentation: Documentation): void {
    const open = this.opened(node);
    if (open.kind === 'object' && isClass(open)) this.declareClass(name, open, documentation);
    else this.declarations.push({ kind: 'alias', name, type: this.lower(open, name), documentation });
  }

  private declareClass(name: string, node: ObjectNode, documentation: Documentation): void {
    const at = this.declarations.length;
    const properties = node.properties.map((property) => {
      this.inTag = this.tags.isTag(property);
      const type = this.lower(property.type, name, property.name);
      this.inTag = false;
      return { ...property, type };
    });
    const additional = this.lower(node.additional, name, 'value');
    if (additional.kind !== 'never' && additional.kind !== 'unknown')
      this.lose('additionalProperties', 'a TypedDict has no type for keys that it does not name');
    this.declarations.splice(at, 0, { kind: 'class', name, properties, additional, documentation });
  }

  /** @param owner name of the declaration that the node is a part of @param step what the node is to it */
  private lower(node: TypeNode, owner: string, step = ''): TypeNode {
    switch (node.kind) {
      case 'literal':
        return this.literal(node.value, owner, step);
      case 'array':
        return { kind: 'array', items: this.lower(node.items, owner, itemStep(step)) };
      case 'tuple': {
        const parts = node.rest.kind === 'never' ? node.items : [...node.items, node.rest];
        this.lose('prefixItems', 'a list of Python has one type for all positions, and any length');
        return {
          kind: 'array',
          items: unionOf(parts.map((part, index) => this.lower(part, owner, `${itemStep(step)}${index + 1}`))),
        };
      }
      case 'object':
        return isClass(node) ? this.lift(node, owner, step) : this.map(node, owner, step);
      case 'union':
        return this.opening(
          unionOf(node.members.map((part, index) => this.lower(part, owner, memberStep(part, step, index)))),
        );
      case 'intersection': {
        const open = this.mergeDepth < DEEPEST_MERGE ? this.opened(node) : node;
        if (open.kind === 'intersection') return this.widest(open.members, owner, step);
        this.mergeDepth += 1;
        const merged = this.mergedInto(node, open, owner, step);
        this.mergeDepth -= 1;
        return merged;
      }
      default:
        return node;
    }
  }

  /** A union of words with any other word, where its role is open. */
  private opening(node: TypeNode): TypeNode {
    if (node.kind !== 'union' || this.inTag || this.current === undefined) return node;
    if (this.words(this.current.role) === 'exact' || node.members.filter(isWord).length < 2) return node;
    return { kind: 'union', members: [...node.members, { kind: 'string' }] };
  }

  private map(node: ObjectNode, owner: string, step: string): TypeNode {
    if (node.properties.length > 0) {
      this.lose('properties', 'a TypedDict has no key that is empty');
      return { kind: 'object', properties: [], additional: UNKNOWN };
    }
    return { kind: 'object', properties: [], additional: this.lower(node.additional, owner, `${step} value`) };
  }

  private lift(node: ObjectNode, owner: string, step: string): TypeNode {
    const name = this.nameFor(owner, step);
    this.declareClass(name, node, {});
    return { kind: 'reference', name };
  }

  private mergedInto(node: TypeNode, open: TypeNode, owner: string, step: string): TypeNode {
    if (open.kind !== 'object' || !isClass(open)) return this.lower(open, owner, step);
    const key = nodeKey(node);
    const known = this.merged.get(key);
    if (known !== undefined) return { kind: 'reference', name: known };
    const name = this.nameFor(owner, step);
    this.merged.set(key, name);
    this.declareClass(name, open, {});
    return { kind: 'reference', name };
  }

  /** One member stands for all: it has every value that they have together, and more. */
  private widest(members: readonly TypeNode[], owner: string, step: string): TypeNode {
    this.lose('allOf', 'Python has no intersection of types');
    const [first = UNKNOWN] = members;
    return this.lower(members.find(({ kind }) => kind === 'reference' || kind === 'object') ?? first, owner, step);
  }

  /** An intersection of what references stand for, worked out; anything else as it is. */
  private opened(node: TypeNode): TypeNode {
    if (node.kind !== 'intersection') return node;
    const expand = (name: string) => this.nodes.get(name);
    const [first = UNKNOWN, ...rest] = node.members;
    return rest.reduce((met, part) => meet(met, part, expand), first);
  }

  /** Python has literal types for text, whole numbers, true and false. */
  private literal(value: JsonValue, owner: string, step: string): TypeNode {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      this.lose('const', 'Python has no literal type for a number that is not whole, or beyond 2^53');
      return { kind: 'number' };
    }
    if (Array.isArray(value)) {
      this.lose('const', 'a list of Python has any length');
      const items = unionOf(value.map((item) => this.literal(item, owner, itemStep(step))));
      return items.kind === 'never' ? { kind: 'array', items: NEVER } : arrayOf(items);
    }
    if (!isJsonObject(value)) return literalOf(value);
    return this.lower(constantObject(value), owner, step);
  }

  private nameFor(owner: string, step: string): string {
    const wanted = shortened(owner, typeName(step === '' ? 'value' : step));
    let name = wanted;
    for (let round = 2; this.taken.has(name.toLowerCase()); round += 1) name = `${wanted}_${round}`;
    this.taken.add(name.toLowerCase());
    return name;
  }

  private lose(keyword: string, reason: string): void {
    if (this.current === undefined) return;
    const { role, pointer } = this.current;
    this.losses.set(`${role} ${pointer} ${keyword} ${reason}`, { role, pointer, keyword, reason });
  }
}

const LONGEST_NAME = 80;

/** Deep places have a digest of where they are instead of all the names on the way. */
function shortened(owner: string, step: string): string {
  const name = `${owner}_${step}`;
  if (name.length <= LONGEST_NAME) return name;
  const digest = digestBytes(name)
    .slice('sha256:'.length, 'sha256:'.length + 8)
    .toUpperCase();
  return `${owner.split('_', 1).join('')}_X${digest}_${step}`;
}

function constantObject(value: { readonly [key: string]: JsonValue }): ObjectNode {
  return {
    kind: 'object',
    properties: Object.keys(value)
      .sort(byCodeUnit)
      .map((name) => ({ name, required: true, type: literalOf(value[name] ?? null), documentation: {} })),
    additional: NEVER,
  };
}

/** True for an object that a TypedDict says more of than `dict[str, …]`; no checker lets a key be empty. */
function isClass({ properties, additional }: ObjectNode): boolean {
  if (properties.some(({ name }) => name === '')) return false;
  return properties.length > 0 || additional.kind === 'never';
}

function itemStep(step: string): string {
  return `${step} item`.trim();
}

/** A tagged member is named after its tag, another by its place. */
function memberStep(node: TypeNode, step: string, index: number): string {
  if (node.kind !== 'object') return `${step} option ${index + 1}`.trim();
  const tag = node.properties.find(
    ({ required, type }) => required && type.kind === 'literal' && typeof type.value === 'string',
  );
  return tag?.type.kind === 'literal'
    ? `${step} ${String(tag.type.value)}`.trim()
    : `${step} option ${index + 1}`.trim();
}
