import { digestJson } from '../model/digest.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import type { JudgedRequirement, JudgedUnit } from './judge-requirement.ts';
import type { RunIdentity } from './observation.ts';
import { unitName } from './unit.ts';
import { listedFindings } from './waiver-scope.ts';

/**
 * What an approver was shown, as one digest: of each unit its state and the findings for which it blocks. It is taken
 * before any waiver, and whatever is accepted, and holds neither instant nor mode, so that the report after the
 * approvals still has the digest of the one before them.
 */
export function reportDigest(requirements: readonly JudgedRequirement[], run: RunIdentity): string {
  const units = requirements
    .flatMap(({ units: own }) => own)
    .map((unit) => [unitName(unit.ref), unit.found.state, shownFindings(unit).sort(byCodeUnit)] as const)
    .sort((a, b) => byTuple([a[0]], [b[0]]));
  return digestJson(['report', run.release, run.candidateDigest, units]);
}

/** What is accepted for a time was found all the same. */
function shownFindings({ found, blocking, accepted }: JudgedUnit): string[] {
  return listedFindings({ found, blocking: [...accepted, ...blocking] });
}
