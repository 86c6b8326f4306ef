import type { JsonValue } from '../../model/json/value.ts';
import type { ArrayShape, Placed, Positions } from './array-shape.ts';
import { checked, EMPTY, type Literal, type Outcome, type TheoryContext, UNKNOWN } from './goal.ts';

export interface ArrayPlan {
  readonly atoms: readonly Literal[];
  readonly shape: ArrayShape;
  readonly positions: Positions;
  readonly placed: Placed;
}

/** Longest array that is built. */
const MAX_ITEMS = 1_100;

/** Builds an array once every demand has its position; empty where counts or uniqueness can't be kept with these positions. */
export function buildArray(plan: ArrayPlan, context: TheoryContext): Outcome {
  const { atoms, shape, placed } = plan;
  const length = Math.max(shape.min, ...[...placed.keys()].map((position) => position + 1));
  if (length > shape.max) return EMPTY;
  if (length > MAX_ITEMS) return UNKNOWN;
  const limits = shape.most.filter(({ count }) => count > 0);
  const avoid = limits.map(({ item }) => -item.id);
  const forced = limits.map(() => 0);
  const items: JsonValue[] = [];
  let sure = shape.sure;
  for (let position = 0; position < length; position += 1) {
    const literals = itemLiterals(plan, position, items, context);
    for (const [i, { item }] of limits.entries())
      if (context.part([...literals, -item.id]) === EMPTY) forced[i] = (forced[i] ?? 0) + 1;
    const outcome = leastMatching(literals, avoid, context);
    if (outcome === EMPTY) return exhausted(plan);
    if (!('value' in outcome) || outcome.value === undefined) return UNKNOWN;
    if (outcome.kind === 'unknown') sure = false;
    items.push(outcome.value);
  }
  // Uniqueness narrows by earlier choices, so only without it do forced matches prove anything.
  if (!shape.unique && limits.some(({ count }, i) => (forced[i] ?? 0) > count)) return EMPTY;
  return checked(items, atoms, context, sure);
}

function itemLiterals(
  { shape, positions, placed }: ArrayPlan,
  position: number,
  items: readonly JsonValue[],
  { nodes }: TheoryContext,
): Literal[] {
  const literals = [...positions.constraints(position), ...(placed.get(position) ?? [])];
  if (shape.unique && items.length > 0) literals.push(-nodes.enum(items).id);
  return literals;
}

/** An item that matches none of the limited schemas where there is one. */
function leastMatching(literals: readonly Literal[], avoid: readonly Literal[], context: TheoryContext): Outcome {
  if (avoid.length > 0) {
    const outcome = context.part([...literals, ...avoid]);
    if (outcome.kind === 'model') return outcome;
  }
  return context.part(literals);
}

/** No further distinct item: a proof only where all positions are alike and nothing else was chosen. */
function exhausted({ shape, positions, placed }: ArrayPlan): Outcome {
  if (!shape.unique) return EMPTY;
  return positions.prefix === 0 && placed.size === 0 ? EMPTY : UNKNOWN;
}
