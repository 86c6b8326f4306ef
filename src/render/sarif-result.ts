import type { Result, Suppression } from 'sarif';
import type { Certification, CertifiedFinding, CertifiedWaiver } from '../formats/generated/certification.ts';
import { approvers, type Report, type UnitOf, waiverFor } from './report.ts';
import { placeOf } from './sarif-location.ts';
import { requirementRule } from './sarif-rules.ts';
import { uuidOf } from './uuid5.ts';

/** One result per finding, in the certification's order, then one per unit that has none. */
export function sarifResults(certification: Certification, report: Report): Result[] {
  const units = new Map(report.units.map((one) => [one.unit.name, one]));
  const seen = new Set<string>();
  const findings = certification.findings.map((finding) => {
    const result = resultOf(certification, finding, units.get(finding.unit ?? ''));
    const { guid = '', ...rest } = result;
    // A guid names one result; the same finding in two units keeps it in the first.
    if (seen.has(guid)) return rest;
    seen.add(guid);
    return result;
  });
  const rest = report.units.filter((one) => one.findings.length === 0);
  return [...findings, ...rest.map((one) => quietUnit(certification, one))];
}

function resultOf(certification: Certification, finding: CertifiedFinding, one: UnitOf | undefined): Result {
  const { ruleId, severity, message, help, location, fingerprint, unit, legacyCode, blocks } = finding;
  const waiver = waiverFor(certification, finding, unit);
  return {
    ruleId,
    kind: 'fail',
    level: severity,
    message: { text: message },
    locations: [placeOf(location, unit)],
    guid: uuidOf('finding', fingerprint),
    partialFingerprints: {
      'assayFinding/v1': fingerprint,
      // What GitHub follows an alert by: 16 hex digits and a count.
      primaryLocationLineHash: `${fingerprint.replace('sha256:', '').slice(0, 16)}:1`,
    },
    ...(finding.waivedBy === undefined ? {} : { suppressions: [suppression(finding.waivedBy, waiver)] }),
    properties: {
      blocks,
      help,
      ...(unit === undefined ? {} : { unit }),
      ...(one === undefined ? {} : unitProperties(one)),
      ...(location.pointer === undefined ? {} : { pointer: location.pointer }),
      ...(legacyCode === undefined ? {} : { legacyCode }),
    },
  };
}

function unitProperties({ requirement, unit, vain }: UnitOf): Record<string, unknown> {
  return {
    requirement: requirement.id,
    owner: requirement.owner,
    state: unit.state,
    outcome: unit.outcome,
    ...(vain.length === 0
      ? {}
      : {
          waiversWithoutEffect: vain.map(({ id, path, state, explanation }) => ({
            id: id ?? path,
            state,
            explanation,
          })),
        }),
  };
}

/** That a waiver accepts a result, which stays the error that it is. */
function suppression(id: string, waiver: CertifiedWaiver | undefined): Suppression {
  if (waiver === undefined)
    return { kind: 'external', status: 'accepted', justification: id, properties: { waiverId: id } };
  const { path, digest, reason = '', expiresAt = '', category, riskLevel, owner, requestedBy } = waiver;
  const agreed = approvers(waiver);
  const by = agreed.length > 0 ? `, approved by ${agreed.join(', ')}` : '';
  return {
    kind: 'external',
    status: 'accepted',
    ...(digest === undefined ? {} : { guid: uuidOf('waiver', digest) }),
    justification: `${id}: ${reason} (until ${expiresAt}${by})`,
    location: placeOf({ path }),
    properties: {
      waiverId: id,
      waiverDigest: digest,
      expiresAt,
      category,
      riskLevel,
      owner,
      requestedBy,
      approvers: agreed,
    },
  };
}

/** A unit without findings: it passed, or nobody looked. */
function quietUnit(certification: Certification, one: UnitOf): Result {
  const { requirement, unit } = one;
  const { state, outcome } = unit;
  const passed = state === 'pass';
  const open = outcome === 'block' || outcome === 'waived';
  return {
    ruleId: requirementRule(requirement),
    kind: passed ? 'pass' : open ? 'fail' : 'notApplicable',
    level: open ? 'error' : 'none',
    message: { text: `${unit.name}: ${state}${unit.reason === undefined ? '' : `, ${unit.reason}`}` },
    locations: [placeOf({ path: certification.policy.name }, unit.name)],
    guid: uuidOf('unit', unit.name),
    ...(unit.waivedBy === undefined
      ? {}
      : { suppressions: [suppression(unit.waivedBy, waiverFor(certification, unit, unit.name))] }),
    properties: { unit: unit.name, ...unitProperties(one), checks: unit.checks },
  };
}
