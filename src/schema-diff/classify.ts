import type { JsonValue } from '../model/json/value.ts';
import { type SideFault, sideFault } from './compare.ts';
import { decideInclusion, type Inclusion } from './inclusion.ts';
import type { SchemaChange } from './kinds/catalogue.ts';
import { listChanges } from './kinds/list-changes.ts';
import { type Reading, readingOf } from './kinds/reading.ts';
import type { ContentModel } from './modes/content-model.ts';
import { type Direction, underModel } from './modes/mode-sides.ts';
import { type CompareOptions, resolveOptions } from './options.ts';
import { readPair } from './pair.ts';

/** A difference with what it means for the side that was asked about. */
export interface ReadChange extends SchemaChange {
  readonly reading: Reading;
}

export interface Classification {
  readonly direction: Direction;
  readonly contentModel: ContentModel;
  /** Does everything that the producer may send satisfy the acceptor? Input: baseline to current. Output: current to baseline. */
  readonly inclusion: Inclusion;
  readonly changes: readonly ReadChange[];
  readonly changesComplete: boolean;
  readonly faults: readonly SideFault[];
}

/**
 * Is the change safe for a caller (input: what it sends; output: what it gets) under a content model?
 * For the implementing side ask the other direction.
 */
export function classify(
  baseline: JsonValue,
  current: JsonValue,
  direction: Direction,
  contentModel: ContentModel,
  options: CompareOptions = {},
): Classification {
  const resolved = resolveOptions(options);
  const asked = { direction, contentModel };
  const pair = readPair(baseline, current, resolved);
  if (!('nodes' in pair)) {
    const faults = pair.map(({ side, fault }) => sideFault(side, fault));
    const inclusion: Inclusion = { verdict: 'undecided', reason: 'schema-fault' };
    return { ...asked, inclusion, changes: [], changesComplete: true, faults };
  }
  const { a, b, nodes } = pair;
  const roles = direction === 'input' ? { producer: a, acceptor: b } : { producer: b, acceptor: a };
  const played = underModel(roles, direction, contentModel, nodes, resolved);
  const inclusion: Inclusion =
    played === undefined
      ? { verdict: 'undecided', reason: 'not-compilable' }
      : decideInclusion(played.producer, played.acceptor, nodes, resolved);
  const { changes, complete } = listChanges(a, b, nodes, resolved.formatAssertion, a.node === b.node);
  return {
    ...asked,
    inclusion,
    changes: changes.map((change) => ({ ...change, reading: readingOf(change, direction, contentModel) })),
    changesComplete: complete,
    faults: [],
  };
}
