import type { JsonValue } from '../../model/json/value.ts';
import { checked, EMPTY, type Literal, type Outcome, type TheoryContext, UNKNOWN } from './goal.ts';
import type { NameClasses } from './name-class.ts';
import type { Chosen } from './object-choice.ts';
import { isNameAllowed, memberLiterals, type ObjectShape } from './object-shape.ts';

export interface ObjectPlan {
  readonly atoms: readonly Literal[];
  readonly shape: ObjectShape;
  readonly classes: NameClasses;
  readonly chosen: Chosen;
}

/** Most members that are added only to reach a minimum. */
const MAX_FILL = 300;

/** Builds an object once every demand has its member; empty where required names or counts can't be kept with these members. */
export function buildObject(plan: ObjectPlan, context: TheoryContext): Outcome {
  const { atoms, shape } = plan;
  const draft = new Draft(plan, context);
  for (const step of [() => draft.chosenMembers(), () => draft.requiredMembers(), () => draft.fill(shape.min)]) {
    const outcome = step();
    if (outcome !== undefined) return outcome;
  }
  if (draft.members.size > shape.max) return draft.classesUsed > 1 ? UNKNOWN : EMPTY;
  const first = draft.finish(atoms);
  // A forbidden single value may be left by one more member.
  if (first.kind === 'model' || !draft.sure || draft.members.size >= shape.max) return first;
  return draft.fill(draft.members.size + 1) === undefined ? draft.finish(atoms) : first;
}

class Draft {
  readonly members = new Map<string, JsonValue>();
  sure: boolean;
  classesUsed = 0;
  private readonly plan: ObjectPlan;
  private readonly context: TheoryContext;

  constructor(plan: ObjectPlan, context: TheoryContext) {
    this.plan = plan;
    this.context = context;
    this.sure = plan.shape.sure;
  }

  finish(atoms: readonly Literal[]): Outcome {
    // fromEntries defines own members, even one named __proto__.
    return checked(Object.fromEntries(this.members), atoms, this.context, this.sure);
  }

  chosenMembers(): Outcome | undefined {
    const { shape, classes, chosen } = this.plan;
    for (const choice of chosen.values()) {
      if (!choice.sure) this.sure = false;
      let { name } = choice;
      if (typeof name !== 'string') {
        this.classesUsed += 1;
        const found = classes.nameIn(name, this.members.keys(), choice.nameLiterals);
        if (found === EMPTY) return this.classesUsed > 1 ? UNKNOWN : EMPTY;
        if (found.kind !== 'model' || typeof found.value !== 'string') return UNKNOWN;
        name = found.value;
      }
      const { literals, sure } = memberLiterals(shape, name);
      const outcome = this.add(name, [...literals, ...choice.literals], sure);
      // A class that left patterns open may have given a name to which more applies than was known.
      if (outcome === EMPTY && typeof choice.name !== 'string' && !choice.name.complete) return UNKNOWN;
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  requiredMembers(): Outcome | undefined {
    for (const name of this.plan.shape.required) {
      if (this.members.has(name)) continue;
      const { literals, sure } = memberLiterals(this.plan.shape, name);
      const outcome = this.add(name, literals, sure);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  /** Adds members until there are `count`; empty where no further name can have a value. */
  fill(count: number): Outcome | undefined {
    if (count - this.members.size > MAX_FILL) return UNKNOWN;
    let exhausted = true;
    for (const name of this.plan.shape.names) {
      if (this.members.size >= count) return undefined;
      const allowed = isNameAllowed(this.plan.shape, name, this.context);
      if (this.members.has(name) || allowed === false) continue;
      const { literals, sure } = memberLiterals(this.plan.shape, name);
      const outcome = this.add(name, literals, sure && allowed === true);
      if (outcome !== undefined && outcome !== EMPTY) exhausted = false;
    }
    if (this.members.size >= count) return undefined;
    if (!this.plan.classes.isComplete) return UNKNOWN;
    for (const one of this.plan.classes.every()) {
      const value = this.context.part(one.value);
      if (value === EMPTY) continue;
      for (;;) {
        if (this.members.size >= count) return undefined;
        const name = this.plan.classes.nameIn(one, this.members.keys(), []);
        if (name === EMPTY) break;
        if (value.kind !== 'model' || name.kind !== 'model' || typeof name.value !== 'string') {
          exhausted = false;
          break;
        }
        this.members.set(name.value, value.value);
      }
    }
    return exhausted ? EMPTY : UNKNOWN;
  }

  /** Gives the member a value; the reason to stop where there is none. */
  private add(name: string, literals: readonly Literal[], sure: boolean): Outcome | undefined {
    const outcome = this.context.part(literals);
    if (outcome === EMPTY) return EMPTY;
    if (!('value' in outcome) || outcome.value === undefined) return UNKNOWN;
    if (outcome.kind === 'unknown' || !sure) this.sure = false;
    this.members.set(name, outcome.value);
    return undefined;
  }
}
