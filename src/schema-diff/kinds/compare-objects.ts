import type { JsonValue } from '../../model/json/value.ts';
import type { Node } from '../ir/node.ts';
import { compilePattern } from '../regex/pattern.ts';
import type { Side } from '../witness/search.ts';
import type { Effect, Openness } from './catalogue.ts';
import type { Located, View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

/** Compares members: declared, required, by pattern, undeclared ones, names and dependencies. */
export function compareObjects(a: View, b: View, same: boolean, walk: WalkContext): void {
  for (const [name, before] of a.properties) {
    const after = b.properties.get(name);
    if (after !== undefined) walk.compare(before, after);
    else propertyRemoved(name, before, a, b, walk);
  }
  for (const [name, after] of b.properties) if (!a.properties.has(name)) propertyAdded(name, after, a, b, walk);
  if (same) return;
  compareRequired(a, b, walk);
  compareAdditional(a, b, walk);
  comparePatternProperties(a, b, walk);
  comparePropertyNames(a, b, walk);
  compareDependencies(a, b, walk);
}

function opennessOf(view: View): Openness {
  if (view.additional.some(({ schema }) => schema === false)) return 'closed';
  if (view.additional.length === 0) return 'unspecified';
  return view.additional.every(({ schema }) => schema === true) ? 'open' : 'schema';
}

function propertyAdded(name: string, after: readonly Located[], a: View, b: View, walk: WalkContext): void {
  const required = b.required.has(name) && !a.required.has(name);
  const value = walk.effectOf(undeclared(name, a, walk.baseline, walk), walk.node(after, walk.current));
  walk.add(required ? 'property-added-required' : 'property-added-optional', {
    effect: required ? (value === 'widens' || value === 'unsure' ? 'both' : 'narrows') : value,
    baselinePointer: a.pointer,
    currentPointer: after[0]?.pointer ?? b.pointer,
    after: name,
    openness: opennessOf(a),
  });
}

function propertyRemoved(name: string, before: readonly Located[], a: View, b: View, walk: WalkContext): void {
  const required = a.required.has(name) && !b.required.has(name);
  const value = walk.effectOf(walk.node(before, walk.baseline), undeclared(name, b, walk.current, walk));
  walk.add(required ? 'property-removed-required' : 'property-removed-optional', {
    effect: required ? (value === 'narrows' || value === 'unsure' ? 'both' : 'widens') : value,
    baselinePointer: before[0]?.pointer ?? a.pointer,
    currentPointer: b.pointer,
    before: name,
    openness: opennessOf(b),
  });
}

/** What a member that is not declared by name must satisfy. */
function undeclared(name: string, view: View, side: Side, walk: WalkContext): Node | undefined {
  const byPattern: Located[] = [];
  for (const [source, schemas] of view.patternProperties) {
    const matches = compilePattern(source)?.matches(name);
    if (matches === undefined) return undefined;
    if (matches) byPattern.push(...schemas);
  }
  return walk.node(byPattern.length > 0 ? byPattern : view.additional, side);
}

function compareRequired(a: View, b: View, walk: WalkContext): void {
  for (const [name, pointer] of b.required) {
    if (a.required.has(name) || (b.properties.has(name) && !a.properties.has(name))) continue;
    walk.add('required-added', { baselinePointer: a.pointer, currentPointer: pointer, after: name });
  }
  for (const [name, pointer] of a.required) {
    if (b.required.has(name) || (a.properties.has(name) && !b.properties.has(name))) continue;
    walk.add('required-removed', { baselinePointer: pointer, currentPointer: b.pointer, before: name });
  }
}

function compareAdditional(a: View, b: View, walk: WalkContext): void {
  const before = opennessOf(a);
  const after = opennessOf(b);
  const at = {
    baselinePointer: a.additional[0]?.pointer ?? a.pointer,
    currentPointer: b.additional[0]?.pointer ?? b.pointer,
    before: a.additional[0]?.schema,
    after: b.additional[0]?.schema,
  };
  if (before !== 'closed' && after === 'closed') walk.add('additional-closed', { ...at, openness: before });
  else if (before === 'closed' && after !== 'closed') walk.add('additional-opened', { ...at, openness: after });
  else if (before === 'schema' && after === 'schema') walk.compare(a.additional, b.additional);
  else if (before === 'schema' || after === 'schema') {
    const effect = walk.effectOf(walk.node(a.additional, walk.baseline), walk.node(b.additional, walk.current));
    if (effect !== 'none') walk.add('additional-schema-changed', { ...at, effect });
  }
}

function comparePatternProperties(a: View, b: View, walk: WalkContext): void {
  for (const [source, before] of a.patternProperties) {
    const after = b.patternProperties.get(source);
    if (after !== undefined) walk.compare(before, after);
    else {
      const effect = walk.effectOf(walk.node(before, walk.baseline), walk.node(b.additional, walk.current));
      patternChanged(source, undefined, before[0]?.pointer ?? a.pointer, b.pointer, effect, walk);
    }
  }
  for (const [source, after] of b.patternProperties) {
    if (a.patternProperties.has(source)) continue;
    const effect = walk.effectOf(walk.node(a.additional, walk.baseline), walk.node(after, walk.current));
    patternChanged(undefined, source, a.pointer, after[0]?.pointer ?? b.pointer, effect, walk);
  }
}

function patternChanged(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  baselinePointer: string,
  currentPointer: string,
  effect: Effect,
  walk: WalkContext,
): void {
  walk.add('pattern-properties-changed', { baselinePointer, currentPointer, before, after, effect });
}

function comparePropertyNames(a: View, b: View, walk: WalkContext): void {
  const [before, after] = [a.propertyNames, b.propertyNames];
  const at = { baselinePointer: before[0]?.pointer ?? a.pointer, currentPointer: after[0]?.pointer ?? b.pointer };
  if (before.length > 0 && after.length > 0) walk.compare(before, after);
  else if (after.length > 0) walk.add('property-names-added', { ...at, after: after[0]?.schema });
  else if (before.length > 0) walk.add('property-names-removed', { ...at, before: before[0]?.schema });
}

function compareDependencies(a: View, b: View, walk: WalkContext): void {
  for (const name of new Set([...a.dependentRequired.keys(), ...b.dependentRequired.keys()])) {
    const before = a.dependentRequired.get(name);
    const after = b.dependentRequired.get(name);
    const at = { baselinePointer: before?.pointer ?? a.pointer, currentPointer: after?.pointer ?? b.pointer };
    for (const other of after?.names ?? [])
      if (!before?.names.has(other)) walk.add('dependent-added', { ...at, after: `${name} → ${other}` });
    for (const other of before?.names ?? [])
      if (!after?.names.has(other)) walk.add('dependent-removed', { ...at, before: `${name} → ${other}` });
  }
  for (const name of new Set([...a.dependentSchemas.keys(), ...b.dependentSchemas.keys()])) {
    const before = a.dependentSchemas.get(name);
    const after = b.dependentSchemas.get(name);
    const at = { baselinePointer: before?.[0]?.pointer ?? a.pointer, currentPointer: after?.[0]?.pointer ?? b.pointer };
    if (before !== undefined && after !== undefined) walk.compare(before, after);
    else if (after !== undefined) walk.add('dependent-added', { ...at, after: name });
    else walk.add('dependent-removed', { ...at, before: name });
  }
}
