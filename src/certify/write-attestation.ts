import { writeFileAtomic } from '../formats/write-file.ts';
import type { Io } from '../model/io.ts';
import { runSigner } from '../trust/external-signer/run-signer.ts';
import { readPrivateKeyFile, readPublicKeyFile } from '../trust/keys/read-key-file.ts';
import { type PassphraseOrigin, readPassphrase } from '../trust/keys/read-passphrase.ts';
import { type Signer, signerOf } from '../trust/signature.ts';
import { attestRun } from './attest-run.ts';
import type { CertifiedRun } from './certified-run.ts';
import type { CertifyInput } from './input.ts';

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** Who signs: a key in a file, or a program that has it elsewhere. */
export type AttestSigner =
  | { readonly kind: 'key'; readonly key: Place; readonly passphrase: PassphraseOrigin | undefined }
  | { readonly kind: 'program'; readonly program: string; readonly publicKey: Place };

/**
 * Signs what was certified, whatever was decided, and writes the bundle; nothing where a secret was found, which is told.
 * @throws AssayError those of attestRun, of the key's reader and of the writer
 */
export function writeAttestation(
  run: CertifiedRun,
  input: CertifyInput,
  { place, signer }: { readonly place: Place; readonly signer: AttestSigner },
  io: Pick<Io, 'cwd' | 'env' | 'forget'>,
): void {
  if (run.certification.exit.name === 'integrity') {
    input.progress(`${place.shown} is not written: what holds a secret is not signed`);
    return;
  }
  writeFileAtomic(place.file, attestRun(run, input, [openSigner(signer, io)]), place.shown);
}

function openSigner(signer: AttestSigner, io: Pick<Io, 'cwd' | 'env' | 'forget'>): Signer {
  if (signer.kind === 'key') {
    const { key, passphrase } = signer;
    const secret = () => (passphrase === undefined ? undefined : readPassphrase(passphrase, io));
    return signerOf(readPrivateKeyFile(key.file, key.shown, secret).key);
  }
  const publicKey = readPublicKeyFile(signer.publicKey.file, signer.publicKey.shown);
  const sign = (bytes: Uint8Array) => runSigner(signer.program, bytes, [{ publicKey }], io).signature;
  return { publicKey, sign };
}
