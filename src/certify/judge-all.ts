import type { Observation } from '../decide/observation.ts';
import { unitName } from '../decide/unit.ts';
import type { CertifyInput } from './input.ts';
import { makeEvidence } from './make-evidence.ts';
import type { PlannedRun } from './plan.ts';
import type { Prepared } from './prepare.ts';
import { runUnit } from './run-unit.ts';

/** How a run comes by the evidence of its own units. */
export type Gather = (prepared: Prepared, input: CertifyInput) => Promise<Observation[]>;

/** Judges every planned unit in this process. */
export const judgeAll: Gather = (prepared, input) => judgeRuns(prepared.made.runs, prepared, input);

/** Judges some of the planned units, in their order. */
export async function judgeRuns(
  runs: readonly PlannedRun[],
  { run, candidate, tool }: Prepared,
  { folders, progress }: Pick<CertifyInput, 'folders' | 'progress'>,
): Promise<Observation[]> {
  const seen: Observation[] = [];
  for (const planned of runs) {
    progress(`judging ${unitName(planned.ref)}`);
    seen.push(makeEvidence(planned, await runUnit(planned), { run, candidate, tool, folders }));
  }
  return seen;
}
