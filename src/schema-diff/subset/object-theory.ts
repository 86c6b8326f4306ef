import { memberNodes } from '../evaluate/evaluate.ts';
import type { Node, PropertiesNode } from '../ir/node.ts';
import { anyOf, EMPTY, type Literal, type Outcome, onlyValue, type TheoryContext, UNKNOWN } from './goal.ts';
import { NameClasses } from './name-class.ts';
import type { Choice, Chosen } from './object-choice.ts';
import { buildObject } from './object-model.ts';
import { isNameAllowed, memberLiterals, type ObjectShape, objectShape } from './object-shape.ts';

const MAX_DEMANDS = 10;

/**
 * Objects: member tables that hold everywhere, tables that must fail at some member, required and absent names, counts, name rules.
 * Every demand for a failing member is tried at each name and class of names that it can have.
 */
export function solveObjects(atoms: readonly Literal[], context: TheoryContext): Outcome {
  const shape = objectShape(atoms, context);
  if (shape.min > shape.max) return EMPTY;
  if (shape.max === 0) return onlyValue({}, atoms, context);
  const classes = new NameClasses(shape, context);
  // A name of any class may break a rule, so the classes must all be known.
  if (shape.nameBreaks.length > 0 && !classes.isComplete) return UNKNOWN;
  const demands = [
    ...shape.broken.map((table) => failingMembers(table, shape, classes, context)),
    ...shape.nameBreaks.map((rule) => failingNames(rule, shape, classes, context)),
  ];
  if (demands.some((choices) => choices.length === 0)) return EMPTY;
  for (const name of shape.required) {
    if (isNameAllowed(shape, name, context) === false) return EMPTY;
    if (context.part(memberLiterals(shape, name).literals) === EMPTY) return EMPTY;
  }
  if (demands.length > MAX_DEMANDS) return UNKNOWN;
  demands.sort((a, b) => a.length - b.length);
  return choose(0, new Map(), demands, shape, context, (chosen) =>
    buildObject({ atoms, shape, classes, chosen }, context),
  );
}

/** All members at which the table can fail. */
function failingMembers(
  table: PropertiesNode,
  shape: ObjectShape,
  classes: NameClasses,
  context: TheoryContext,
): Choice[] {
  const choices: Choice[] = [];
  for (const name of shape.names) {
    const { nodes, sure } = memberNodes(table, name);
    if (!sure) choices.push({ name, nameLiterals: [], literals: [], sure: false });
    for (const node of nodes) choices.push({ name, nameLiterals: [], literals: [-node.id], sure: true });
  }
  const named = choices.filter((choice) => isPossible(choice, shape, context));
  const canFailElsewhere = [table.rest, ...table.patterns.map((member) => member.node)].some(
    (node) => node.fails !== 0,
  );
  if (!canFailElsewhere) return named;
  const classed = classes
    .candidatesFor(table)
    .flatMap((one) =>
      one.nodesOf(table).map((node) => ({ name: one, nameLiterals: [], literals: [-node.id], sure: true })),
    );
  return [...named, ...classed.filter((choice) => isPossible(choice, shape, context))];
}

/** All names that break a name rule. */
function failingNames(rule: Node, shape: ObjectShape, classes: NameClasses, context: TheoryContext): Choice[] {
  const choices: Choice[] = [];
  for (const name of shape.names) {
    const holds = context.holds(rule.id, name);
    if (holds !== true) choices.push({ name, nameLiterals: [], literals: [], sure: holds === false });
  }
  for (const one of classes.every()) {
    const nameLiterals = [-rule.id];
    if (classes.nameIn(one, [], nameLiterals) !== EMPTY)
      choices.push({ name: one, nameLiterals, literals: [], sure: true });
  }
  return choices.filter((choice) => isPossible(choice, shape, context));
}

function isPossible(choice: Choice, shape: ObjectShape, context: TheoryContext): boolean {
  const { name, literals } = choice;
  if (typeof name !== 'string') return context.part([...name.value, ...literals]) !== EMPTY;
  if (isNameAllowed(shape, name, context) === false) return false;
  return context.part([...memberLiterals(shape, name).literals, ...literals]) !== EMPTY;
}

/** Tries all choices for the demands from `index` on. Demands may share a member. */
function choose(
  index: number,
  chosen: Map<string, Choice>,
  demands: readonly (readonly Choice[])[],
  shape: ObjectShape,
  context: TheoryContext,
  finish: (chosen: Chosen) => Outcome,
): Outcome {
  const choices = demands[index];
  if (choices === undefined) return finish(chosen);
  context.budget.spend(1);
  const placements = choices.flatMap((choice) => slotsFor(choice, chosen).map((slot) => ({ choice, slot })));
  return anyOf(placements, ({ choice, slot }) => {
    const merged = merge(chosen.get(slot), choice);
    if (index > 0 && !isPossible(merged, shape, context)) return EMPTY;
    return choose(index + 1, new Map(chosen).set(slot, merged), demands, shape, context, finish);
  });
}

/** A spelled name is one member; of a class there can be many, each shared with an earlier demand or new. */
function slotsFor({ name }: Choice, chosen: Chosen): string[] {
  if (typeof name === 'string') return [`=${name}`];
  const slots: string[] = [];
  for (let number = 0; ; number += 1) {
    const slot = `${name.key}#${number}`;
    slots.push(slot);
    if (!chosen.has(slot)) return slots;
  }
}

function merge(earlier: Choice | undefined, later: Choice): Choice {
  if (earlier === undefined) return later;
  return {
    name: later.name,
    nameLiterals: [...earlier.nameLiterals, ...later.nameLiterals],
    literals: [...earlier.literals, ...later.literals],
    sure: earlier.sure && later.sure,
  };
}
