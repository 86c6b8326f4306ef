import type { Node } from '../ir/node.ts';
import { maximumMatching } from './match-branches.ts';
import type { GroupView, Located, View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

/** Compares alternatives, negations and conditionals. */
export function compareCombinators(a: View, b: View, walk: WalkContext): void {
  compareGroupLists(a, b, walk);
  compareNegations(a, b, walk);
  compareConditionals(a, b, walk);
}

/**
 * A schema that became one of several alternatives (or the other way round): the alternatives that are new are the change.
 * True where that was the case and all is said.
 */
export function liftAlternatives(
  a: View,
  b: View,
  left: readonly Located[],
  right: readonly Located[],
  walk: WalkContext,
): boolean {
  const [before] = a.groups;
  const [after] = b.groups;
  if (before === undefined && after !== undefined && b.groups.length === 1 && saysNothingElse(b)) {
    compareGroups({ ...after, pointer: a.pointer, branches: [together(left, a)] }, after, walk, left);
    return true;
  }
  if (after === undefined && before !== undefined && a.groups.length === 1 && saysNothingElse(a)) {
    compareGroups(before, { ...before, pointer: b.pointer, branches: [together(right, b)] }, walk, undefined, right);
    return true;
  }
  return false;
}

/** The list as one place; where it is several schemas, the first stands for them. */
function together(all: readonly Located[], view: View): Located {
  return all[0] ?? { schema: true, pointer: view.pointer };
}

function saysNothingElse(view: View): boolean {
  const { mask, values, lower, upper, step, counts, patterns, formats, properties, patternProperties } = view;
  const maps = [counts, patterns, formats, properties, patternProperties, view.required, view.dependentRequired];
  const lists = [
    view.additional,
    view.propertyNames,
    view.prefix,
    view.rest,
    view.contains,
    view.not,
    view.conditionals,
  ];
  return (
    mask === 63 &&
    [values, lower, upper, step, view.unique].every((one) => one === undefined) &&
    maps.every((map) => map.size === 0) &&
    view.dependentSchemas.size === 0 &&
    lists.every((list) => list.length === 0)
  );
}

function compareGroupLists(a: View, b: View, walk: WalkContext): void {
  const rest = [...b.groups];
  const unmatched: GroupView[] = [];
  for (const before of a.groups) {
    const found = rest.findIndex((after) => isSameGroup(before, after, walk));
    if (found === -1) unmatched.push(before);
    else rest.splice(found, 1);
  }
  unmatched.forEach((before, i) => {
    const after = rest[i];
    if (after !== undefined) compareGroups(before, after, walk);
    else walk.add('allof-branch-removed', { baselinePointer: before.pointer, currentPointer: b.pointer });
  });
  for (const after of rest.slice(unmatched.length))
    walk.add('allof-branch-added', { baselinePointer: a.pointer, currentPointer: after.pointer });
}

function isSameGroup(a: GroupView, b: GroupView, walk: WalkContext): boolean {
  if (a.keyword !== b.keyword || a.branches.length !== b.branches.length) return false;
  const numbers = (group: GroupView, node: (one: Located) => Node | undefined): string =>
    group.branches
      .map((one) => node(one)?.id ?? -1)
      .sort((x, y) => x - y)
      .join();
  const left = numbers(a, (one) => walk.node([one], walk.baseline));
  return !left.startsWith('-1') && left === numbers(b, (one) => walk.node([one], walk.current));
}

const MAX_BRANCHES = 40;

/** Pairs the branches and says which are new, gone or changed. `left` and `right` stand for a side that is no group. */
function compareGroups(
  a: GroupView,
  b: GroupView,
  walk: WalkContext,
  left?: readonly Located[],
  right?: readonly Located[],
): void {
  const before = a.branches.map((one) => walk.node(left ?? [one], walk.baseline));
  const after = b.branches.map((one) => walk.node(right ?? [one], walk.current));
  const pairs = pairBranches(before, after, walk);
  if (a.keyword !== b.keyword && a.branches.length > 1 && b.branches.length > 1) exclusivityChanged(a, b, after, walk);
  const taken = new Set(pairs);
  // Where exclusive alternatives overlap, widening one may narrow the whole.
  const differ = pairs.some((right, i) => right !== undefined && before[i] !== after[right]);
  const exclusive = differ && [a, b].some((group) => group.keyword === 'oneOf' && group.branches.length > 1);
  const doubtful = exclusive && !(isExclusive(before, walk) && isExclusive(after, walk));
  a.branches.forEach((branch, i) => {
    const partner = pairs[i];
    const other = partner === undefined ? undefined : b.branches[partner];
    if (other !== undefined) walk.inDoubt(doubtful, () => walk.compare(left ?? [branch], right ?? [other], true));
    else branchGone(a, branch, b, before, walk);
  });
  b.branches.forEach((branch, i) => {
    if (!taken.has(i)) branchNew(b, branch, a, after, walk);
  });
}

/** Equal branches, then those of which one covers the other, then those that are left in order. */
function pairBranches(
  before: readonly (Node | undefined)[],
  after: readonly (Node | undefined)[],
  walk: WalkContext,
): (number | undefined)[] {
  const small = before.length * after.length <= MAX_BRANCHES * MAX_BRANCHES;
  const edges = before.map((left) => {
    const equal: number[] = [];
    const related: number[] = [];
    after.forEach((right, j) => {
      if (left !== undefined && left === right) equal.push(j);
      else if (small && (walk.covers(left, right) || walk.covers(right, left))) related.push(j);
    });
    return equal.length > 0 ? equal : related;
  });
  const pairs = maximumMatching(edges);
  const free = after.map((_, j) => j).filter((j) => !pairs.includes(j));
  pairs.forEach((right, i) => {
    const left = before[i];
    if (right !== undefined || left === undefined) return;
    const found = free.findIndex((j) => after[j]?.can === left.can);
    if (found !== -1) pairs[i] = free.splice(found, 1)[0];
  });
  return pairs;
}

function exclusivityChanged(a: GroupView, b: GroupView, after: readonly (Node | undefined)[], walk: WalkContext): void {
  const at = { baselinePointer: a.pointer, currentPointer: b.pointer };
  const effect = isExclusive(after, walk) ? ({ effect: 'none' } as const) : {};
  walk.add(b.keyword === 'oneOf' ? 'combinator-anyof-to-oneof' : 'combinator-oneof-to-anyof', { ...at, ...effect });
}

/** Do the branches exclude each other anyway? */
function isExclusive(branches: readonly (Node | undefined)[], walk: WalkContext): boolean {
  const known = branches.filter((node) => node !== undefined);
  if (known.length !== branches.length) return false;
  const node = walk.nodes.oneOf(known);
  return node.kind !== 'oneOf' || walk.disjointness.areDisjoint(node);
}

function branchNew(
  b: GroupView,
  branch: Located,
  a: GroupView,
  after: readonly (Node | undefined)[],
  walk: WalkContext,
): void {
  const at = { baselinePointer: a.pointer, currentPointer: branch.pointer, after: branch.schema };
  if (b.keyword === 'anyOf') walk.add('anyof-branch-added', at);
  else walk.add('oneof-branch-added', { ...at, effect: isExclusive(after, walk) ? 'widens' : 'unsure' });
}

function branchGone(
  a: GroupView,
  branch: Located,
  b: GroupView,
  before: readonly (Node | undefined)[],
  walk: WalkContext,
): void {
  const at = { baselinePointer: branch.pointer, currentPointer: b.pointer, before: branch.schema };
  if (a.keyword === 'anyOf') walk.add('anyof-branch-removed', at);
  else walk.add('oneof-branch-removed', { ...at, effect: isExclusive(before, walk) ? 'narrows' : 'unsure' });
}

function compareNegations(a: View, b: View, walk: WalkContext): void {
  const { length } = a.not;
  for (let i = 0; i < Math.max(length, b.not.length); i += 1) {
    const before = a.not[i];
    const after = b.not[i];
    const at = { baselinePointer: before?.pointer ?? a.pointer, currentPointer: after?.pointer ?? b.pointer };
    const said = { ...at, before: before?.schema, after: after?.schema };
    if (before === undefined) walk.add('not-changed', { ...said, effect: 'narrows' });
    else if (after === undefined) walk.add('not-changed', { ...said, effect: 'widens' });
    else if (!walk.isSame([before], [after])) {
      const known = walk.changes.length;
      walk.compareNegated([before], [after]);
      if (walk.changes.length === known) walk.add('not-changed', said);
    }
  }
}

function compareConditionals(a: View, b: View, walk: WalkContext): void {
  for (let i = 0; i < Math.max(a.conditionals.length, b.conditionals.length); i += 1) {
    const before = a.conditionals[i];
    const after = b.conditionals[i];
    const at = { baselinePointer: before?.pointer ?? a.pointer, currentPointer: after?.pointer ?? b.pointer };
    if (before === undefined) walk.add('conditional-changed', { ...at, effect: 'narrows' });
    else if (after === undefined) walk.add('conditional-changed', { ...at, effect: 'widens' });
    else if (!['if', 'then', 'else'].every((part) => isSamePart(before.parts[part], after.parts[part], walk)))
      walk.add('conditional-changed', at);
  }
}

function isSamePart(a: Located['schema'] | undefined, b: Located['schema'] | undefined, walk: WalkContext): boolean {
  const left = a === undefined ? walk.nodes.true : walk.baseline.nodeOf(a);
  const right = b === undefined ? walk.nodes.true : walk.current.nodeOf(b);
  return left !== undefined && left === right;
}
