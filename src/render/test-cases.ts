import type {
  Certification,
  CertifiedFinding,
  CertifiedUnit,
  CertifiedWaiver,
} from '../formats/generated/certification.ts';
import { acceptedCount, looseFindings, reportOf, type UnitOf, waiverFor } from './report.ts';

/** A unit as test reports see it. */
export interface TestCase {
  /** The domain of its requirement. */
  readonly suite: string;
  /** The unit's name, the same in every run. */
  readonly name: string;
  /** failed: something was found; error: nobody could look, or what was shown can't be believed. */
  readonly result: 'passed' | 'failed' | 'error' | 'waived' | 'accepted' | 'skipped';
  readonly state: CertifiedUnit['state'] | 'off';
  /** Why, in one line; empty where it passed without a word. */
  readonly message: string;
  readonly findings: readonly CertifiedFinding[];
  readonly unit?: UnitOf;
  readonly waivedBy?: string;
  readonly waiver?: CertifiedWaiver;
}

/** What is said of the run as a whole, or of waivers. */
export const OUTSIDE = 'outside of any requirement';

/** A certification as tests, in the order of the policy; what belongs to no unit is the last one. */
export function testCases(certification: Certification): TestCase[] {
  const report = reportOf(certification);
  const units = new Map(report.units.map((one) => [one.unit, one]));
  const cases = certification.requirements.flatMap(({ id, domain, units: own }): TestCase[] => {
    if (own.length === 0) return [notAsked(id, domain, certification)];
    return own.flatMap((unit) => {
      const one = units.get(unit);
      return one === undefined ? [] : caseOf(certification, one);
    });
  });
  const loose = looseFindings(certification, report);
  return loose.length === 0 ? cases : [...cases, outside(loose)];
}

function notAsked(name: string, suite: string, { mode }: Certification): TestCase {
  return { suite, name, result: 'skipped', state: 'off', message: `not asked for in ${mode}`, findings: [] };
}

function caseOf(certification: Certification, one: UnitOf): TestCase {
  const { requirement, unit, findings } = one;
  const waiver = waiverFor(certification, unit, unit.name);
  const result = resultOf(unit);
  return {
    suite: requirement.domain,
    name: unit.name,
    result,
    state: unit.state,
    message:
      result === 'waived'
        ? waivedText(unit, waiver)
        : result === 'accepted'
          ? acceptedText(unit, certification)
          : reasonOf(one),
    findings,
    unit: one,
    ...(unit.waivedBy === undefined ? {} : { waivedBy: unit.waivedBy }),
    ...(waiver === undefined ? {} : { waiver }),
  };
}

/** Where it does not block, a unit that somebody looked at has passed, and one that nobody could look at was skipped. */
function resultOf({ outcome, state }: CertifiedUnit): TestCase['result'] {
  if (outcome === 'waived' || outcome === 'accepted') return outcome;
  const looked = state === 'pass' || state === 'warn' || state === 'fail';
  if (outcome === 'block') return looked ? 'failed' : 'error';
  return looked ? 'passed' : 'skipped';
}

function waivedText({ waivedBy = '' }: CertifiedUnit, waiver: CertifiedWaiver | undefined): string {
  return waiver === undefined
    ? `WAIVED ${waivedBy}`
    : `WAIVED ${waivedBy} until ${waiver.expiresAt ?? ''}: ${waiver.reason ?? ''}`;
}

function acceptedText({ accepted = 0 }: CertifiedUnit, { acceptedFindings: list }: Certification): string {
  return `ACCEPTED until ${list?.expiresAt ?? ''}: ${acceptedCount(accepted)}, list ${list?.sequence ?? ''} of ${list?.path ?? ''}`;
}

function reasonOf({ unit, findings }: UnitOf): string {
  const [first, ...others] = findings.filter(({ accepted }) => accepted !== true);
  const accepted = unit.accepted === undefined ? '' : `, ${acceptedCount(unit.accepted)} accepted`;
  if (first === undefined)
    return unit.state === 'pass' ? '' : [unit.state, unit.reason ?? ''].filter(Boolean).join(': ');
  return others.length === 0
    ? `${first.message}${accepted}`
    : `${first.message} (and ${others.length} more${accepted})`;
}

function outside(findings: readonly CertifiedFinding[]): TestCase {
  const blocking = findings.find(({ blocks }) => blocks);
  return {
    suite: 'certification',
    name: OUTSIDE,
    result: blocking === undefined ? 'passed' : 'failed',
    state: blocking === undefined ? 'warn' : 'fail',
    message: blocking?.message ?? '',
    findings,
  };
}

/** A finding as lines of a log, with the waiver that accepts it. */
export function findingText({
  severity,
  ruleId,
  location,
  message,
  help,
  waivedBy,
  accepted,
}: CertifiedFinding): string {
  const { path, line, column } = location;
  const place = [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const waived = accepted === true ? ', accepted' : waivedBy === undefined ? '' : `, waived by ${waivedBy}`;
  return `${severity} ${ruleId} at ${place}${waived}\n  ${message}\n  ${help}`;
}
