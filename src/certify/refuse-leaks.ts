import { integrityError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

/** Refuses a document with a secret. @throws AssayError leak-found (integrity) */
export function refuseLeaks(document: JsonDocument, shown: string): void {
  const leaks = reportLeaks(document.value);
  const [leak] = leaks;
  if (leak === undefined) return;
  throw integrityError(
    'leak-found',
    `${shown} holds what evidence must not carry: ${leakWords(leaks)}`,
    'remove the secret, and replace it where it is used',
    { ...document.locate(leak.pointer), pointer: leak.pointer },
  );
}
