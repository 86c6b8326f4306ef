import type { JsonValue } from '../model/json/value.ts';
import { decideInclusion, type Inclusion } from './inclusion.ts';
import { type CompareOptions, resolveOptions } from './options.ts';
import { readPair } from './pair.ts';

/**
 * Does every instance that schema `a` accepts satisfy schema `b`?
 * Faulty schemas are `undecided` with the reason `schema-fault`; `compareSchemas` says what is wrong with them.
 */
export function isSubset(a: JsonValue, b: JsonValue, options: CompareOptions = {}): Inclusion {
  const resolved = resolveOptions(options);
  const pair = readPair(a, b, resolved);
  if (!('nodes' in pair)) return { verdict: 'undecided', reason: 'schema-fault' };
  return decideInclusion(pair.a, pair.b, pair.nodes, resolved);
}
