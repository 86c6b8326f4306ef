import { EMPTY, type Outcome } from './goal.ts';

interface OpenGoal {
  readonly depth: number;
  /** How many parts of the value lie above the goal. */
  readonly level: number;
}

interface Provisional {
  low: number;
  readonly level: number;
  /** Where the trail records it. */
  readonly at: number;
}

const NONE = Number.POSITIVE_INFINITY;

/**
 * The book-keeping of the greatest fixpoint: which goals are open, which are empty only if open ones are, and which are settled.
 * An answer that rests on an assumption is never taken for a proof.
 */
export class Assumptions {
  private readonly settled = new Map<string, Outcome>();
  private readonly open = new Map<string, OpenGoal>();
  /** Goals that are empty if the open goals from depth `low` on are. */
  private readonly provisional = new Map<string, Provisional>();
  /** Names of provisional goals in the order in which they were found. */
  private readonly trail: string[] = [];
  /** The outermost open goal on which the answer of the current goal rests. */
  private low = NONE;

  get depth(): number {
    return this.open.size;
  }

  known(key: string): Outcome | undefined {
    return this.settled.get(key);
  }

  /**
   * What a goal that is open or provisionally empty answers inside itself: empty, where it is about a smaller part of the value
   * (values are finite, so a least one can't contain itself); `circular` where it is about the same part and would prove itself.
   */
  assumed(key: string, level: number): 'empty' | 'circular' | undefined {
    const open = this.open.get(key);
    if (open !== undefined) {
      if (open.level >= level) return 'circular';
      this.low = Math.min(this.low, open.depth);
      return 'empty';
    }
    const earlier = this.provisional.get(key);
    if (earlier === undefined || earlier.level > level) return undefined;
    this.low = Math.min(this.low, earlier.low);
    return 'empty';
  }

  /** Decides a goal with the goal itself open meanwhile. */
  run(key: string, level: number, decide: () => Outcome): Outcome {
    const depth = this.open.size;
    const outer = this.low;
    const start = this.trail.length;
    this.open.set(key, { depth, level });
    this.low = NONE;
    const outcome = decide();
    const { low } = this;
    this.open.delete(key);
    this.low = Math.min(outer, low < depth ? low : NONE);
    if (outcome === EMPTY && low < depth) this.keep(key, level, low, start);
    else this.settle(key, outcome, start);
    return outcome;
  }

  /** Empty if goals further out are: so is, on the same condition, what rested on this goal. */
  private keep(key: string, level: number, low: number, start: number): void {
    for (const name of this.trail.slice(start)) {
      const inner = this.provisional.get(name);
      if (inner !== undefined && inner.at >= start) inner.low = Math.min(inner.low, low);
    }
    this.provisional.set(key, { low, level, at: this.trail.push(key) - 1 });
  }

  /** Nothing outside is assumed: what was found on the way is proven with an empty goal, and worthless without it. */
  private settle(key: string, outcome: Outcome, start: number): void {
    for (const name of this.trail.splice(start)) {
      const inner = this.provisional.get(name);
      if (inner === undefined || inner.at < start) continue;
      this.provisional.delete(name);
      if (outcome === EMPTY) this.settled.set(name, EMPTY);
    }
    this.settled.set(key, outcome);
  }
}
