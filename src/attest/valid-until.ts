import type { Certification, CertifiedRequirement } from '../formats/generated/certification.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';

/**
 * The first instant at which something ends that the decision rests on: a waiver in use, the register that lists it, the list of accepted findings, or
 * the age that required evidence may have. Undefined where nothing ends.
 */
export function validUntil(
  { requirements, waivers, register, acceptedFindings }: Certification,
  { policy }: DecisionRecord,
): string | undefined {
  const used = waivers.filter((waiver) => waiver.used);
  const hours = new Map(policy.document.requirements.map(({ id, maxAgeHours }) => [id, maxAgeHours]));
  const ends = [
    ...used.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt])),
    ...(used.length > 0 && register ? [register.validUntil] : []),
    ...(acceptedFindings?.accepted && acceptedFindings.expiresAt ? [acceptedFindings.expiresAt] : []),
    ...requirements.flatMap((requirement) => agesOf(requirement, hours.get(requirement.id))),
  ];
  return ends.sort().at(0);
}

/** Evidence is stale after its last second: one later it does not count. */
function agesOf({ level, units }: CertifiedRequirement, hours: number | undefined): string[] {
  if (level !== 'required' || hours === undefined) return [];
  return units.flatMap(({ finishedAt, outcome }) => {
    if (finishedAt === undefined || outcome === 'waived') return [];
    const end = new Date(Date.parse(finishedAt) + hours * 3_600_000 + 1000);
    return [`${end.toISOString().slice(0, 19)}Z`];
  });
}
