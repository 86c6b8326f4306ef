import { instantMs } from '../decide/instant.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import { summarize } from '../model/finding.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { plainJson } from './private-paths.ts';
import { unitIdOf } from './unit-id.ts';

export interface Fault {
  readonly pointer: string;
  readonly reason: string;
}

/**
 * The first thing in an evidence document that contradicts the rest of it; what the schema can't say.
 * @param own the gate's own runners made it, and may speak in its name
 */
export function evidenceFault(evidence: Evidence, own = false): Fault | undefined {
  return (
    countFault(evidence) ??
    statusFault(evidence) ??
    findingFault(evidence, own) ??
    timeFault(evidence) ??
    unitFault(evidence) ??
    redactionFault(evidence)
  );
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

/** A status says no better and no worse than the findings. */
function statusFault({ status, counts: { errors, warnings } }: Evidence): Fault | undefined {
  const says =
    (status === 'pass' && (errors > 0 || warnings > 0)) ||
    (status === 'warn' && (errors > 0 || warnings === 0)) ||
    (status === 'fail' && errors === 0) ||
    (status === 'skip' && errors > 0);
  if (!says) return undefined;
  return { pointer: '/status', reason: `is a ${status} with ${errors} errors and ${warnings} warnings` };
}

/** Areas of the gate's own rules: nobody else speaks for it. */
const GATE_AREAS = /^(?:accepted|evidence|previous|rule-set|waiver)\//;

/** A finding is the gate's own, or shares its fingerprint with another one, so that a waiver for it would cover both. */
function findingFault({ findings }: Evidence, own: boolean): Fault | undefined {
  const byFingerprint = new Map<string, string>();
  for (const [index, finding] of findings.entries()) {
    if (!own && GATE_AREAS.test(finding.ruleId))
      return { pointer: `/findings/${index}/ruleId`, reason: `speaks for the gate: ${finding.ruleId}` };
    const content = canonicalJson(plainJson(finding));
    const known = byFingerprint.get(finding.fingerprint);
    if (known !== undefined && known !== content)
      return { pointer: `/findings/${index}/fingerprint`, reason: 'has two different findings of one fingerprint' };
    byFingerprint.set(finding.fingerprint, content);
  }
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
