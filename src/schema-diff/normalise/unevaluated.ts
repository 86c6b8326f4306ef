import type { Node } from '../ir/node.ts';
import type { NormaliseContext } from './context.ts';
import { type EvaluatedCase, Evaluation, TooManyCases } from './evaluated.ts';
import type { KeywordValues } from './keyword-values.ts';

/** `unevaluatedProperties` and `unevaluatedItems`, rewritten as closed members and items case by case. */
export function unevaluatedAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const properties = keywords.get('unevaluatedProperties');
  const items = keywords.get('unevaluatedItems');
  if (properties === undefined && items === undefined) return [];
  let cases: readonly EvaluatedCase[];
  try {
    cases = new Evaluation(context).casesOf(keywords.schema, true);
  } catch (error) {
    if (error instanceof TooManyCases)
      return [context.nodes.opaque(`unevaluated ${context.identity(keywords.schema)}`)];
    throw error;
  }
  const atoms: Node[] = [];
  if (properties !== undefined)
    atoms.push(overCases(cases, (one) => closedProperties(one, context.schema(properties), context), context));
  if (items !== undefined)
    atoms.push(overCases(cases, (one) => closedItems(one, context.schema(items), context), context));
  return atoms;
}

function overCases(
  cases: readonly EvaluatedCase[],
  close: (one: EvaluatedCase) => Node,
  { nodes }: NormaliseContext,
): Node {
  return nodes.or(cases.map((one) => nodes.and([one.when, close(one)])));
}

function closedProperties(one: EvaluatedCase, rest: Node, { nodes }: NormaliseContext): Node {
  if (one.allProperties) return nodes.true;
  return nodes.properties(
    new Map([...one.names].map((name) => [name, nodes.true])),
    one.patterns.map((name) => ({ name, node: nodes.true })),
    rest,
  );
}

function closedItems(one: EvaluatedCase, rest: Node, { nodes }: NormaliseContext): Node {
  if (one.allItems) return nodes.true;
  const prefix = Array.from({ length: one.prefix }, () => nodes.true);
  return nodes.items(prefix, nodes.or([rest, ...one.items]));
}
