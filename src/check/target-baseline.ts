import type { BaselineState } from '../contract/model.ts';
import type { Scope } from '../model/rule.ts';
import { namedBaselines } from './baseline-members.ts';
import { type CompatInput, withBaseline } from './compat-input.ts';

/** The baseline that an app targets, as the contract knows it. */
export interface TargetBaseline {
  readonly name: string;
  readonly contractVersion: number;
  readonly state: BaselineState;
}

/** The name that the manifest gives; where it targets stable API and gives none, the contract's own stable baseline. */
export function targetBaselineName({ manifest, contract }: CompatInput): string | undefined {
  const { targetBaseline, targetStability } = manifest.api;
  if (targetBaseline !== undefined) return targetBaseline;
  return targetStability === 'stable' ? contract.contract.stableBaseline?.name : undefined;
}

/** The targeted baseline; undefined where none is targeted, or the contract does not know it. */
export function targetBaseline(input: CompatInput): TargetBaseline | undefined {
  const name = targetBaselineName(input);
  const found = namedBaselines(input.contract.contract).find((baseline) => baseline.name === name);
  if (name === undefined || found === undefined) return undefined;
  return { name, contractVersion: found.contractVersion, state: found.state ?? 'active' };
}

/** States in which a baseline is only planned: nothing of it is promised yet. */
const PLANNED: ReadonlySet<BaselineState> = new Set(['proposed', 'candidate', 'reviewed', 'documented']);

export function isPlanned({ state }: TargetBaseline): boolean {
  return PLANNED.has(state);
}

/** The form that names of baselines have: a major and a minor number. */
export function isBaselineName(name: string): boolean {
  return /^[1-9]\d*\.(?:0|[1-9]\d*)$/.test(name);
}

/** Contracts that have a baseline which could be targeted. */
export const withBaselines: Scope<CompatInput> = {
  words: 'contracts that publish a baseline',
  holds: (input) => withBaseline.holds(input) || (input.contract.contract.baselines ?? []).length > 0,
};
