import type { Certification } from '../formats/generated/certification.ts';
import type { Subject } from '../trust/statement/statement.ts';

/** Everything that would be released and could be read, as the subjects of a statement. */
export function subjectsOf({ candidate }: Certification): Subject[] {
  return candidate.artifacts.flatMap(({ name, digest }) => (digest === null ? [] : [{ name, digest }]));
}
