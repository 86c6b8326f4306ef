import { AssayError } from '../src/model/errors.ts';

/** The AssayError that a promise is rejected with; other errors pass through, and so does a success. */
export async function rejectionOf(promise: Promise<unknown>): Promise<AssayError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('expected an AssayError');
}
