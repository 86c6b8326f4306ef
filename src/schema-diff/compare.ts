import type { JsonValue } from '../model/json/value.ts';
import { decideInclusion, type Inclusion } from './inclusion.ts';
import type { SchemaChange } from './kinds/catalogue.ts';
import { listChanges } from './kinds/list-changes.ts';
import { type CompareOptions, resolveOptions } from './options.ts';
import { readPair } from './pair.ts';
import type { SchemaFault } from './schema-fault.ts';

/** A schema that can't be compared, and why. */
export interface SideFault extends SchemaFault {
  readonly side: 'baseline' | 'current';
}

export interface SchemaComparison {
  /** Where there are faults, both inclusions are undecided and there are no changes. */
  readonly faults: readonly SideFault[];
  /** Everything that the baseline accepts, the current schema accepts. */
  readonly baselineInCurrent: Inclusion;
  /** Everything that the current schema accepts, the baseline accepts. */
  readonly currentInBaseline: Inclusion;
  /** The structural differences, in the order of a walk over the baseline. */
  readonly changes: readonly SchemaChange[];
  /** False where there were too many differences to list. */
  readonly changesComplete: boolean;
}

const SAFE: Inclusion = { verdict: 'safe' };
const FAULTY: Inclusion = { verdict: 'undecided', reason: 'schema-fault' };

/**
 * Compares two JSON Schemas as they are written: both inclusions with proof or witness, and every structural difference.
 * Pure and synchronous; faulty schemas are part of the result. Ajv is loaded only where a witness must be checked.
 */
export function compareSchemas(
  baseline: JsonValue,
  current: JsonValue,
  options: CompareOptions = {},
): SchemaComparison {
  const resolved = resolveOptions(options);
  const pair = readPair(baseline, current, resolved);
  if (!('nodes' in pair)) return faulty(pair.map(({ side, fault }) => sideFault(side, fault)));
  const { a, b, nodes } = pair;
  const same = a.document.dialect === b.document.dialect && a.document.text === b.document.text;
  if (same) return { faults: [], baselineInCurrent: SAFE, currentInBaseline: SAFE, changes: [], changesComplete: true };
  const baselineInCurrent = decideInclusion(a, b, nodes, resolved);
  const currentInBaseline = decideInclusion(b, a, nodes, resolved);
  const equal = baselineInCurrent.verdict === 'safe' && currentInBaseline.verdict === 'safe';
  const { changes, complete } = listChanges(a, b, nodes, resolved.formatAssertion, equal);
  return { faults: [], baselineInCurrent, currentInBaseline, changes, changesComplete: complete };
}

export function sideFault(side: 'a' | 'b', fault: SchemaFault): SideFault {
  return { ...fault, side: side === 'a' ? 'baseline' : 'current' };
}

function faulty(faults: readonly SideFault[]): SchemaComparison {
  return { faults, baselineInCurrent: FAULTY, currentInBaseline: FAULTY, changes: [], changesComplete: true };
}
