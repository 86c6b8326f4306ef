import type { Certification } from '../../formats/generated/certification.ts';
import { inputError } from '../../model/errors.ts';
import { readCertification } from '../read-certification.ts';

/**
 * A saved certification that people looked at, where it is of what lies here now.
 * @throws AssayError certification-of-another (input), and those of readCertification
 */
export async function readShownCertification(
  { file, shown }: { readonly file: string; readonly shown: string },
  here: Certification,
): Promise<Certification> {
  const saved = await readCertification(file, shown);
  const pairs = [
    ['release', saved.release, here.release],
    ['mode', saved.mode, here.mode],
    ['candidate', saved.candidate.digest, here.candidate.digest],
    ['policy', saved.policy.digest, here.policy.digest],
  ] as const;
  const other = pairs.find(([, theirs, ours]) => theirs !== ours);
  if (other === undefined) return saved;
  const [what, theirs, ours] = other;
  throw inputError(
    'certification-of-another',
    `${shown} is of the ${what} ${theirs}, here it is ${ours}`,
    'certify what is here now, and look at that report',
    { path: shown },
  );
}
