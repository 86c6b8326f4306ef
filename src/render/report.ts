import type {
  Certification,
  CertifiedAcceptedFindings,
  CertifiedFinding,
  CertifiedRequirement,
  CertifiedUnit,
  CertifiedWaiver,
  NowSource,
} from '../formats/generated/certification.ts';
import { groupBy } from '../model/group-by.ts';

/** A unit together with the requirement that it belongs to. */
export interface UnitOf {
  readonly requirement: CertifiedRequirement;
  readonly unit: CertifiedUnit;
  /** Its findings: those that block, then those that would if nobody had accepted them, then the rest. */
  readonly findings: readonly CertifiedFinding[];
  /** Waivers that are meant for it and do not let it pass: each says why. */
  readonly vain: readonly CertifiedWaiver[];
}

/** A certification in the order in which people read it. Every report for people is made from this. */
export interface Report {
  /** Every unit, in the order of the policy. */
  readonly units: readonly UnitOf[];
  readonly blockers: readonly UnitOf[];
  /** What blocks outside of any unit: a damaged file that nobody can place, a leak in a report, an unused waiver where the policy says so. */
  readonly otherBlockers: readonly CertifiedFinding[];
  readonly waived: readonly UnitOf[];
  /** Units of whose findings some are accepted for a time, whatever became of the rest. */
  readonly accepted: readonly UnitOf[];
  /** Waivers that let something pass. */
  readonly inUse: readonly CertifiedWaiver[];
  /** Valid, but nothing needs them. */
  readonly unused: readonly CertifiedWaiver[];
  /** The rest: why each does not hold is its explanation. */
  readonly withoutEffect: readonly CertifiedWaiver[];
  /** Errors and warnings that neither block nor are waived or accepted, errors first: in a mode that only recommends, all that was found. */
  readonly open: readonly CertifiedFinding[];
}

/** Sorts a certification into what a report shows. */
export function reportOf(certification: Certification): Report {
  const byUnit = groupBy(certification.findings, ({ unit, ruleId }) => (isAside(ruleId) ? undefined : unit));
  const units = certification.requirements.flatMap((requirement) =>
    requirement.units.map((unit): UnitOf => {
      const own = byUnit.get(unit.name) ?? [];
      const rank = (finding: CertifiedFinding): number => (finding.blocks ? 0 : decisive(finding) ? 1 : 2);
      const findings = [0, 1, 2].flatMap((wanted) => own.filter((finding) => rank(finding) === wanted));
      return { requirement, unit, findings, vain: vainWaivers(certification, requirement, unit) };
    }),
  );
  const blockers = units.filter(({ unit }) => unit.outcome === 'block');
  const shown = new Set(blockers.flatMap(({ findings }) => findings));
  const { waivers, findings } = certification;
  return {
    units,
    blockers,
    otherBlockers: findings.filter((finding) => finding.blocks && !shown.has(finding)),
    waived: units.filter(({ unit }) => unit.outcome === 'waived'),
    accepted: units.filter(({ unit }) => unit.accepted !== undefined),
    inUse: waivers.filter(({ used }) => used),
    unused: waivers.filter(({ state }) => state === 'unused'),
    withoutEffect: waivers.filter(({ used, state }) => !used && state !== 'unused'),
    open: [...openOf(findings, 'error'), ...openOf(findings, 'warning')],
  };
}

function vainWaivers(
  { waivers }: Certification,
  requirement: CertifiedRequirement,
  { name }: CertifiedUnit,
): CertifiedWaiver[] {
  return waivers.filter(
    ({ used, unit, state }) => !used && (unit === name || (state === 'over-broad' && unit === requirement.id)),
  );
}

/** The waiver that lets a unit or a finding pass; ids may repeat, and only one that is used and names the unit counts. */
export function waiverFor(
  { waivers }: Certification,
  { waivedBy }: { readonly waivedBy?: string },
  unit: string | undefined,
): CertifiedWaiver | undefined {
  if (waivedBy === undefined) return undefined;
  return waivers.find((waiver) => waiver.used && waiver.id === waivedBy && waiver.unit === unit);
}

/** Findings that stand in no unit of their own, such as what is said of a waiver. */
export function looseFindings(certification: Certification, { units }: Report): CertifiedFinding[] {
  const placed = new Set(units.flatMap(({ findings }) => findings));
  return certification.findings.filter((finding) => !placed.has(finding));
}

/** What is said of a waiver or of the accepted findings is no finding of the unit that it names. */
function isAside(ruleId: string): boolean {
  return ruleId.startsWith('waiver/') || ruleId.startsWith('accepted/');
}

/** An error about a waiver stands beside what it does not let pass. */
function openOf(findings: readonly CertifiedFinding[], wanted: 'error' | 'warning'): CertifiedFinding[] {
  const aside = (finding: CertifiedFinding): boolean => wanted === 'error' && isAside(finding.ruleId);
  return findings.filter((finding) => finding.severity === wanted && !decisive(finding) && !aside(finding));
}

function decisive(finding: CertifiedFinding): boolean {
  return finding.blocks || finding.waivedBy !== undefined || finding.accepted === true;
}

/** What a waiver for a blocked unit has to name, as its `scope` member. */
export function waiverScope({ requirement, unit, findings }: UnitOf): Record<string, unknown> {
  const open = findings.filter((finding) => finding.blocks);
  return {
    evidenceId: requirement.id,
    ...(unit.target ? { target: unit.target } : {}),
    states: blockingStates(unit, open),
    ...(listsFindings(unit) && open.length > 0 ? { findings: open.map(({ fingerprint }) => fingerprint) } : {}),
  };
}

/** The unit's state, and what else is true of it and blocks: a waiver has to name each. */
export function blockingStates({ state }: CertifiedUnit, open: readonly CertifiedFinding[]): CertifiedUnit['state'][] {
  const said = open.flatMap(({ ruleId, severity }): CertifiedUnit['state'][] => {
    if (ruleId === 'evidence/stale') return ['stale'];
    if (ruleId === 'evidence/skipped') return ['skip'];
    return severity === 'warning' ? ['warn'] : [];
  });
  return [...new Set([state, ...said])];
}

/** What was found must be listed; that nothing was found is named by the state alone. */
function listsFindings({ state }: CertifiedUnit): boolean {
  return state === 'warn' || state === 'fail' || state === 'error';
}

const INSTANT_SETTERS: Readonly<Record<Exclude<NowSource, 'clock'>, string>> = {
  flag: '--now',
  environment: 'ASSAY_NOW',
  configuration: 'the configuration',
  SOURCE_DATE_EPOCH: 'SOURCE_DATE_EPOCH',
};

/** The instant of the decision and, where no clock said it, who did. */
export function instantText({ now, nowSource }: Certification): string {
  return nowSource === 'clock' ? now : `${now} (set by ${INSTANT_SETTERS[nowSource]})`;
}

/** The counts under the verdict, in words. */
export function countsText({ summary, requirements, findings }: Certification): string {
  const units = requirements.flatMap((requirement) => requirement.units);
  const passing = units.filter(({ outcome }) => outcome === 'pass').length;
  const errors = openOf(findings, 'error').length;
  const parts = [
    summary.blocked === 0 ? '' : `${summary.blocked} blocked`,
    summary.waived === 0 ? '' : `${summary.waived} waived`,
    summary.accepted === undefined ? '' : `${acceptedCount(summary.accepted)} accepted`,
    `${passing} of ${summary.units} passed`,
    errors === 0 ? '' : `${errors} ${errors === 1 ? 'error that does' : 'errors that do'} not block`,
    summary.warnings === 0 ? '' : `${summary.warnings} ${summary.warnings === 1 ? 'warning' : 'warnings'}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** A number of accepted findings, in words. */
export function acceptedCount(count: number): string {
  return `${count} ${count === 1 ? 'finding' : 'findings'}`;
}

/** Who signed the list of accepted findings, as `mailto:ann@example.org (release-manager)`. */
export function acceptors({ signers = [] }: CertifiedAcceptedFindings): string[] {
  return signers.map(({ principal, roles }) => `${principal} (${roles.join(', ')})`);
}

/** Who agreed to a waiver, as `mailto:ann@example.org (release-manager)`; nobody where there is none. */
export function approvers({ approvals = [] }: CertifiedWaiver): string[] {
  return approvals
    .filter(({ decision }) => decision === 'approve')
    .map(({ principal, role }) => `${principal} (${role})`);
}
