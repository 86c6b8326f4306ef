import type { Result, Suppression } from 'sarif';
import type { Certification, CertifiedFinding, CertifiedWaiver } from '../formats/generated/certification.ts';
import { acceptors, approvers, type Report, type UnitOf, waiverFor } from './report.ts';
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
  const all = [...findings, ...rest.map((one) => quietUnit(certification, one))];
  return withBaseline(certification, all);
}

/** What is otherwise than in the run before (§3.27.24), where there is one: then each result says it, and what is gone stands there, too. */
function withBaseline(certification: Certification, results: readonly Result[]): Result[] {
  const compared = certification.previous?.findings;
  if (compared === undefined) return [...results];
  const key = (unit: unknown, fingerprint: string | undefined): string => JSON.stringify([unit, fingerprint]);
  const changed = new Map(compared.changed.map((one) => [key(one.unit, one.fingerprint), one.state]));
  const stated = results.map((result): Result => {
    const fingerprint = result.partialFingerprints?.['assayFinding/v1'];
    return { ...result, baselineState: changed.get(key(result.properties?.unit, fingerprint)) ?? 'unchanged' };
  });
  const absent = compared.absent.map((finding): Result => {
    const { guid: _, suppressions: __, ...rest } = resultOf(certification, finding, undefined);
    return { ...rest, baselineState: 'absent' };
  });
  return [...stated, ...absent];
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
    ...(finding.accepted === true
      ? { suppressions: [acceptance(certification)] }
      : suppressionsOf(finding.waivedBy, waiver, blocks ? one : undefined)),
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

/**
 * What was asked of a result: a waiver accepts it, or people have yet to say so, or have said no. It stays the error that
 * it is, and whoever reads SARIF takes only what is accepted for suppressed (§3.35.3).
 */
function suppressionsOf(
  waivedBy: string | undefined,
  waiver: CertifiedWaiver | undefined,
  blocked: UnitOf | undefined,
): Pick<Result, 'suppressions'> {
  if (waivedBy !== undefined) return { suppressions: [suppression(waivedBy, waiver, 'accepted')] };
  const asked = (blocked?.vain ?? []).flatMap((one) => {
    const status = ASKED.get(one.state);
    return status === undefined ? [] : [suppression(one.id ?? one.path, one, status)];
  });
  return asked.length === 0 ? {} : { suppressions: asked };
}

const ASKED: ReadonlyMap<CertifiedWaiver['state'], NonNullable<Suppression['status']>> = new Map([
  ['insufficient-approval', 'underReview'],
  ['rejected', 'rejected'],
  ['revoked', 'rejected'],
]);

function suppression(
  id: string,
  waiver: CertifiedWaiver | undefined,
  status: NonNullable<Suppression['status']>,
): Suppression {
  if (waiver === undefined) return { kind: 'external', status, justification: id, properties: { waiverId: id } };
  const { path, digest, reason = '', expiresAt = '', category, riskLevel, owner, requestedBy } = waiver;
  const agreed = approvers(waiver);
  const by = agreed.length > 0 ? `, approved by ${agreed.join(', ')}` : '';
  return {
    kind: 'external',
    status,
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

/** The list of accepted findings, as the suppression that it is. */
function acceptance({ acceptedFindings: list }: Certification): Suppression {
  if (list === undefined) return { kind: 'external', status: 'accepted', justification: 'accepted' };
  const { path, digest, sequence, reason = '', expiresAt = '', owner, requestedBy } = list;
  const agreed = acceptors(list);
  return {
    kind: 'external',
    status: 'accepted',
    ...(digest === undefined ? {} : { guid: uuidOf('accepted', digest) }),
    justification: `accepted: ${reason} (until ${expiresAt}, signed by ${agreed.join(', ')})`,
    location: placeOf({ path }),
    properties: { listDigest: digest, sequence, expiresAt, owner, requestedBy, approvers: agreed },
  };
}

/** A unit without findings: it passed, or nobody looked. */
function quietUnit(certification: Certification, one: UnitOf): Result {
  const { requirement, unit } = one;
  const { state, outcome } = unit;
  const passed = state === 'pass';
  const open = outcome === 'block' || outcome === 'waived' || outcome === 'accepted';
  return {
    ruleId: requirementRule(requirement),
    kind: passed ? 'pass' : open ? 'fail' : 'notApplicable',
    level: open ? 'error' : 'none',
    message: { text: `${unit.name}: ${state}${unit.reason === undefined ? '' : `, ${unit.reason}`}` },
    locations: [placeOf({ path: certification.policy.name }, unit.name)],
    guid: uuidOf('unit', unit.name),
    ...suppressionsOf(unit.waivedBy, waiverFor(certification, unit, unit.name), outcome === 'block' ? one : undefined),
    properties: { unit: unit.name, ...unitProperties(one), checks: unit.checks },
  };
}
