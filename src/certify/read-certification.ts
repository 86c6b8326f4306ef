import type { Certification } from '../formats/generated/certification.ts';
import validator from '../formats/generated/validators/certification.js';
import { digestJson } from '../model/digest.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { certificationFault } from './certification-fault.ts';
import type { PreviousCertification } from './compare-previous.ts';
import { readTyped } from './read-typed.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

/**
 * Reads a saved certification, and believes only one that the gate could have made.
 * @throws AssayError of kind input, also certification-contradictory; leak-found (integrity) where it holds a secret
 */
export async function readCertification(file: string, shown: string): Promise<Certification> {
  const { value, document } = await readTyped<Certification>(
    { file, shown },
    validator,
    'certification',
    SIZE.document,
  );
  const leaks = reportLeaks(document.value);
  const [leak] = leaks;
  if (leak)
    throw integrityError(
      'leak-found',
      `${shown} holds what no report may carry: ${leakWords(leaks)}`,
      'render the file that `assay certify` wrote; a secret that stands there must be replaced where it is used',
      { ...document.locate(leak.pointer), pointer: leak.pointer },
    );
  const fault = certificationFault(value);
  if (fault)
    throw inputError(
      'certification-contradictory',
      `${shown} contradicts itself: it ${fault.reason}`,
      'render the file that `assay certify` wrote, unchanged',
      { ...document.locate(fault.pointer), pointer: fault.pointer },
    );
  return value;
}

/** Reads an earlier certification, to compare with. @throws AssayError as `readCertification` does */
export async function readPrevious({
  file,
  shown,
}: {
  readonly file: string;
  readonly shown: string;
}): Promise<PreviousCertification> {
  const certification = await readCertification(file, shown);
  return { certification, digest: digestJson(certification), shown };
}
