import type { LoadedContract } from '../contract/model.ts';
import { AssayError } from '../model/errors.ts';
import { descriptors } from './descriptors.ts';

/** A baseline that describes nothing: everything is new beside it, and nothing was compared. Undefined for any other. */
export function nothingCompared({ contract, path }: LoadedContract): AssayError | undefined {
  if (!descriptors(contract).next().done) return undefined;
  return new AssayError({
    kind: 'incomplete',
    code: 'baseline-empty',
    message: `${path} describes nothing, so nothing was compared with it`,
    hint: 'check that the right file was read and that its generation did not fail; a first contract has nothing to be compared with',
    location: { path },
  });
}

/** @throws AssayError baseline-empty (incomplete) where there is nothing to compare with */
export function refuseNothingCompared(baseline: LoadedContract): void {
  const error = nothingCompared(baseline);
  if (error !== undefined) throw error;
}
