import type { JsonValue } from '../../model/json/value.ts';
import { Budget, BudgetExhausted } from '../budget.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import { ALL_TYPES, TYPE, TYPE_BITS, typeOf } from '../ir/types-mask.ts';
import { solveArrays } from './array-theory.ts';
import { Assumptions } from './assumptions.ts';
import { type ChoiceContext, ChoiceSearch } from './choice-search.ts';
import { Disjointness } from './disjoint.ts';
import { anyOf, EMPTY, type Literal, modelOf, type Outcome, type TheoryContext, UNKNOWN } from './goal.ts';
import { solveNumbers } from './number-theory.ts';
import { solveObjects } from './object-theory.ts';
import { solveStrings } from './string-theory.ts';
import { type TypedGoal, typedGoal } from './typed-goal.ts';

/** Goals inside goals beyond this are `unknown`: the depth is counted, so that every machine stops at the same place. */
const MAX_DEPTH = 250;
/** Steps for one question about two branches. */
const STEPS_ASIDE = 150;

/**
 * Decides whether a set of literals has a value. "a is a subset of b" is "a and not b has none".
 *
 * Recursive schemas are decided by a greatest fixpoint: a goal that comes up again inside itself, about a smaller part of the value,
 * counts as empty while it is open (JSON values are finite, so a least value can't contain itself). An answer that used such
 * an assumption is kept apart and becomes a proof only when the assumed goal itself turned out empty; otherwise it is thrown away.
 */
export class Solver implements TheoryContext, ChoiceContext {
  readonly nodes: Nodes;
  readonly budget: Budget;
  readonly disjointness: Disjointness;
  private readonly assumptions = new Assumptions();
  /** How many parts of the value lie above the current goal. */
  private level = 0;
  private readonly choices: ChoiceSearch;

  constructor(nodes: Nodes, budget: Budget, disjointness?: Disjointness) {
    this.nodes = nodes;
    this.budget = budget;
    this.disjointness = disjointness ?? new Disjointness((a, b) => this.haveNoneInCommon(a, b));
    this.choices = new ChoiceSearch(this);
  }

  holds(literal: Literal, value: JsonValue): boolean | undefined {
    const holds = evaluate(this.nodes.get(Math.abs(literal)), value, this.budget);
    return holds === undefined || literal > 0 ? holds : !holds;
  }

  /**
   * Asked aside of the goals that are open, so that the answer rests on none of them, and with few steps of the budget:
   * most branches of a `oneOf` exclude each other for a plain reason, or not at all.
   */
  private haveNoneInCommon(a: Node, b: Node): boolean {
    const aside = new Budget(STEPS_ASIDE);
    try {
      return new Solver(this.nodes, aside, this.disjointness).solve([a.id, b.id]) === EMPTY;
    } catch (error) {
      if (error instanceof BudgetExhausted) return false;
      throw error;
    } finally {
      this.budget.spend(aside.spent);
    }
  }

  part(literals: readonly Literal[]): Outcome {
    this.level += 1;
    const outcome = this.solve(literals);
    this.level -= 1;
    return outcome;
  }

  /** @throws BudgetExhausted; the solver must not be used after it */
  solve(literals: readonly Literal[]): Outcome {
    let types = ALL_TYPES;
    for (const literal of literals) {
      const node = this.nodes.get(Math.abs(literal));
      types &= literal > 0 ? node.can : node.fails;
    }
    if (types === 0) return EMPTY;
    return anyOf(
      TYPE_BITS.filter((type) => (types & type) !== 0),
      (type) => this.solveTyped(type, literals),
    );
  }

  solveTyped(type: number, literals: readonly Literal[]): Outcome {
    const goal = typedGoal(type, literals, this.nodes, this.disjointness.areDisjoint);
    if (goal === undefined) return EMPTY;
    const known = this.assumptions.known(goal.key);
    if (known !== undefined) return known;
    const assumed = this.assumptions.assumed(goal.key, this.level);
    if (assumed !== undefined) return assumed === 'empty' ? EMPTY : UNKNOWN;
    if (this.assumptions.depth >= MAX_DEPTH) return UNKNOWN;
    this.budget.spend(1 + ((goal.atoms.length + goal.clauses.length) >> 2));
    return this.assumptions.run(goal.key, this.level, () => this.decide(goal));
  }

  private decide(goal: TypedGoal): Outcome {
    const values = this.finiteValues(goal);
    if (values !== undefined) return this.oneOfValues(values, goal);
    if (goal.clauses.length > 0) return this.choices.decide(goal);
    switch (goal.type) {
      case TYPE.number:
        return solveNumbers(goal.atoms, this);
      case TYPE.string:
        return solveStrings(goal.atoms, this);
      case TYPE.array:
        return solveArrays(goal.atoms, this);
      default:
        return solveObjects(goal.atoms, this);
    }
  }

  /** All values that are left to try, where an enumeration or the type makes them finitely many. */
  private finiteValues(goal: TypedGoal): readonly JsonValue[] | undefined {
    if (goal.type === TYPE.null) return [null];
    if (goal.type === TYPE.boolean) return [true, false];
    let smallest: ReadonlyMap<string, JsonValue> | undefined;
    for (const atom of goal.atoms) {
      const node = this.nodes.get(Math.abs(atom));
      if (atom > 0 && node.kind === 'enum' && (smallest === undefined || node.values.size < smallest.size))
        smallest = node.values;
    }
    return smallest === undefined ? undefined : [...smallest.values()].filter((value) => typeOf(value) === goal.type);
  }

  private oneOfValues(values: readonly JsonValue[], goal: TypedGoal): Outcome {
    // A long list costs by the value; what each one must satisfy costs only where it is more than a look-up.
    this.budget.spend(values.length >> 4);
    return anyOf(values, (value) => this.test(value, goal));
  }

  /** The answer for a single value. */
  private test(value: JsonValue, goal: TypedGoal): Outcome {
    let sure = true;
    for (const literal of [...goal.atoms, ...goal.clauses]) {
      const holds = this.holds(literal, value);
      if (holds === false) return EMPTY;
      if (holds === undefined) sure = false;
    }
    return modelOf(value, sure);
  }

  /** Is the value a model of the whole goal? */
  satisfies(value: JsonValue, goal: TypedGoal): boolean {
    return this.test(value, goal).kind === 'model';
  }
}
