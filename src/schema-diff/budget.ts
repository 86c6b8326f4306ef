/** Thrown where a step budget is used up; the answer is then `undecided`, never silence. */
export class BudgetExhausted extends Error {
  override readonly name = 'BudgetExhausted';
}

/** Counts steps. Steps, not time, so that a slow machine decides the same as a fast one. */
export class Budget {
  private left: number;
  readonly total: number;

  constructor(total: number) {
    this.total = total;
    this.left = total;
  }

  /** @throws BudgetExhausted */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new BudgetExhausted('the step budget is used up');
  }

  get spent(): number {
    return this.total - Math.max(0, this.left);
  }
}
