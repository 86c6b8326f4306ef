import type { Certification, CertifiedUnit } from '../formats/generated/certification.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Statement } from '../trust/statement/statement.ts';
import { EXTENSION, FOREIGN } from './predicate.ts';
import { resource } from './resources.ts';
import { subjectsOf } from './subjects.ts';

type Result = 'passed' | 'warned' | 'failed' | 'notRun';

/**
 * A test result (v0.1): what was found of each unit, whoever waived it; the decision is for the verification summary to
 * tell. What did not run has no place in the format, so it stands in a member of our own, and where it was required the
 * whole has failed.
 */
export function testResult(certification: Certification): Statement {
  const { policy, plan } = certification;
  const units = certification.requirements.flatMap((requirement) => requirement.units);
  const named = (result: Result): string[] =>
    units
      .filter((unit) => resultOf(unit) === result)
      .map(({ name }) => name)
      .sort(byCodeUnit);
  return {
    subjects: subjectsOf(certification),
    predicateType: FOREIGN.testResult,
    predicate: {
      result: overall(units),
      configuration: [resource(policy.name, policy.digest), resource('plan', plan.digest)],
      passedTests: named('passed'),
      warnedTests: named('warned'),
      failedTests: named('failed'),
      [EXTENSION.notRunTests]: named('notRun'),
    },
  };
}

function overall(units: readonly CertifiedUnit[]): 'PASSED' | 'WARNED' | 'FAILED' {
  const failed = (unit: CertifiedUnit): boolean =>
    resultOf(unit) === 'failed' || unit.outcome === 'block' || unit.outcome === 'waived' || unit.outcome === 'accepted';
  if (units.length === 0 || units.some(failed)) return 'FAILED';
  return units.every((unit) => resultOf(unit) === 'passed') ? 'PASSED' : 'WARNED';
}

function resultOf({ state }: CertifiedUnit): Result {
  if (state === 'pass') return 'passed';
  if (state === 'warn') return 'warned';
  return state === 'missing' || state === 'skip' || state === 'stale' ? 'notRun' : 'failed';
}
