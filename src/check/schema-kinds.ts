import { byTuple } from '../model/order.ts';
import type { ReadChange } from '../schema-diff/classify.ts';
import { kindFacts } from '../schema-diff/kinds/catalogue.ts';
import type { SchemaKind } from './schema-comparer.ts';

/**
 * The structural differences in words, in an order that no order of the schemas' members has a part in. One place can be
 * come to in several ways, as by a recursive reference: it is told once.
 */
export function schemaKinds(changes: readonly ReadChange[]): SchemaKind[] {
  const kinds = changes.map(kindOf).sort((a, b) => byTuple(sortKey(a), sortKey(b)));
  const told = new Set<string>();
  return kinds.filter(({ kind, reading, words }) => {
    const key = JSON.stringify([kind, reading, words]);
    return !told.has(key) && told.add(key);
  });
}

function kindOf(change: ReadChange): SchemaKind {
  const [baselinePointer, currentPointer] = [anyBranch(change.baselinePointer), anyBranch(change.currentPointer)];
  const { before, after } = change;
  const name = before ?? after;
  const at = currentPointer.length >= baselinePointer.length ? currentPointer : baselinePointer;
  // A property's name stands in the pointer already.
  const named = [before, after].some((value) => value !== undefined && at.endsWith(`/${value}`));
  const values = named
    ? ''
    : before !== undefined && after !== undefined
      ? ` (${before} before, ${after} now)`
      : valueWords(before ?? after);
  return {
    kind: change.kind,
    reading: change.reading,
    baselinePointer,
    currentPointer,
    words: `${kindFacts(change.kind).summary}${at === '' ? '' : ` at ${at}`}${values}`,
    ...(/^(?:property|required)-/.test(change.kind) && name !== undefined ? { property: name } : {}),
  };
}

function valueWords(value: string | undefined): string {
  return value === undefined ? '' : ` (${value})`;
}

/** The order of alternatives has no meaning, so neither has their index. */
function anyBranch(pointer: string): string {
  return pointer.replace(/\/(allOf|anyOf|oneOf)\/\d+(?=\/|$)/g, '/$1/*');
}

function sortKey({ currentPointer, baselinePointer, kind, words }: SchemaKind): string[] {
  return [currentPointer, baselinePointer, kind, words];
}
