import { writeFileAtomic } from '../formats/write-file.ts';
import type { Signer } from '../trust/signature.ts';
import { attestRun } from './attest-run.ts';
import type { CertifiedRun } from './certified-run.ts';
import type { CertifyInput } from './input.ts';

/**
 * Signs what was certified, whatever was decided, and writes the bundle; nothing where a secret was found, which is told.
 * @throws AssayError those of attestRun and of the writer
 */
export function writeAttestation(
  run: CertifiedRun,
  input: CertifyInput,
  place: { readonly file: string; readonly shown: string },
  signer: Signer,
): void {
  if (run.certification.exit.name === 'integrity') {
    input.progress(`${place.shown} is not written: what holds a secret is not signed`);
    return;
  }
  writeFileAtomic(place.file, attestRun(run, input, [signer]), place.shown);
}
