import { canonicalJson } from '../../model/json/canonical.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { type Rational, rationalKey } from '../rational.ts';
import type { Pattern } from '../regex/pattern.ts';
import type {
  EnumNode,
  FalseNode,
  Node,
  PatternMember,
  PatternNode,
  PropertiesNode,
  RefNode,
  SizeNode,
  TrueNode,
} from './node.ts';
import { ALL_TYPES, TYPE, typeOf } from './types-mask.ts';

type Draft<N extends Node> = N extends Node ? Omit<N, 'id'> : never;

const SIZE_TYPE: Readonly<Record<SizeNode['kind'], number>> = {
  minLength: TYPE.string,
  maxLength: TYPE.string,
  minItems: TYPE.array,
  maxItems: TYPE.array,
  minProperties: TYPE.object,
  maxProperties: TYPE.object,
};

/** Makes nodes; equal ones are one object, so that equality of schemas is equality of numbers. */
export class Nodes {
  readonly true: TrueNode;
  readonly false: FalseNode;
  private readonly byKey = new Map<string, Node>();
  private readonly byId: Node[] = [];

  constructor() {
    this.true = this.intern('true', { kind: 'true', can: ALL_TYPES, fails: 0 });
    this.false = this.intern('false', { kind: 'false', can: 0, fails: ALL_TYPES });
  }

  get(id: number): Node {
    return this.byId[id - 1] ?? this.false;
  }

  private intern<N extends Node>(key: string, draft: Draft<N> & { readonly kind: N['kind'] }): N;
  private intern(key: string, draft: Draft<Node>): Node {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const node: Node = { ...draft, id: this.byId.length + 1 };
    this.byId.push(node);
    this.byKey.set(key, node);
    return node;
  }

  type(mask: number): Node {
    if (mask === ALL_TYPES) return this.true;
    if (mask === 0) return this.false;
    return this.intern(`type ${mask}`, { kind: 'type', mask, can: mask, fails: ALL_TYPES & ~mask });
  }

  /** One of the values; none is `false`. @throws CanonicalError */
  enum(values: readonly JsonValue[]): Node {
    const byKey = new Map(values.map((value) => [canonicalJson(value), value]));
    if (byKey.size === 0) return this.false;
    let can = 0;
    for (const value of byKey.values()) can |= typeOf(value);
    let fails = ALL_TYPES;
    if (byKey.has('null')) fails &= ~TYPE.null;
    if (byKey.has('true') && byKey.has('false')) fails &= ~TYPE.boolean;
    const key = `enum ${[...byKey.keys()].sort().join(' ')}`;
    return this.intern<EnumNode>(key, { kind: 'enum', values: byKey, can, fails });
  }

  lower(bound: Rational, exclusive: boolean): Node {
    const key = `lower ${rationalKey(bound)} ${exclusive}`;
    return this.intern(key, { kind: 'lower', bound, exclusive, can: ALL_TYPES, fails: TYPE.number });
  }

  upper(bound: Rational, exclusive: boolean): Node {
    const key = `upper ${rationalKey(bound)} ${exclusive}`;
    return this.intern(key, { kind: 'upper', bound, exclusive, can: ALL_TYPES, fails: TYPE.number });
  }

  multipleOf(divisor: Rational): Node {
    const key = `multipleOf ${rationalKey(divisor)}`;
    return this.intern(key, { kind: 'multipleOf', divisor, can: ALL_TYPES, fails: TYPE.number });
  }

  size(kind: SizeNode['kind'], count: number): Node {
    if (kind.startsWith('min') && count <= 0) return this.true;
    if (kind.startsWith('max') && count === Number.POSITIVE_INFINITY) return this.true;
    const type = SIZE_TYPE[kind];
    if (count < 0) return this.type(ALL_TYPES & ~type);
    return this.intern(`${kind} ${count}`, { kind, count, can: ALL_TYPES, fails: type });
  }

  pattern(pattern: Pattern): PatternNode {
    const key = `pattern ${pattern.source}`;
    return this.intern<PatternNode>(key, { kind: 'pattern', pattern, can: ALL_TYPES, fails: TYPE.string });
  }

  format(name: string): Node {
    return this.intern(`format ${name}`, { kind: 'format', name, can: ALL_TYPES, fails: TYPE.string });
  }

  items(prefix: readonly Node[], rest: Node): Node {
    let length = prefix.length;
    // A position that says what the rest says is no position of its own.
    while (length > 0 && prefix[length - 1] === rest) length -= 1;
    const kept = prefix.slice(0, length);
    if (kept.length === 0 && rest === this.true) return this.true;
    const key = `items ${kept.map((node) => node.id).join()};${rest.id}`;
    return this.intern(key, { kind: 'items', prefix: kept, rest, can: ALL_TYPES, fails: TYPE.array });
  }

  unique(): Node {
    return this.intern('unique', { kind: 'unique', can: ALL_TYPES, fails: TYPE.array });
  }

  contains(kind: 'containsAtLeast' | 'containsAtMost', item: Node, count: number): Node {
    if (kind === 'containsAtLeast' && count <= 0) return this.true;
    if (kind === 'containsAtMost' && count === Number.POSITIVE_INFINITY) return this.true;
    if (count < 0) return this.type(ALL_TYPES & ~TYPE.array);
    return this.intern(`${kind} ${item.id} ${count}`, { kind, item, count, can: ALL_TYPES, fails: TYPE.array });
  }

  properties(named: ReadonlyMap<string, Node>, patterns: readonly PatternMember[], rest: Node): Node {
    const members = patterns.filter((member) => member.node !== this.true || rest !== this.true);
    const kept = new Map<string, Node>();
    for (const [name, node] of named) {
      const redundant = members.length === 0 ? node === rest : node === this.true && rest === this.true;
      if (!redundant) kept.set(name, node);
    }
    if (kept.size === 0 && members.length === 0 && rest === this.true) return this.true;
    const sorted = [...members].sort((a, b) => a.name.id - b.name.id || a.node.id - b.node.id);
    const names = [...kept].map(([name, node]) => `${JSON.stringify(name)}:${node.id}`).sort();
    const key = `properties ${names.join()};${sorted.map((m) => `${m.name.id}:${m.node.id}`).join()};${rest.id}`;
    return this.intern<PropertiesNode>(key, {
      kind: 'properties',
      named: kept,
      patterns: sorted,
      rest,
      can: ALL_TYPES,
      fails: TYPE.object,
    });
  }

  required(name: string): Node {
    return this.intern(`required ${name}`, { kind: 'required', name, can: ALL_TYPES, fails: TYPE.object });
  }

  propertyNames(node: Node): Node {
    if ((node.fails & TYPE.string) === 0) return this.true;
    return this.intern(`propertyNames ${node.id}`, {
      kind: 'propertyNames',
      node,
      can: ALL_TYPES,
      fails: TYPE.object,
    });
  }

  opaque(key: string): Node {
    return this.intern(`opaque ${key}`, { kind: 'opaque', key, can: ALL_TYPES, fails: ALL_TYPES });
  }

  and(parts: readonly Node[]): Node {
    const flat = new Map<number, Node>();
    for (const part of parts)
      for (const node of part.kind === 'and' ? part.parts : [part]) if (node !== this.true) flat.set(node.id, node);
    const sorted = [...flat.values()].sort((a, b) => a.id - b.id);
    const [only] = sorted;
    if (only === undefined) return this.true;
    if (sorted.length === 1) return only;
    const can = sorted.reduce((mask, node) => mask & node.can, ALL_TYPES);
    if (can === 0) return this.false;
    const fails = sorted.reduce((mask, node) => mask | node.fails, 0);
    return this.intern(`and ${sorted.map((node) => node.id).join()}`, { kind: 'and', parts: sorted, can, fails });
  }

  or(parts: readonly Node[]): Node {
    const flat = new Map<number, Node>();
    for (const part of parts)
      for (const node of part.kind === 'or' ? part.parts : [part]) if (node !== this.false) flat.set(node.id, node);
    const sorted = [...flat.values()].sort((a, b) => a.id - b.id);
    const [only] = sorted;
    if (only === undefined) return this.false;
    if (sorted.length === 1) return only;
    const fails = sorted.reduce((mask, node) => mask & node.fails, ALL_TYPES);
    if (fails === 0) return this.true;
    const can = sorted.reduce((mask, node) => mask | node.can, 0);
    return this.intern(`or ${sorted.map((node) => node.id).join()}`, { kind: 'or', parts: sorted, can, fails });
  }

  not(part: Node): Node {
    if (part === this.true) return this.false;
    if (part === this.false) return this.true;
    if (part.kind === 'not') return part.part;
    if (part.kind === 'type') return this.type(ALL_TYPES & ~part.mask);
    return this.intern(`not ${part.id}`, { kind: 'not', part, can: part.fails, fails: part.can });
  }

  oneOf(parts: readonly Node[]): Node {
    const possible = parts.filter((part) => part !== this.false);
    const [only] = possible;
    if (only === undefined) return this.false;
    if (possible.length === 1) return only;
    if (areTypeDisjoint(possible)) return this.or(possible);
    const sorted = [...possible].sort((a, b) => a.id - b.id);
    const can = sorted.reduce((mask, node) => mask | node.can, 0);
    return this.intern(`oneOf ${sorted.map((node) => node.id).join()}`, {
      kind: 'oneOf',
      parts: sorted,
      can,
      fails: ALL_TYPES,
    });
  }

  /** A back reference; `key` names its target uniquely. */
  ref(key: string, target: () => Node): Node {
    return this.intern<RefNode>(`ref ${key}`, { kind: 'ref', target, can: ALL_TYPES, fails: ALL_TYPES });
  }
}

function areTypeDisjoint(parts: readonly Node[]): boolean {
  let seen = 0;
  for (const part of parts) {
    if ((seen & part.can) !== 0) return false;
    seen |= part.can;
  }
  return true;
}
