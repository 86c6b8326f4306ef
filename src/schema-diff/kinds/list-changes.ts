import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import type { Nodes } from '../ir/nodes.ts';
import type { Side } from '../witness/search.ts';
import type { SchemaChange } from './catalogue.ts';
import { Walk } from './walk.ts';

/** Lists the structural differences of two schemas; `equal` where both are known to accept the same. */
export function listChanges(
  baseline: Side,
  current: Side,
  nodes: Nodes,
  formatAssertion: boolean,
  equal: boolean,
): { readonly changes: readonly SchemaChange[]; readonly complete: boolean } {
  const walk = new Walk(baseline, current, nodes, formatAssertion);
  const roots = { baselinePointer: '', currentPointer: '' };
  if (baseline.document.dialect !== current.document.dialect)
    walk.add('dialect-changed', {
      baselinePointer: '/$schema',
      currentPointer: '/$schema',
      before: baseline.document.dialect,
      after: current.document.dialect,
      ...(equal ? { effect: 'none' as const } : {}),
    });
  try {
    walk.compare([{ schema: baseline.document.root, pointer: '' }], [{ schema: current.document.root, pointer: '' }]);
  } catch (error) {
    // Only nesting near the limit gets here; what was found up to then stands.
    if (!(error instanceof RangeError)) throw error;
    walk.complete = false;
  }
  for (const { pointer, value } of unsafeNumbers(current.document.root))
    walk.add('not-i-json', { baselinePointer: '', currentPointer: pointer, after: value });
  if (equal && walk.changes.length === 0 && baseline.document.text !== current.document.text)
    walk.add('refactor-only', roots);
  return { changes: walk.changes, complete: walk.complete };
}

/** Integers beyond 2^53 - 1, which readers round differently (RFC 7493 §2.2). */
function* unsafeNumbers(root: JsonValue): Iterable<{ pointer: string; value: number }> {
  const work: { readonly value: JsonValue; readonly pointer: string }[] = [{ value: root, pointer: '' }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { value, pointer } = next;
    if (typeof value === 'number') {
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) yield { pointer, value };
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) work.push({ value: item, pointer: pointerJoin(pointer, i) });
    } else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) work.push({ value: item, pointer: pointerJoin(pointer, name) });
    }
  }
}
