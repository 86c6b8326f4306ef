import type { JsonValue } from '../../model/json/value.ts';
import { buildArray } from './array-model.ts';
import { type ArrayShape, arrayShape, type Placed, Positions } from './array-shape.ts';
import {
  anyOf,
  EMPTY,
  holdsAll,
  type Literal,
  modelOf,
  type Outcome,
  onlyValue,
  type TheoryContext,
  UNKNOWN,
} from './goal.ts';

/** "Some item must satisfy these": where it can be, and which others of its kind must be elsewhere. */
interface Demand {
  /** Demands of one group are for different items. */
  readonly group: number;
  literals(position: number): readonly Literal[];
}

/** More demands than this are not placed one by one. */
const MAX_DEMANDS = 12;
const MAX_PREFIX = 64;

/**
 * Arrays: tuples and items that hold everywhere, tuples that must fail somewhere, counts of matching items, uniqueness.
 * Every demand for a failing or matching item is tried at each position that it can have.
 */
export function solveArrays(atoms: readonly Literal[], context: TheoryContext): Outcome {
  const shape = arrayShape(atoms, context);
  const positions = new Positions(shape, context);
  positions.capByMost();
  if (shape.min > shape.max) return EMPTY;
  if (shape.max === 0) return onlyValue([], atoms, context);
  if (shape.min > 0 && !positions.reaches(shape.min - 1)) return EMPTY;
  const demands = demandsOf(shape);
  if (positions.prefix > MAX_PREFIX && demands.length > 1) return UNKNOWN;
  if (demands.some((demand) => !canBeSomewhere(demand, positions, context))) return EMPTY;
  const copies = shape.least.reduce((sum, { count }) => sum + count, 0) + shape.broken.length;
  if (copies > MAX_DEMANDS) return UNKNOWN;
  if (shape.repeated) return withRepeat(atoms, shape, positions, demands, context);
  return place(0, new Map(), demands, positions, context, (placed) =>
    buildArray({ atoms, shape, positions, placed }, context),
  );
}

function demandsOf(shape: ArrayShape): Demand[] {
  const demands: Demand[] = [];
  let group = 0;
  for (const tuple of shape.broken) {
    group += 1;
    demands.push({ group, literals: (position) => [-(tuple.prefix[position] ?? tuple.rest).id] });
  }
  for (const { item, count } of shape.least) {
    group += 1;
    for (let i = 0; i < Math.min(count, MAX_DEMANDS + 1); i += 1) demands.push({ group, literals: () => [item.id] });
  }
  return demands;
}

function canBeSomewhere(demand: Demand, positions: Positions, context: TheoryContext): boolean {
  for (let position = 0; position <= positions.prefix && positions.reaches(position); position += 1)
    if (context.part([...positions.constraints(position), ...demand.literals(position)]) !== EMPTY) return true;
  return false;
}

/** Tries all positions for the demands from `index` on; positions past the tuple are alike, so only the next free one counts. */
function place(
  index: number,
  placed: Map<number, readonly Literal[]>,
  demands: readonly Demand[],
  positions: Positions,
  context: TheoryContext,
  finish: (placed: Placed) => Outcome,
  lastOfGroup = -1,
): Outcome {
  const demand = demands[index];
  if (demand === undefined) return finish(placed);
  context.budget.spend(1);
  const next = demands[index + 1];
  // Demands of one group are alike: placing them from left to right loses nothing.
  const first = lastOfGroup + 1;
  let open = positions.prefix;
  while (placed.has(open)) open += 1;
  const choices = Array.from({ length: Math.max(0, open - first + 1) }, (_, i) => first + i);
  return anyOf(choices, (position) => {
    if (!positions.reaches(position)) return EMPTY;
    const literals = [...(placed.get(position) ?? []), ...demand.literals(position)];
    if (context.part([...positions.constraints(position), ...literals]) === EMPTY) return EMPTY;
    const more = new Map(placed).set(position, literals);
    const last = next?.group === demand.group ? position : -1;
    return place(index + 1, more, demands, positions, context, finish, last);
  });
}

/** Two equal items: any two positions whose schemas have a value in common. */
function withRepeat(
  atoms: readonly Literal[],
  shape: ArrayShape,
  positions: Positions,
  demands: readonly Demand[],
  context: TheoryContext,
): Outcome {
  const { prefix } = positions;
  if (prefix > 16) return UNKNOWN;
  const pairs: [number, number][] = [];
  for (let j = 1; j <= prefix + 1; j += 1) for (let i = 0; i < j; i += 1) pairs.push([i, j]);
  pairs.sort((a, b) => a[1] - b[1]);
  return anyOf(pairs, ([i, j]) => {
    if (!positions.reaches(j)) return EMPTY;
    const shared = [...positions.constraints(i), ...positions.constraints(j)];
    const outcome = context.part(shared);
    if (outcome.kind !== 'model') return outcome;
    if (demands.length > 0) return doubled(atoms, shape, positions, demands, context);
    const twin: Placed = new Map([
      [i, [context.nodes.enum([outcome.value]).id]],
      [j, [context.nodes.enum([outcome.value]).id]],
    ]);
    const built = buildArray({ atoms, shape, positions, placed: twin }, context);
    return built === EMPTY ? UNKNOWN : built;
  });
}

/** Meets the demands first and then doubles one of the items at the end, where that breaks nothing. */
function doubled(
  atoms: readonly Literal[],
  shape: ArrayShape,
  positions: Positions,
  demands: readonly Demand[],
  context: TheoryContext,
): Outcome {
  return place(0, new Map(), demands, positions, context, (placed) => {
    const built = buildArray({ atoms, shape: { ...shape, min: Math.min(shape.min, 1) }, positions, placed }, context);
    if (!('value' in built) || !Array.isArray(built.value)) return UNKNOWN;
    const items: readonly JsonValue[] = built.value;
    const double = items.map((item) => [...items, item]).find((one) => holdsAll(one, atoms, context));
    return double === undefined ? UNKNOWN : modelOf(double, shape.sure);
  });
}
