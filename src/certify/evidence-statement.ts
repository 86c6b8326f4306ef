import type { Evidence } from '../formats/generated/evidence.ts';
import { digestJson } from '../model/digest.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { Statement, Subject } from '../trust/statement/statement.ts';

/** Evidence as its producer signs it; its subjects are the artifacts that it is about, and the evidence itself where it is about none. */
export function evidenceStatement(evidence: Evidence): Statement {
  const about = evidence.subject.map(({ name, digest }): Subject => ({ name, digest }));
  const own = { name: evidence.evidenceId, digest: digestJson(evidence) };
  return { subjects: about.length > 0 ? about : [own], predicateType: PREDICATE.evidence, predicate: evidence };
}
