import type { JsonValue } from '../model/json/value.ts';
import type { ReadChange } from './classify.ts';
import { type SideFault, sideFault } from './compare.ts';
import { decideInclusion, type Inclusion } from './inclusion.ts';
import { listChanges } from './kinds/list-changes.ts';
import { readingOf } from './kinds/reading.ts';
import type { ContentModel } from './modes/content-model.ts';
import { type Direction, underModel } from './modes/mode-sides.ts';
import { type CompareOptions, resolveOptions } from './options.ts';
import { type Pair, readPair } from './pair.ts';

/** A change of a schema as both sides of a call see it. */
export interface TwoSidedClassification {
  /** Does everything that the caller may send, or get, satisfy the other schema? As `classify` asks. */
  readonly caller: Inclusion;
  /** The same for who implements the call: `classify` in the other direction. */
  readonly implementer: Inclusion;
  /** The differences, read for the caller. */
  readonly changes: readonly ReadChange[];
  readonly changesComplete: boolean;
  readonly faults: readonly SideFault[];
}

/** `classify` in both directions over schemas that are read once. */
export function classifyBoth(
  baseline: JsonValue,
  current: JsonValue,
  direction: Direction,
  contentModel: ContentModel,
  options: CompareOptions = {},
): TwoSidedClassification {
  const resolved = resolveOptions(options);
  const pair = readPair(baseline, current, resolved);
  if (!('nodes' in pair)) {
    const inclusion: Inclusion = { verdict: 'undecided', reason: 'schema-fault' };
    const faults = pair.map(({ side, fault }) => sideFault(side, fault));
    return { caller: inclusion, implementer: inclusion, changes: [], changesComplete: true, faults };
  }
  const { a, b, nodes } = pair;
  const ask = (asked: Direction): Inclusion => {
    const roles = asked === 'input' ? { producer: a, acceptor: b } : { producer: b, acceptor: a };
    const played = underModel(roles, asked, contentModel, nodes, resolved, asked);
    if (played === undefined) return { verdict: 'undecided', reason: 'not-compilable' };
    return decideInclusion(played.producer, played.acceptor, nodes, resolved);
  };
  const { changes, complete } = listed(pair, resolved.formatAssertion);
  return {
    caller: ask(direction),
    implementer: ask(direction === 'input' ? 'output' : 'input'),
    changes: changes.map((change) => ({ ...change, reading: readingOf(change, direction, contentModel) })),
    changesComplete: complete,
    faults: [],
  };
}

function listed({ a, b, nodes }: Pair, formatAssertion: boolean): ReturnType<typeof listChanges> {
  return listChanges(a, b, nodes, formatAssertion, a.node === b.node);
}
