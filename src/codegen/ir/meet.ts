import { canonicalJson } from '../../model/json/canonical.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import type { ObjectNode, PropertyNode, TupleNode, TypeNode } from './model.ts';
import { intersectionOf, itemAt, literalOf, NEVER, nodeKey, objectOf, tupleOf, UNKNOWN, unionOf } from './nodes.ts';

/** Gives what a reference stands for; undefined while that is being made. */
export type Expand = (name: string) => TypeNode | undefined;

/** Pairs of union members up to which a meeting is worked out; above it both stand side by side. */
const MOST_PAIRS = 64;
/** Nesting up to which a meeting is worked out. */
const DEEPEST = 8;

/**
 * A type that has every value which both have, and as few others as can be said. References are opened where they
 * describe the very value, so that a merged object is one object; below that they stay what they are.
 */
export function meet(a: TypeNode, b: TypeNode, expand: Expand, depth = 0): TypeNode {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'never' || b.kind === 'never') return NEVER;
  if (a === b || nodeKey(a) === nodeKey(b)) return a;
  if (depth > DEEPEST) return intersectionOf([a, b]);
  if (a.kind === 'reference' || b.kind === 'reference') return meetReference(a, b, expand, depth);
  if (a.kind === 'intersection' || b.kind === 'intersection') return intersectionOf([a, b]);
  if (a.kind === 'union' || b.kind === 'union') return meetUnions(a, b, expand, depth);
  if (a.kind === 'literal') return accepts(b, a.value, expand) ? a : NEVER;
  if (b.kind === 'literal') return accepts(a, b.value, expand) ? b : NEVER;
  if (a.kind === 'object' && b.kind === 'object') return meetObjects(a, b, expand, depth);
  if (isList(a) && isList(b)) return meetTuples(asTuple(a), asTuple(b), expand, depth);
  if (a.kind === 'number' && b.kind === 'integer') return b;
  if (a.kind === 'integer' && b.kind === 'number') return a;
  return NEVER;
}

function meetReference(a: TypeNode, b: TypeNode, expand: Expand, depth: number): TypeNode {
  const [openA, openB] = [opened(a, expand, depth), opened(b, expand, depth)];
  if (openA === undefined || openB === undefined) return intersectionOf([a, b]);
  const met = meet(openA, openB, expand, depth);
  // Where one side adds nothing, the name of the other stays.
  if (a.kind === 'reference' && nodeKey(met) === nodeKey(openA)) return a;
  if (b.kind === 'reference' && nodeKey(met) === nodeKey(openB)) return b;
  return met;
}

function opened(node: TypeNode, expand: Expand, depth: number): TypeNode | undefined {
  let open: TypeNode | undefined = node;
  for (let steps = 0; open?.kind === 'reference'; steps += 1) open = steps > 100 ? undefined : expand(open.name);
  if (open === undefined || depth === 0 || node.kind !== 'reference') return open;
  return isFlat(open) ? open : undefined;
}

/** True for what holds nothing that could lead back to itself. */
function isFlat(node: TypeNode): boolean {
  if (node.kind === 'union') return node.members.every(isFlat);
  return !['object', 'array', 'tuple', 'intersection', 'reference'].includes(node.kind);
}

function meetUnions(a: TypeNode, b: TypeNode, expand: Expand, depth: number): TypeNode {
  const [left, right] = [membersOf(a), membersOf(b)];
  const flat = isFlat(a) || isFlat(b);
  if (left.length * right.length > (flat ? 100_000 : MOST_PAIRS)) return intersectionOf([a, b]);
  return unionOf(left.flatMap((one) => right.map((other) => meet(one, other, expand, depth))));
}

function membersOf(node: TypeNode): readonly TypeNode[] {
  return node.kind === 'union' ? node.members : [node];
}

function meetObjects(a: ObjectNode, b: ObjectNode, expand: Expand, depth: number): TypeNode {
  const [left, right] = [byName(a), byName(b)];
  const properties: PropertyNode[] = [];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(name), right.get(name)];
    properties.push({
      name,
      required: one?.required === true || other?.required === true,
      type: meet(one?.type ?? a.additional, other?.type ?? b.additional, expand, depth + 1),
      documentation: { ...one?.documentation, ...other?.documentation },
    });
  }
  return objectOf(properties, meet(a.additional, b.additional, expand, depth + 1));
}

function byName(node: ObjectNode): ReadonlyMap<string, PropertyNode> {
  return new Map(node.properties.map((property) => [property.name, property]));
}

function isList(node: TypeNode): node is TupleNode | Extract<TypeNode, { kind: 'array' }> {
  return node.kind === 'array' || node.kind === 'tuple';
}

function asTuple(node: TupleNode | Extract<TypeNode, { kind: 'array' }>): TupleNode {
  return node.kind === 'tuple' ? node : { kind: 'tuple', items: [], required: 0, rest: node.items };
}

function meetTuples(a: TupleNode, b: TupleNode, expand: Expand, depth: number): TypeNode {
  const items: TypeNode[] = [];
  for (let index = 0; index < Math.max(a.items.length, b.items.length); index += 1)
    items.push(meet(itemAt(a, index), itemAt(b, index), expand, depth + 1));
  return tupleOf(items, Math.max(a.required, b.required), meet(a.rest, b.rest, expand, depth + 1));
}

/** Could this value be of the type? True where that can't be told. */
export function accepts(node: TypeNode, value: JsonValue, expand: Expand, depth = 0): boolean {
  if (depth > 100) return true;
  const inner = (part: TypeNode, of: JsonValue): boolean => accepts(part, of, expand, depth + 1);
  switch (node.kind) {
    case 'unknown':
      return true;
    case 'never':
      return false;
    case 'null':
      return value === null;
    case 'boolean':
    case 'string':
    case 'number':
      return typeof value === node.kind;
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'literal':
      return canonicalJson(node.value) === canonicalJson(value);
    case 'union':
      return node.members.some((part) => inner(part, value));
    case 'intersection':
      return node.members.every((part) => inner(part, value));
    case 'reference':
      return inner(expand(node.name) ?? UNKNOWN, value);
    case 'array':
      return Array.isArray(value) && value.every((item: JsonValue) => inner(node.items, item));
    case 'tuple':
      return (
        Array.isArray(value) &&
        value.length >= node.required &&
        value.every((item: JsonValue, index) => inner(itemAt(node, index), item))
      );
    case 'object': {
      if (!isJsonObject(value)) return false;
      const declared = byName(node);
      return (
        node.properties.every(({ name, required }) => !required || Object.hasOwn(value, name)) &&
        Object.entries(value).every(([name, part]) => inner(declared.get(name)?.type ?? node.additional, part))
      );
    }
  }
}

/** The literals of an enum that a type admits, as one type. */
export function literalsOf(values: readonly JsonValue[]): TypeNode {
  return unionOf(values.map(literalOf));
}
