import type { JsonValue } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { ObjectNode, PropertyNode, TupleNode, TypeNode } from './model.ts';

export const UNKNOWN: TypeNode = { kind: 'unknown' };
export const NEVER: TypeNode = { kind: 'never' };

const keys = new WeakMap<TypeNode, string>();

/** Text that two nodes share where they say the same; documentation is no part of what they say. */
export function nodeKey(node: TypeNode): string {
  if (node.kind === 'literal') return JSON.stringify(node.value);
  if (node.kind === 'reference') return `@${node.name}`;
  let key = keys.get(node);
  if (key === undefined) {
    key = compoundKey(node);
    keys.set(node, key);
  }
  return key;
}

function compoundKey(node: TypeNode): string {
  const parts = partsOf(node).map(nodeKey).join();
  if (node.kind === 'object') {
    const names = node.properties.map(({ name, required }) => `${JSON.stringify(name)}${required ? '' : '?'}`);
    return `object(${names.join()};${parts})`;
  }
  if (node.kind === 'tuple') return `tuple(${node.required};${parts})`;
  return parts === '' ? node.kind : `${node.kind}(${parts})`;
}

/** The types that a type is made of, one level down. */
export function partsOf(node: TypeNode): readonly TypeNode[] {
  switch (node.kind) {
    case 'array':
      return [node.items];
    case 'tuple':
      return [...node.items, node.rest];
    case 'object':
      return [...node.properties.map(({ type }) => type), node.additional];
    case 'union':
    case 'intersection':
      return node.members;
    default:
      return [];
  }
}

/** The smallest node for a value that is one of the members' values. */
export function unionOf(parts: readonly TypeNode[]): TypeNode {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const members = new Map<string, TypeNode>();
  const kinds = new Set<string>();
  for (const part of parts) {
    for (const node of part.kind === 'union' ? part.members : [part]) {
      if (node.kind === 'unknown') return UNKNOWN;
      if (node.kind === 'never') continue;
      members.set(nodeKey(node), node);
      kinds.add(node.kind);
    }
  }
  const left = [...members.values()].filter((node) => !absorbed(node, kinds));
  if (left.length === 2 && left.every(isBooleanLiteral)) return { kind: 'boolean' };
  if (coversAll(left)) return UNKNOWN;
  const [only] = left;
  if (only === undefined) return NEVER;
  return left.length === 1 ? only : { kind: 'union', members: left };
}

/** True where another member of the union, a whole kind, has every value of this one. */
function absorbed(node: TypeNode, kinds: ReadonlySet<string>): boolean {
  if (node.kind === 'integer') return kinds.has('number');
  if (node.kind !== 'literal') return false;
  const { value } = node;
  if (value === null) return kinds.has('null');
  if (typeof value === 'number') return kinds.has('number') || (Number.isInteger(value) && kinds.has('integer'));
  return typeof value !== 'object' && kinds.has(typeof value);
}

function isBooleanLiteral(node: TypeNode): boolean {
  return node.kind === 'literal' && typeof node.value === 'boolean';
}

/** Every value of JSON is one of these: what is left to say is nothing. */
function coversAll(members: readonly TypeNode[]): boolean {
  return (
    members.length >= 6 &&
    ['null', 'boolean', 'string', 'number'].every((kind) => members.some((node) => node.kind === kind)) &&
    members.some((node) => node.kind === 'array' && node.items.kind === 'unknown') &&
    members.some((node) => node.kind === 'object' && node.properties.length === 0 && node.additional.kind === 'unknown')
  );
}

/** What could not be merged, side by side. */
export function intersectionOf(parts: readonly TypeNode[]): TypeNode {
  const members = new Map<string, TypeNode>();
  for (const part of parts) {
    if (part.kind === 'never') return NEVER;
    if (part.kind === 'unknown') continue;
    for (const node of part.kind === 'intersection' ? part.members : [part]) members.set(nodeKey(node), node);
  }
  const [only] = members.values();
  if (only === undefined) return UNKNOWN;
  return members.size === 1 ? only : { kind: 'intersection', members: [...members.values()] };
}

/** An object; `never` where a property that it must have can't be. */
export function objectOf(properties: Iterable<PropertyNode>, additional: TypeNode): TypeNode {
  const list = [...properties];
  if (list.some(({ required, type }) => required && type.kind === 'never')) return NEVER;
  const node: ObjectNode = {
    kind: 'object',
    // A property that can't be there needs no line where nothing undeclared can be either.
    properties: list
      .filter(({ type }) => type.kind !== 'never' || additional.kind !== 'never')
      .sort((a, b) => byCodeUnit(a.name, b.name)),
    additional,
  };
  return node;
}

export function arrayOf(items: TypeNode): TypeNode {
  return items.kind === 'never' ? tupleOf([], 0, NEVER) : { kind: 'array', items };
}

/** A tuple cut off before the first position that can't be; `never` where that one is required. */
export function tupleOf(items: readonly TypeNode[], required: number, rest: TypeNode): TypeNode {
  const end = items.findIndex((item) => item.kind === 'never');
  if (end !== -1 && end < required) return NEVER;
  if (end !== -1) return { kind: 'tuple', items: items.slice(0, end), required, rest: NEVER };
  if (items.length === 0 && rest.kind !== 'never') return arrayOf(rest);
  if (required > items.length)
    return rest.kind === 'never' ? NEVER : { kind: 'tuple', items, required: items.length, rest };
  return { kind: 'tuple', items, required, rest };
}

export function literalOf(value: JsonValue): TypeNode {
  return value === null ? { kind: 'null' } : { kind: 'literal', value };
}

/** The same node with every type directly within it replaced by one that is neither `never` nor `unknown` unless it was. */
export function mapParts(node: TypeNode, replace: (part: TypeNode) => TypeNode): TypeNode {
  switch (node.kind) {
    case 'array':
      return { ...node, items: replace(node.items) };
    case 'tuple':
      return { ...node, items: node.items.map(replace), rest: replace(node.rest) };
    case 'object':
      return {
        ...node,
        properties: node.properties.map((property) => ({ ...property, type: replace(property.type) })),
        additional: replace(node.additional),
      };
    case 'union':
    case 'intersection':
      return { ...node, members: node.members.map(replace) };
    default:
      return node;
  }
}

/** What a tuple, or an array as one without a beginning, holds at a position. */
export function itemAt(node: TupleNode, index: number): TypeNode {
  return node.items[index] ?? node.rest;
}
