import type { JsonValue } from '../../model/json/value.ts';
import type { Node } from '../ir/node.ts';
import type { NormaliseContext } from './context.ts';
import type { KeywordValues } from './keyword-values.ts';

/** `allOf`, `anyOf`, `oneOf`, `not` and the conditional. */
export function combinatorAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const { nodes } = context;
  const atoms: Node[] = [];
  const parts = (name: string): Node[] | undefined => keywords.schemas(name)?.map((schema) => context.schema(schema));
  const all = parts('allOf');
  const any = parts('anyOf');
  const one = parts('oneOf');
  const none = keywords.get('not');
  if (all !== undefined) atoms.push(nodes.and(all));
  if (any !== undefined) atoms.push(nodes.or(any));
  if (one !== undefined) atoms.push(nodes.oneOf(one));
  if (none !== undefined) atoms.push(nodes.not(context.schema(none)));
  const condition = keywords.get('if');
  if (condition !== undefined) atoms.push(conditional(condition, keywords, context));
  return atoms;
}

/** (¬if ∨ then) ∧ (if ∨ else) */
function conditional(condition: JsonValue, keywords: KeywordValues, context: NormaliseContext): Node {
  const { nodes } = context;
  const then = keywords.get('then');
  const otherwise = keywords.get('else');
  const test = context.schema(condition);
  const parts: Node[] = [];
  if (then !== undefined) parts.push(nodes.or([nodes.not(test), context.schema(then)]));
  if (otherwise !== undefined) parts.push(nodes.or([test, context.schema(otherwise)]));
  return nodes.and(parts);
}
