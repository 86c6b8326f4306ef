import type { CertifiedFinding, CertifiedWaiver } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { Location } from '../model/finding.ts';
import { daysBetween } from './instant.ts';
import type { JudgedRequirement, JudgedUnit } from './judge-requirement.ts';
import type { RunIdentity } from './observation.ts';
import { findingOf } from './rule-doc.ts';
import { unitKey, unitName } from './unit.ts';
import { WAIVER_RULES } from './waiver-rules.ts';
import { type WaiverScopeMatch, type WaiverSubject, type WaiverVerdict, waiverState } from './waiver-state.ts';

interface KnownWaiver {
  readonly location: Location;
  readonly digest: string;
  readonly waiver: Waiver;
}

/** A waiver file as it was read: a valid document, or the reason why there is none. */
export type ReadWaiver = KnownWaiver | { readonly location: Location; readonly reason: string };

export interface JudgedWaivers {
  /** In the order given. */
  readonly waivers: readonly CertifiedWaiver[];
  readonly findings: readonly CertifiedFinding[];
  /** The first valid waiver of each unit that one lets pass, by unit key. */
  readonly waivedBy: ReadonlyMap<string, string>;
}

/** Judges each waiver on its own, then says of each that does not help why it does not. */
export function judgeWaivers(
  read: readonly ReadWaiver[],
  requirements: readonly JudgedRequirement[],
  run: RunIdentity,
  knobs: PolicyKnobs,
): JudgedWaivers {
  const judged = read.map((one) => ({ one, ...judge(one, read, requirements, run) }));
  const waivedBy = new Map<string, string>();
  for (const { one, verdict } of judged) {
    if (verdict.state !== 'valid' || !('waiver' in one)) continue;
    const key = unitKey(one.waiver.scope);
    if (!waivedBy.has(key)) waivedBy.set(key, one.waiver.id);
  }
  const findings = judged.flatMap(({ one, verdict, match }) => [
    ...explain(one, verdict, blocksStill(match, waivedBy), knobs),
    ...expiring(one, verdict, run, knobs),
  ]);
  return {
    waivers: judged.map(({ one, verdict }) => certified(one, verdict)),
    findings: [...findings, ...duplicates(read)],
    waivedBy,
  };
}

function judge(
  one: ReadWaiver,
  all: readonly ReadWaiver[],
  requirements: readonly JudgedRequirement[],
  run: RunIdentity,
): { verdict: WaiverVerdict; match: WaiverScopeMatch } {
  if (!('waiver' in one)) return { verdict: { state: 'malformed', explanation: one.reason }, match: { units: [] } };
  const match = matchOf(one.waiver, requirements);
  return { verdict: besides(one, all) ?? waiverState(one.waiver, match, run), match };
}

/** What the other files of its id make of a waiver: the highest revision counts, and of one revision there is one content. */
function besides({ waiver, digest }: KnownWaiver, all: readonly ReadWaiver[]): WaiverVerdict | undefined {
  const { id, revision } = waiver;
  const others = all.flatMap((one) => ('waiver' in one && one.waiver.id === id ? [one] : []));
  const twin = others.find((one) => one.waiver.revision === revision && one.digest !== digest);
  if (twin)
    return {
      state: 'malformed',
      explanation: `is revision ${revision} in ${twin.location.path} too, with other content`,
    };
  const later = others.find((one) => one.waiver.revision > revision);
  if (later === undefined) return undefined;
  return {
    state: 'unused',
    explanation: `is superseded: ${later.location.path} has revision ${later.waiver.revision}, this is ${revision}`,
  };
}

function matchOf({ scope }: Waiver, requirements: readonly JudgedRequirement[]): WaiverScopeMatch {
  const requirement = requirements.find(({ policy, level }) => policy.id === scope.evidenceId && level !== 'off');
  if (requirement === undefined) return { units: [] };
  const key = unitKey(scope);
  const subject = requirement.units.find(({ ref }) => unitKey(ref) === key);
  return {
    requirement: requirement.policy,
    ...(subject ? { subject: subjectOf(subject) } : {}),
    units: requirement.units.map(subjectOf),
  };
}

function subjectOf({ ref, found, outcome, blockingStates, blocking }: JudgedUnit): WaiverSubject {
  // Only what the document found must be listed: that evidence is missing, skipped or stale is one thing, named by its state.
  const own = new Set(found.document?.evidence.findings.map(({ fingerprint }) => fingerprint));
  const fingerprints = blocking.map(({ fingerprint }) => fingerprint).filter((fingerprint) => own.has(fingerprint));
  const unwaivable = blocking.filter(({ waivable }) => waivable === false).map(({ ruleId }) => ruleId);
  return { unit: ref, state: found.state, blockingStates, blocked: outcome === 'block', fingerprints, unwaivable };
}

/** True where what the waiver was for blocks, and no other waiver lets it pass. */
function blocksStill({ subject, units }: WaiverScopeMatch, waivedBy: ReadonlyMap<string, string>): boolean {
  const meant = subject ? [subject] : units;
  return meant.some(({ unit, blocked }) => blocked && !waivedBy.has(unitKey(unit)));
}

/** One finding for each waiver that does not help. A waiver for another mode that nothing here waits for is no finding. */
function explain(
  one: ReadWaiver,
  { state, explanation }: WaiverVerdict,
  wanted: boolean,
  knobs: PolicyKnobs,
): CertifiedFinding[] {
  if (state === 'valid' || (state === 'wrong-mode' && !wanted)) return [];
  const name = 'waiver' in one ? one.waiver.id : one.location.path;
  const blocks = state === 'unused' && knobs.unusedWaivers === 'block';
  const finding = findingOf(WAIVER_RULES[state], {
    message: `${name} ${explanation}`,
    location: one.location,
    key: keyOf(one),
    severity: wanted || blocks ? 'error' : 'warning',
  });
  return [{ ...finding, ...unitOf(one), blocks }];
}

function expiring(one: ReadWaiver, verdict: WaiverVerdict, run: RunIdentity, knobs: PolicyKnobs): CertifiedFinding[] {
  if (verdict.state !== 'valid' || !('waiver' in one)) return [];
  const within = knobs.expiringWithinDays ?? 7;
  if (daysBetween(run.now, one.waiver.expiresAt) > within) return [];
  const message = `${one.waiver.id} ends at ${one.waiver.expiresAt}, within ${within} days; ${unitName(one.waiver.scope)} blocks from then on`;
  const finding = findingOf(WAIVER_RULES.expiring, { message, location: one.location, key: keyOf(one) });
  return [{ ...finding, ...unitOf(one), blocks: false }];
}

function duplicates(read: readonly ReadWaiver[]): CertifiedFinding[] {
  const first = new Map<string, string>();
  return read.flatMap((one) => {
    if (!('waiver' in one)) return [];
    const { id } = one.waiver;
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, one.location.path);
      return [];
    }
    const message = `${id} is the id of ${before} too`;
    const finding = findingOf(WAIVER_RULES['duplicate-id'], { message, location: one.location, key: keyOf(one) });
    return [{ ...finding, ...unitOf(one), blocks: false }];
  });
}

function keyOf(one: ReadWaiver): string[] {
  return 'waiver' in one ? [one.waiver.id, one.digest] : [one.location.path];
}

function unitOf(one: ReadWaiver): { unit?: string } {
  return 'waiver' in one ? { unit: unitName(one.waiver.scope) } : {};
}

function certified(one: ReadWaiver, { state, explanation }: WaiverVerdict): CertifiedWaiver {
  const base = { path: one.location.path, state, used: state === 'valid', explanation };
  if (!('waiver' in one)) return base;
  const { waiver, digest } = one;
  return {
    ...base,
    digest,
    id: waiver.id,
    revision: waiver.revision,
    unit: unitName(waiver.scope),
    category: waiver.category,
    reason: waiver.justification.reason,
    riskLevel: waiver.justification.riskLevel,
    owner: waiver.owner,
    requestedBy: waiver.requestedBy,
    notBefore: waiver.notBefore,
    expiresAt: waiver.expiresAt,
    tracking: [...waiver.tracking],
    followUp: `${waiver.followUp.action} (by ${waiver.followUp.dueAt})`,
  };
}
