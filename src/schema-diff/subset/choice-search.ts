import type { JsonValue } from '../../model/json/value.ts';
import type { Budget } from '../budget.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import { conjuncts, type Disjointness } from './disjoint.ts';
import { anyOf, EMPTY, type Literal, type Outcome } from './goal.ts';
import { alternativesOf, type TypedGoal, typedGoal } from './typed-goal.ts';

/** What the search over choices needs of the solver. */
export interface ChoiceContext {
  readonly nodes: Nodes;
  readonly budget: Budget;
  readonly disjointness: Disjointness;
  /** Decides a goal about values of one type. */
  solveTyped(type: number, literals: readonly Literal[]): Outcome;
  /** Is the value a model of the whole goal? */
  satisfies(value: JsonValue, goal: TypedGoal): boolean;
}

interface Clause {
  readonly literal: Literal;
  readonly alternatives: readonly (readonly Literal[])[];
}

type Step = { readonly done: Outcome } | { readonly clauses: readonly Clause[] };

/**
 * Decides goals that leave choices. Before it branches it asks of each clause alone which of its alternatives the atoms allow:
 * none is a proof (of "this branch of a is covered by that branch of b"), a single one is no choice at all.
 */
export class ChoiceSearch {
  private readonly solver: ChoiceContext;

  constructor(solver: ChoiceContext) {
    this.solver = solver;
  }

  decide(goal: TypedGoal): Outcome {
    if (goal.clauses.length > MANY && this.isCovered(goal)) return EMPTY;
    const step = this.simplify(goal);
    if ('done' in step) return step.done;
    const { clauses } = step;
    const [only] = clauses;
    if (only === undefined) return this.solver.solveTyped(goal.type, goal.atoms);
    if (clauses.length === 1) return this.branch(goal, only, []);
    const ranked = this.bestFirst(goal, clauses);
    const demanded = ranked.filter((clause) => clause.literal > 0);
    // What is denied is looked at one by one only where nothing else is left to split.
    return this.lookAhead(goal, demanded.length === 0 ? ranked : [...ranked.slice(0, MANY), ...demanded]);
  }

  /** With many clauses: does the one that has most in common with the atoms refute them alone? */
  private isCovered(goal: TypedGoal): boolean {
    const scored = goal.clauses.map((literal) => ({ literal, score: this.sharedValues(goal, literal) }));
    scored.sort((a, b) => b.score - a.score || a.literal - b.literal);
    this.solver.budget.spend(goal.clauses.length >> 3);
    return scored.slice(0, 2).some(({ literal, score }) => {
      if (score === 0) return false;
      const goals = this.alternatives(literal, goal).map((one) => [...goal.atoms, ...one]);
      return goals.every((literals) => this.solver.solveTyped(goal.type, literals) === EMPTY);
    });
  }

  /** Drops clauses that are true anyway and alternatives that contradict the atoms; takes what is no choice. */
  private simplify(goal: TypedGoal): Step {
    const clauses: Clause[] = [];
    const held = goal.atoms.filter((atom) => atom > 0).map((atom) => this.solver.nodes.get(atom));
    for (const literal of goal.clauses) {
      if (literal < 0 && this.isApart(held, literal, goal.type)) continue;
      const alternatives: (readonly Literal[])[] = [];
      let settled = false;
      for (const alternative of this.alternatives(literal, goal)) {
        const alone = this.reduce(goal.type, alternative);
        if (alone === undefined) continue;
        const extra = [...alone.atoms, ...alone.clauses].filter(
          (one) => !goal.atoms.includes(one) && !goal.clauses.includes(one),
        );
        if (extra.length === 0) settled = true;
        else if (!extra.some((one) => goal.atoms.includes(-one) || goal.clauses.includes(-one)))
          alternatives.push(alternative);
        if (settled) break;
      }
      if (settled) continue;
      const [single] = alternatives;
      if (single === undefined) return { done: EMPTY };
      if (alternatives.length === 1) {
        const others = goal.clauses.filter((other) => other !== literal);
        return { done: this.solver.solveTyped(goal.type, [...goal.atoms, ...others, ...single]) };
      }
      clauses.push({ literal, alternatives });
    }
    return { clauses };
  }

  /** What a clause denies is often impossible anyway: another kind of thing, by its discriminator. */
  private isApart(held: readonly Node[], literal: Literal, type: number): boolean {
    return this.solver.disjointness.areApart(held, this.solver.nodes.get(-literal), type);
  }

  private alternatives(literal: Literal, goal: TypedGoal): readonly (readonly Literal[])[] {
    const { nodes, disjointness, budget } = this.solver;
    const isPossible = (part: Node): boolean => {
      if ((part.can & goal.type) === 0 || goal.clauses.includes(-part.id) || goal.atoms.includes(-part.id))
        return false;
      return this.reduce(goal.type, [part.id]) !== undefined;
    };
    const found = alternativesOf(literal, nodes, disjointness.areDisjoint, isPossible);
    budget.spend(found.length >> 3);
    return found;
  }

  private reduce(type: number, literals: readonly Literal[]): TypedGoal | undefined {
    return typedGoal(type, literals, this.solver.nodes, this.solver.disjointness.areDisjoint);
  }

  private branch(goal: TypedGoal, clause: Clause, others: readonly Literal[]): Outcome {
    return anyOf(clause.alternatives, (alternative) =>
      this.solver.solveTyped(goal.type, [...goal.atoms, ...others, ...alternative]),
    );
  }

  private lookAhead(goal: TypedGoal, clauses: readonly Clause[]): Outcome {
    let best: Clause | undefined;
    let tests = 0;
    for (const { literal, alternatives } of clauses) {
      const open: (readonly Literal[])[] = [];
      for (const alternative of alternatives) {
        const outcome = this.solver.solveTyped(goal.type, [...goal.atoms, ...alternative]);
        if (outcome === EMPTY) continue;
        // A model of this clause alone is often one of all of them.
        tests += 1;
        if (tests <= MAX_TESTS && 'value' in outcome && outcome.value !== undefined)
          if (this.solver.satisfies(outcome.value, goal)) return { kind: 'model', value: outcome.value };
        open.push(alternative);
      }
      if (open.length === 0) return EMPTY;
      if (best === undefined || isBetter({ literal, alternatives: open }, best)) best = { literal, alternatives: open };
      if (open.length === 1) break;
    }
    if (best === undefined) return EMPTY;
    const { literal } = best;
    return this.branch(
      goal,
      best,
      goal.clauses.filter((other) => other !== literal),
    );
  }

  /** The clauses that have most in common with the atoms come first: a branch is most likely covered by its own successor. */
  private bestFirst(goal: TypedGoal, clauses: readonly Clause[]): readonly Clause[] {
    const scored = clauses.map((clause, i) => ({ clause, i, score: this.sharedValues(goal, clause.literal) }));
    scored.sort(
      (a, b) => b.score - a.score || a.clause.alternatives.length - b.clause.alternatives.length || a.i - b.i,
    );
    return scored.map(({ clause }) => clause);
  }

  /** How much of what the clause denies has the very same schema in the atoms: discriminators above all. */
  private sharedValues({ atoms }: TypedGoal, clause: Literal): number {
    if (clause > 0) return 0;
    const { nodes } = this.solver;
    let shared = 0;
    for (const theirs of conjuncts(nodes.get(-clause), 1)) {
      if (atoms.includes(theirs.id)) shared += 1;
      if (theirs.kind !== 'properties') continue;
      for (const atom of atoms) {
        const mine = nodes.get(Math.abs(atom));
        if (mine.kind !== 'properties') continue;
        for (const [name, node] of mine.named)
          if (theirs.named.get(name) === node) shared += node.kind === 'enum' ? 4 : 1;
      }
    }
    return shared;
  }
}

/** More clauses than this are worth a guess before each one is looked at. */
const MANY = 6;
/** Models of single clauses that are tried on all of them, per goal. */
const MAX_TESTS = 12;

/** What must hold splits the question into cases; what is denied seldom does, so it is branched on last. */
function isBetter(a: Clause, b: Clause): boolean {
  const order = Number(b.literal > 0) - Number(a.literal > 0);
  return order !== 0 ? order < 0 : a.alternatives.length < b.alternatives.length;
}
