import type { CertifiedFinding } from '../formats/generated/certification.ts';
import { nearest } from '../model/nearest.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import type { PlannedRequirement } from './judge-requirement.ts';
import type { Observation } from './observation.ts';
import { previousRule } from './previous-rules.ts';
import { findingOf } from './rule-doc.ts';
import { unitName } from './unit.ts';

/** What to say of evidence that belongs to no unit of this run. A damaged or leaking file blocks whatever it was for. */
export function strangerFindings(
  strangers: readonly Observation[],
  requirements: readonly PlannedRequirement[],
): CertifiedFinding[] {
  return strangers.flatMap((seen) => {
    const id = seen.kind === 'document' ? seen.evidence.evidenceId : seen.unit?.evidenceId;
    const requirement = requirements.find(({ policy }) => policy.id === id);
    const off = requirement?.level === 'off';
    if (seen.kind === 'document' && seen.evidence.redaction.status === 'fail')
      return [leaking(seen.location.path, `the evidence of ${unitName(seen.evidence)} says that it holds secrets`)];
    if (seen.kind === 'document')
      return off ? [] : [unplanned(seen.location.path, seen.evidence, requirement, requirements)];
    if (off && seen.state !== 'redaction-failed') return [];
    const doc = { malformed: 'malformed', untrusted: 'untrusted', 'redaction-failed': 'redactionFailed' } as const;
    const named = previousRule(seen.ruleId);
    const { reason: message, location } = seen;
    if (named) return [{ ...findingOf(named, { message, location, key: [location.path, message] }), blocks: true }];
    const hit = { message, location, key: [location.path] };
    return [{ ...findingOf(EVIDENCE_RULES[doc[seen.state]], hit), blocks: true }];
  });
}

function leaking(path: string, message: string): CertifiedFinding {
  return { ...findingOf(EVIDENCE_RULES.redactionFailed, { message, location: { path }, key: [path] }), blocks: true };
}

function unplanned(
  path: string,
  ref: Parameters<typeof unitName>[0],
  requirement: PlannedRequirement | undefined,
  requirements: readonly PlannedRequirement[],
): CertifiedFinding {
  const name = unitName(ref);
  const near = nearest(
    ref.evidenceId,
    requirements.map(({ policy }) => policy.id),
  );
  const why =
    requirement === undefined
      ? `the policy asks for no ${ref.evidenceId}${near === undefined ? '' : `, did you mean ${near}?`}`
      : requirement.policy.run === 'evidence'
        ? `${requirement.policy.id} has no such target`
        : `${requirement.policy.id} is judged by this run itself (${requirement.policy.run}), the file is not believed`;
  const message = `evidence for ${name} is not used: ${why}`;
  return { ...findingOf(EVIDENCE_RULES.unplanned, { message, location: { path }, key: [path] }), blocks: false };
}
