import type { JsonValue } from '../../model/json/value.ts';
import { isAtLeast } from '../dialect/dialect.ts';
import type { Node } from '../ir/node.ts';
import type { NormaliseContext } from './context.ts';
import type { KeywordValues } from './keyword-values.ts';

/** Positions of an array: a tuple's own schemas and what the rest must be. */
export interface Tuple {
  readonly prefix: readonly JsonValue[];
  /** Absent where the schema says nothing of further items. */
  readonly rest: JsonValue | undefined;
}

/** `prefixItems` and `items`, or, up to 2019-09, `items` in its two forms and `additionalItems`. */
export function tupleOf(keywords: KeywordValues, context: NormaliseContext): Tuple {
  const items = keywords.get('items');
  if (isAtLeast(context.document.dialect, '2020-12')) {
    if (Array.isArray(items)) keywords.fail('items', 'must be a schema; list positions in prefixItems');
    return { prefix: keywords.schemas('prefixItems') ?? [], rest: items };
  }
  if (Array.isArray(items)) return { prefix: items, rest: keywords.get('additionalItems') };
  return { prefix: [], rest: items };
}

export function arrayAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const { nodes } = context;
  const atoms: Node[] = [];
  const { prefix, rest } = tupleOf(keywords, context);
  if (prefix.length > 0 || rest !== undefined)
    atoms.push(
      nodes.items(
        prefix.map((schema) => context.schema(schema)),
        rest === undefined ? nodes.true : context.schema(rest),
      ),
    );
  const min = keywords.count('minItems');
  const max = keywords.count('maxItems');
  if (min !== undefined) atoms.push(nodes.size('minItems', min));
  if (max !== undefined) atoms.push(nodes.size('maxItems', max));
  if (keywords.boolean('uniqueItems') === true) atoms.push(nodes.unique());
  atoms.push(...containsAtoms(keywords, context));
  return atoms;
}

/** `contains` means at least one, unless minContains says otherwise. */
function containsAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const contains = keywords.get('contains');
  const min = keywords.count('minContains');
  const max = keywords.count('maxContains');
  if (contains === undefined) return [];
  const item = context.schema(contains);
  return [
    context.nodes.contains('containsAtLeast', item, min ?? 1),
    context.nodes.contains('containsAtMost', item, max ?? Number.POSITIVE_INFINITY),
  ];
}
