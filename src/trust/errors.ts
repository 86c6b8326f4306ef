import { AssayError, type ErrorKind } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';

/** What a failure of this room says, in one place: every caller names code, what, and what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly location?: Location;
  readonly legacyCode?: string;
}

/** Bytes that can't be read as what they claim to be (exit 3). */
export function malformed(failure: Failure): AssayError {
  return failed('input', failure);
}

/** Bytes that are what they claim to be, but must not be trusted (exit 4). */
export function untrusted(failure: Failure): AssayError {
  return failed('integrity', failure);
}

function failed(kind: ErrorKind, failure: Failure): AssayError {
  return new AssayError({ ...failure, kind });
}
