import { AssayError } from '../model/errors.ts';

/** A reading that may have failed: one thing that can't be read must not keep the others from being judged. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AssayError };

/**
 * Tries to read a thing. What is wrong with the thing itself (input, integrity) becomes a value; what is wrong with the
 * machine, the call or with us stays thrown.
 */
export async function attempt<T>(read: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof AssayError && (error.kind === 'input' || error.kind === 'integrity'))
      return { ok: false, error };
    throw error;
  }
}
