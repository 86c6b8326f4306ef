import { AssayError } from '../src/model/errors.ts';

/** `code/exit` of the AssayError that a call throws, `accepted` where it throws none; other errors pass through. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  }
  return 'accepted';
}
