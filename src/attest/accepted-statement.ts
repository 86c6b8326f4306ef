import type { AcceptedFindings } from '../formats/generated/accepted-findings.ts';
import { digestJson } from '../model/digest.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { Statement } from '../trust/statement/statement.ts';

/** A list of accepted findings; its subject is the list itself, as the findings are of no one build. */
export function acceptedStatement(list: AcceptedFindings): Statement {
  return {
    subjects: [{ name: list.platform, digest: digestJson(list) }],
    predicateType: PREDICATE.accepted,
    predicate: list,
  };
}
