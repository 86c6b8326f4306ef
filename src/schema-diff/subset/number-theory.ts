import { canonicalJson } from '../../model/json/canonical.ts';
import {
  add,
  ceil,
  compareRational,
  divide,
  floor,
  fraction,
  isMultiple,
  lcm,
  multiply,
  ONE,
  type Rational,
  toNumber,
  ZERO,
} from '../rational.ts';
import { checked, EMPTY, type Literal, nodeOf, type Outcome, type TheoryContext, UNKNOWN } from './goal.ts';

interface Bound {
  readonly at: Rational;
  readonly exclusive: boolean;
}

interface NumberShape {
  lower: Bound | undefined;
  upper: Bound | undefined;
  /** Every value is a multiple of this one. */
  step: Rational | undefined;
  readonly avoid: Rational[];
  readonly excluded: Set<string>;
  sure: boolean;
}

/** How many multiples in a row are tried before giving up. */
const MAX_TRIES = 2_000;

/** Numbers: an interval, a step, steps to avoid and single values to avoid; exact fractions throughout. */
export function solveNumbers(atoms: readonly Literal[], context: TheoryContext): Outcome {
  const shape = shapeOf(atoms, context);
  if (isVoid(shape)) return EMPTY;
  if (shape.avoid.some((divisor) => shape.step !== undefined && isMultiple(shape.step, divisor))) return EMPTY;
  const answer = shape.step === undefined ? inInterval(shape) : onGrid(shape, shape.step, context);
  if (answer === 'none') return EMPTY;
  if (answer === undefined) return UNKNOWN;
  const value = toNumber(answer);
  // A number beyond the doubles is no counterexample that JSON could carry, and no proof either.
  return Number.isFinite(value) ? checked(value, atoms, context, shape.sure) : UNKNOWN;
}

function shapeOf(atoms: readonly Literal[], context: TheoryContext): NumberShape {
  const shape: NumberShape = {
    lower: undefined,
    upper: undefined,
    step: undefined,
    avoid: [],
    excluded: new Set(),
    sure: true,
  };
  for (const atom of atoms) {
    const { node, positive } = nodeOf(atom, context.nodes);
    switch (node.kind) {
      case 'lower':
        if (positive) raise(shape, { at: node.bound, exclusive: node.exclusive });
        else drop(shape, { at: node.bound, exclusive: !node.exclusive });
        break;
      case 'upper':
        if (positive) drop(shape, { at: node.bound, exclusive: node.exclusive });
        else raise(shape, { at: node.bound, exclusive: !node.exclusive });
        break;
      case 'multipleOf':
        if (positive) shape.step = shape.step === undefined ? node.divisor : lcm(shape.step, node.divisor);
        else shape.avoid.push(node.divisor);
        break;
      case 'enum':
        if (!positive) for (const key of node.values.keys()) shape.excluded.add(key);
        break;
      default:
        shape.sure = false;
    }
  }
  return shape;
}

function raise(shape: NumberShape, bound: Bound): void {
  const order = shape.lower === undefined ? 1 : compareRational(bound.at, shape.lower.at);
  if (order > 0 || (order === 0 && bound.exclusive)) shape.lower = bound;
}

function drop(shape: NumberShape, bound: Bound): void {
  const order = shape.upper === undefined ? -1 : compareRational(bound.at, shape.upper.at);
  if (order < 0 || (order === 0 && bound.exclusive)) shape.upper = bound;
}

function isVoid({ lower, upper }: NumberShape): boolean {
  if (lower === undefined || upper === undefined) return false;
  const order = compareRational(lower.at, upper.at);
  return order > 0 || (order === 0 && (lower.exclusive || upper.exclusive));
}

function isInside(value: Rational, { lower, upper }: NumberShape): boolean {
  if (lower !== undefined) {
    const order = compareRational(value, lower.at);
    if (order < 0 || (order === 0 && lower.exclusive)) return false;
  }
  if (upper !== undefined) {
    const order = compareRational(value, upper.at);
    if (order > 0 || (order === 0 && upper.exclusive)) return false;
  }
  return true;
}

function isFree(value: Rational, shape: NumberShape): boolean {
  if (shape.avoid.some((divisor) => isMultiple(value, divisor))) return false;
  if (shape.excluded.size === 0) return true;
  const number = toNumber(value);
  return !Number.isFinite(number) || !shape.excluded.has(canonicalJson(number));
}

type Answer = Rational | 'none' | undefined;

/** Without a step the interval is dense: it is empty only where it is a single value that must be avoided. */
function inInterval(shape: NumberShape): Answer {
  const { lower, upper } = shape;
  for (const value of readable(shape)) if (isInside(value, shape) && isFree(value, shape)) return value;
  const single = lower !== undefined && upper !== undefined && compareRational(lower.at, upper.at) === 0;
  return single ? 'none' : undefined;
}

const SHIFTS = [fraction(0n, 1n), ONE, fraction(-1n, 1n), fraction(1n, 2n), fraction(-1n, 2n), fraction(1n, 4n)];
const PARTS = [fraction(1n, 2n), fraction(1n, 4n), fraction(3n, 4n), fraction(1n, 8n), fraction(1n, 1000n)];

/** Candidates, the simplest first. */
function* readable(shape: NumberShape): Iterable<Rational> {
  const { lower, upper } = shape;
  for (const small of [0n, 1n, -1n, 2n, -2n, 3n, 5n]) yield fraction(small, 1n);
  yield fraction(1n, 2n);
  for (const bound of [lower, upper]) {
    if (bound === undefined) continue;
    const whole = fraction(bound === lower ? ceil(bound.at) : floor(bound.at), 1n);
    for (const shift of SHIFTS) {
      yield add(whole, shift);
      yield add(bound.at, shift);
    }
  }
  if (lower !== undefined && upper !== undefined) {
    const width = add(upper.at, multiply(lower.at, fraction(-1n, 1n)));
    for (const part of PARTS) yield add(lower.at, multiply(width, part));
  }
  const from = lower?.at ?? upper?.at ?? ZERO;
  const sign = lower !== undefined || upper === undefined ? 1n : -1n;
  for (let i = 1n; i <= 64n; i += 1n) {
    yield add(from, fraction(sign * i, 1n));
    yield add(from, fraction(sign * i, 8n));
    yield add(from, fraction(sign * i, 1000n));
  }
  for (const divisor of shape.avoid) {
    yield multiply(divisor, fraction(1n, 2n));
    yield add(from, multiply(divisor, fraction(sign, 2n)));
  }
}

/** Multiples of a step: k from ceil(lower/step) to floor(upper/step), those nearest to zero first. */
function onGrid(shape: NumberShape, step: Rational, context: TheoryContext): Answer {
  const { lower, upper } = shape;
  let first = lower === undefined ? undefined : ceil(divide(lower.at, step));
  let last = upper === undefined ? undefined : floor(divide(upper.at, step));
  if (first !== undefined && lower?.exclusive && compareRational(multiply(step, fraction(first, 1n)), lower.at) === 0)
    first += 1n;
  if (last !== undefined && upper?.exclusive && compareRational(multiply(step, fraction(last, 1n)), upper.at) === 0)
    last -= 1n;
  if (first !== undefined && last !== undefined && first > last) return 'none';
  let tries = 0;
  for (const k of outward(first, last)) {
    tries += 1;
    if (tries > MAX_TRIES + shape.excluded.size) return undefined;
    context.budget.spend(1);
    const value = multiply(step, fraction(k, 1n));
    if (isFree(value, shape)) return value;
  }
  return 'none';
}

/** The integers from first to last (open where undefined), from the one nearest to zero outwards. */
function* outward(first: bigint | undefined, last: bigint | undefined): Iterable<bigint> {
  let start = 0n;
  if (first !== undefined && first > 0n) start = first;
  if (last !== undefined && last < 0n) start = last;
  for (let distance = 0n; ; distance += 1n) {
    const up = start + distance;
    const down = start - distance;
    const above = last === undefined || up <= last;
    const below = first === undefined || down >= first;
    if (!above && !below) return;
    if (above) yield up;
    if (below && distance > 0n) yield down;
  }
}
