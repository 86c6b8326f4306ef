import { instantMs } from '../decide/instant.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import { summarize } from '../model/finding.ts';
import { unitIdOf } from './unit-id.ts';

export interface Fault {
  readonly pointer: string;
  readonly reason: string;
}

/** The first thing in an evidence document that contradicts the rest of it; what the schema can't say. */
export function evidenceFault(evidence: Evidence): Fault | undefined {
  return countFault(evidence) ?? timeFault(evidence) ?? unitFault(evidence) ?? redactionFault(evidence);
}

function countFault({ counts, findings }: Evidence): Fault | undefined {
  const counted = summarize(findings);
  for (const severity of ['errors', 'warnings', 'notes'] as const)
    if (counts[severity] !== counted[severity])
      return {
        pointer: `/counts/${severity}`,
        reason: `counts ${counts[severity]} ${severity}, its findings are ${counted[severity]}`,
      };
  return undefined;
}

function timeFault({ startedAt, finishedAt }: Evidence): Fault | undefined {
  for (const [pointer, instant] of [
    ['/startedAt', startedAt],
    ['/finishedAt', finishedAt],
  ] as const)
    if (instantMs(instant) === undefined) return { pointer, reason: `names a day that no calendar has: ${instant}` };
  if (finishedAt >= startedAt) return undefined;
  return { pointer: '/finishedAt', reason: `finishes at ${finishedAt}, before it starts at ${startedAt}` };
}

function unitFault(evidence: Evidence): Fault | undefined {
  const expected = unitIdOf(evidence);
  if (evidence.unitId === expected) return undefined;
  return { pointer: '/unitId', reason: `has the unitId ${evidence.unitId}, its content gives ${expected}` };
}

function redactionFault({ redaction }: Evidence): Fault | undefined {
  if (redaction.status === 'fail' || redaction.findingCount === 0) return undefined;
  return {
    pointer: '/redaction/findingCount',
    reason: `says that ${redaction.findingCount} secrets were found, and that none was`,
  };
}
