import type { Capability, Stability } from '../contract/model.ts';
import { continuedCapabilities } from './capability-moves.ts';
import type { DiffInput } from './diff-rule.ts';
import type { Side } from './pairs.ts';

type Sensitivity = NonNullable<Capability['sensitivity']>;
const LEVELS: readonly Sensitivity[] = ['low', 'medium', 'high'];

export interface SensitivityChange {
  readonly current: Side<Capability>;
  readonly before: Sensitivity;
  readonly after: Sensitivity;
  readonly stability: Stability;
}

/** Capabilities whose sensitivity was raised or lowered; one that has none on either side says nothing. */
export function* sensitivityChanges(input: DiffInput, direction: 'raised' | 'lowered'): Generator<SensitivityChange> {
  for (const { baseline, current } of continuedCapabilities(input)) {
    const [before, after] = [baseline.item.sensitivity, current.item.sensitivity];
    if (before === undefined || after === undefined || before === after) continue;
    const raised = LEVELS.indexOf(after) > LEVELS.indexOf(before);
    if (raised === (direction === 'raised')) yield { current, before, after, stability: baseline.item.stability };
  }
}
