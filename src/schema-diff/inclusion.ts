import type { JsonValue } from '../model/json/value.ts';
import { Budget, BudgetExhausted } from './budget.ts';
import type { Nodes } from './ir/nodes.ts';
import type { ResolvedOptions } from './options.ts';
import type { Outcome } from './subset/goal.ts';
import { Solver } from './subset/solver.ts';
import { findWitness, type Side, type Witness } from './witness/search.ts';

/**
 * Why an inclusion is undecided:
 * - `budget`: the steps or the nesting limit were used up;
 * - `not-provable`: the schemas use what can't be reasoned about here, and no witness was found;
 * - `not-confirmed`: a counterexample was built, but Ajv does not confirm it (it reads some keywords otherwise than the specification);
 * - `witness-off`: a counterexample was built, but witnesses are switched off;
 * - `not-compilable`: Ajv can't compile one of the schemas;
 * - `schema-fault`: one of the schemas can't be read.
 */
export type UndecidedReason =
  | 'budget'
  | 'not-provable'
  | 'not-confirmed'
  | 'witness-off'
  | 'not-compilable'
  | 'schema-fault';

/** Does every instance of one schema satisfy the other? `safe` is proven, `break` carries a checked witness. */
export type Inclusion =
  | { readonly verdict: 'safe' }
  | { readonly verdict: 'break'; readonly witness: Witness }
  | {
      readonly verdict: 'undecided';
      readonly reason: UndecidedReason;
      /** An instance that very likely breaks, but was not checked. */
      readonly candidate?: JsonValue;
    };

/** Decides whether everything that `inside` accepts is accepted by `outside`. */
export function decideInclusion(inside: Side, outside: Side, nodes: Nodes, options: ResolvedOptions): Inclusion {
  const answer = prove(inside, outside, nodes, options);
  if (answer === 'proven' || isSameText(inside, outside)) return { verdict: 'safe' };
  const built = answer !== 'budget' && 'value' in answer && answer.value !== undefined ? [answer.value] : [];
  const isModel = answer !== 'budget' && answer.kind === 'model';
  if (!options.witness) return undecided(isModel ? 'witness-off' : reasonOf(answer), built);
  const result = findWitness(inside, outside, {
    seed: options.seed,
    steps: options.steps * 2,
    given: options.instances,
    built,
  });
  if (result.kind === 'witness') return { verdict: 'break', witness: result.witness };
  if (result.kind === 'uncompilable') return undecided('not-compilable', isModel ? built : []);
  return isModel ? undecided('not-confirmed', built) : undecided(reasonOf(answer), []);
}

function reasonOf(answer: Outcome | 'budget'): UndecidedReason {
  return answer === 'budget' ? 'budget' : 'not-provable';
}

function undecided(reason: UndecidedReason, built: readonly JsonValue[]): Inclusion {
  const [candidate] = built;
  return { verdict: 'undecided', reason, ...(candidate === undefined ? {} : { candidate }) };
}

function prove(inside: Side, outside: Side, nodes: Nodes, options: ResolvedOptions): Outcome | 'proven' | 'budget' {
  try {
    const outcome = new Solver(nodes, new Budget(options.steps)).solve([inside.node.id, -outside.node.id]);
    return outcome.kind === 'empty' ? 'proven' : outcome;
  } catch (error) {
    // The nesting limit comes long before the stack's end; should a smaller stack end first, that is no proof either.
    if (error instanceof BudgetExhausted || error instanceof RangeError) return 'budget';
    throw error;
  }
}

/** The same document in the same dialect accepts the same instances, whatever it is. */
function isSameText({ document: a }: Side, { document: b }: Side): boolean {
  return a.dialect === b.dialect && a.text === b.text;
}
