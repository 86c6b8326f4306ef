import { isJsonObject } from '../../model/json/value.ts';
import type { Node } from '../ir/node.ts';
import { ALL_TYPES, TYPE } from '../ir/types-mask.ts';
import type { NormaliseContext } from './context.ts';
import type { KeywordValues } from './keyword-values.ts';

export function objectAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const { nodes } = context;
  const atoms: Node[] = [propertiesNode(keywords, context)];
  for (const name of keywords.strings('required') ?? []) atoms.push(nodes.required(name));
  const min = keywords.count('minProperties');
  const max = keywords.count('maxProperties');
  if (min !== undefined) atoms.push(nodes.size('minProperties', min));
  if (max !== undefined) atoms.push(nodes.size('maxProperties', max));
  const names = keywords.get('propertyNames');
  if (names !== undefined) atoms.push(nodes.propertyNames(context.schema(names)));
  return [...atoms, ...dependencyAtoms(keywords, context)];
}

function propertiesNode(keywords: KeywordValues, context: NormaliseContext): Node {
  const named = new Map<string, Node>();
  for (const [name, schema] of Object.entries(keywords.map('properties') ?? {}))
    named.set(name, context.schema(schema));
  const patterns = Object.entries(keywords.map('patternProperties') ?? {}).map(([source, schema]) => ({
    name: context.pattern(source, keywords, 'patternProperties'),
    node: context.schema(schema),
  }));
  const rest = keywords.get('additionalProperties');
  return context.nodes.properties(named, patterns, rest === undefined ? context.nodes.true : context.schema(rest));
}

/** `dependencies`, and the two keywords that it was split into. */
function dependencyAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const atoms: Node[] = [];
  for (const [name, value] of Object.entries(keywords.map('dependencies') ?? {})) {
    if (Array.isArray(value))
      for (const other of keywords.asStrings(value, 'dependencies', name)) atoms.push(needs(name, other, context));
    else atoms.push(whenPresent(name, context.schema(value), context));
  }
  for (const [name, value] of Object.entries(keywords.map('dependentRequired') ?? {})) {
    if (!Array.isArray(value)) keywords.fail('dependentRequired', 'must hold arrays of names', name);
    else
      for (const other of keywords.asStrings(value, 'dependentRequired', name)) atoms.push(needs(name, other, context));
  }
  for (const [name, value] of Object.entries(keywords.map('dependentSchemas') ?? {})) {
    if (typeof value !== 'boolean' && !isJsonObject(value))
      keywords.fail('dependentSchemas', 'must hold schemas', name);
    atoms.push(whenPresent(name, context.schema(value), context));
  }
  return atoms;
}

function needs(name: string, other: string, { nodes }: NormaliseContext): Node {
  return nodes.or([nodes.not(nodes.required(name)), nodes.required(other)]);
}

/** The schema, for objects that have the member. */
function whenPresent(name: string, schema: Node, { nodes }: NormaliseContext): Node {
  return nodes.or([nodes.type(ALL_TYPES & ~TYPE.object), nodes.not(nodes.required(name)), schema]);
}
