import type { Certification } from '../formats/generated/certification.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { Statement } from '../trust/statement/statement.ts';
import { simpleResult } from './simple-result.ts';
import { subjectsOf } from './subjects.ts';
import { testResult } from './test-result.ts';
import { verificationSummary } from './verification-summary.ts';

/**
 * Everything that is said of a certified release, in the order of its bundle: the certification itself, what it was
 * decided from, a verification summary of each artifact, and two results in forms that others read. The same for the same
 * certification and record; empty where there is nothing to say it of.
 */
export function certificationStatements(certification: Certification, record: DecisionRecord): Statement[] {
  const subjects = subjectsOf(certification);
  if (subjects.length === 0) return [];
  return [
    { subjects, predicateType: PREDICATE.certification, predicate: certification, inGivenOrder: true },
    { subjects, predicateType: PREDICATE.record, predicate: record },
    ...subjects.map((subject) => verificationSummary(certification, record, subject)),
    simpleResult(certification),
    testResult(certification),
  ];
}
