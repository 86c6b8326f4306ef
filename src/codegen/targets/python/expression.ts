import { isJsonObject } from '../../../model/json/value.ts';
import type { TypeNode } from '../../ir/model.ts';
import { pyString } from './identifiers.ts';

/** Branches above which `A | B` nests deeper than checkers read. */
const MOST_BARS = 100;

/**
 * A lowered type as an expression that may be evaluated before the types that it names are there: their names are
 * strings. It never ends in a comment and never spans lines.
 * @param used takes what it needs of `typing`
 */
export function expression(node: TypeNode, used: Set<string>): string {
  switch (node.kind) {
    case 'unknown':
      return typing('Any', used);
    case 'never':
      return typing('Never', used);
    case 'null':
      return 'None';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'str';
    case 'number':
      return 'float';
    case 'integer':
      return 'int';
    case 'array':
      return `list[${expression(node.items, used)}]`;
    case 'object':
      return `dict[str, ${expression(node.additional, used)}]`;
    case 'reference':
      return `"${node.name}"`;
    case 'literal':
      return literals([node], used);
    case 'union':
      return union(node.members, used);
    case 'tuple':
    case 'intersection':
      throw new Error(`a ${node.kind} was not lowered`);
  }
}

function typing(name: string, used: Set<string>): string {
  used.add(name);
  return name;
}

function union(members: readonly TypeNode[], used: Set<string>): string {
  const constants = members.filter(({ kind }) => kind === 'literal');
  const nullable = members.some(({ kind }) => kind === 'null');
  const others = members.filter(({ kind }) => kind !== 'literal' && kind !== 'null');
  const parts = [
    ...(constants.length === 0 ? [] : [literals(constants, used)]),
    ...others.map((part) => expression(part, used)),
    ...(nullable ? ['None'] : []),
  ];
  if (parts.length === 1) return parts.join('');
  // A string is no operand of `|`.
  const named = others.some(({ kind }) => kind === 'reference');
  return named || parts.length > MOST_BARS ? `${typing('Union', used)}[${parts.join(', ')}]` : parts.join(' | ');
}

function literals(nodes: readonly TypeNode[], used: Set<string>): string {
  return `${typing('Literal', used)}[${nodes.flatMap(literal).join(', ')}]`;
}

function literal(node: TypeNode): string[] {
  if (node.kind !== 'literal') return [];
  const { value } = node;
  if (typeof value === 'string') return [pyString(value)];
  if (typeof value === 'boolean') return [value ? 'True' : 'False'];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return [String(value)];
  throw new Error(`${isJsonObject(value) ? 'an object' : typeof value} is no literal of Python`);
}
