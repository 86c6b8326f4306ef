import { spawnSync } from 'node:child_process';
import { AssayError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { decodeBase64 } from '../base64.ts';
import { untrusted } from '../errors.ts';
import type { PublicKey } from '../keys/public-key.ts';
import { verify } from '../signature.ts';

/** Where the program runs, and what it may know of its environment. */
export interface SignerSurroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; two minutes unless told, for a person has to touch a card. */
  readonly timeout?: number;
}

/** What a program signed, and whose signature it is. */
export interface ExternalSignature<Key> {
  readonly signature: Uint8Array;
  readonly key: Key;
}

const TIMEOUT = 120_000;
/** Longer than any signature in any text form. */
const MOST_OUTPUT = 8 * 1024;

/**
 * Has a program sign: it gets the bytes on stdin and answers on stdout with the signature, as bytes or as one line of
 * base64. It is started without a shell and without arguments (what needs some goes into a script). An answer counts
 * only where it is a signature by one of the keys.
 * @param program name or path @param keys the keys that may have signed
 * @throws AssayError signer-failed (environment); signer-signature-invalid (integrity)
 */
export function runSigner<Key extends { readonly publicKey: PublicKey }>(
  program: string,
  bytes: Uint8Array,
  keys: readonly Key[],
  { cwd, env, timeout = TIMEOUT }: SignerSurroundings,
): ExternalSignature<Key> {
  const run = spawnSync(program, [], {
    cwd,
    env: { ...env },
    input: bytes,
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_OUTPUT,
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A program that ends, or closes its stdin, before it has read everything is judged by how it ended and what it said.
  if (run.error !== undefined && !isBrokenPipe(run.error)) throw failed(program, whyNot(run.error));
  if (run.status !== 0) throw failed(program, run.status === null ? 'was killed' : `ended with ${run.status}`);
  for (const signature of readings(run.stdout))
    for (const key of keys) if (verify(key.publicKey, bytes, signature)) return { signature, key };
  throw untrusted({
    code: 'signer-signature-invalid',
    message: `the signer ${quote(program)} gave no signature by a key that may sign this`,
    hint: 'check which key the program uses: it must sign the bytes of its stdin as they are',
  });
}

/** An answer as bytes, and as the base64 that it may be the text of. */
function readings(output: Uint8Array): Uint8Array[] {
  const decoded = decodeBase64(Buffer.from(output).toString('latin1').trim());
  return decoded === undefined ? [output] : [output, decoded];
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}

function whyNot(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'was not found';
  if (code === 'EACCES') return 'may not be run';
  if (code === 'ETIMEDOUT') return 'took too long';
  if (code === 'ENOBUFS') return 'wrote far more than a signature';
  return `could not be run (${code || 'unknown reason'})`;
}

function failed(program: string, why: string): AssayError {
  return new AssayError({
    kind: 'environment',
    code: 'signer-failed',
    message: `the signer ${quote(program)} ${why}`,
    hint: 'run it by hand with some bytes on stdin: it has to write a signature to stdout and end with 0',
  });
}
