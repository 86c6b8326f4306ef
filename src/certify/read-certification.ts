import type { Certification } from '../formats/generated/certification.ts';
import validator from '../formats/generated/validators/certification.js';
import { inputError, integrityError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import { certificationFault } from './certification-fault.ts';
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
  checkCertification(value, document);
  return value;
}

/**
 * Refuses a certification that the gate could not have made.
 * @throws AssayError certification-contradictory (input), leak-found (integrity)
 */
export function checkCertification(value: Certification, document: JsonDocument): void {
  const { path: shown } = document.locate('');
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
}
