import type { Evidence } from '../formats/generated/evidence.ts';
import { digestJson } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { ParsedStatement, Statement, Subject } from '../trust/statement/statement.ts';

/** Evidence as its producer signs it; its subjects are the artifacts that it is about, and the evidence itself where it is about none. */
export function evidenceStatement(evidence: Evidence): Statement {
  const about = evidence.subject.map(({ name, digest }): Subject => ({ name, digest }));
  return {
    subjects: about.length > 0 ? about : [itself(evidence.evidenceId, evidence)],
    predicateType: PREDICATE.evidence,
    predicate: evidence,
  };
}

/**
 * Refuses a statement that is about something else than the evidence in it: of two readers, of whom one goes by the
 * statement and one by the evidence, each would take the signature for another thing. The order of subjects means nothing
 * (in-toto Statement v1), and what is no evidence is left to its format.
 * @throws AssayError evidence-subject (integrity)
 */
export function refuseOtherSubjects(
  { subjects, predicate }: Pick<ParsedStatement, 'subjects' | 'predicate'>,
  shown: string,
): void {
  const expected = new Set(subjectsIn(predicate).map(word));
  const found = new Set(subjects.map(word));
  const strange = [...found].find((one) => !expected.has(one));
  const lacking = [...expected].find((one) => !found.has(one));
  if (strange === undefined && lacking === undefined) return;
  throw integrityError(
    'evidence-subject',
    strange === undefined
      ? `${shown} holds evidence about ${lacking}, for which it is not signed`
      : `${shown} is signed for ${strange}, and its evidence is not about that`,
    'find out who signed it, and have `assay evidence sign` take the subjects from the evidence',
    { path: shown },
  );
}

function subjectsIn(evidence: JsonValue): Subject[] {
  const { subject, evidenceId = '' } = isJsonObject(evidence) ? evidence : {};
  const about = (Array.isArray(subject) ? subject : []).filter(isJsonObject);
  if (about.length === 0) return [itself(String(evidenceId), evidence)];
  return about.map(({ name = '', digest = '' }) => ({ name: String(name), digest: String(digest) }));
}

function itself(name: string, evidence: unknown): Subject {
  return { name, digest: digestJson(evidence) };
}

function word({ name, digest }: Subject): string {
  return `${name} ${digest}`;
}
