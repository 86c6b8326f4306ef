import { type SpawnOptions, type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { AssayError } from '../../model/errors.ts';
import type { Output } from '../../model/io.ts';
import { printableLine } from '../../model/printable-line.ts';
import { quote } from '../../model/quote.ts';
import { decodeBase64 } from '../base64.ts';
import { untrusted } from '../errors.ts';
import type { PublicKey } from '../keys/public-key.ts';
import { verify } from '../signature.ts';
import { hasTerminal } from './read-terminal.ts';

/** Where the program runs, and what it may know of its environment. */
export interface SignerSurroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; two minutes unless told, for a person has to touch a card. */
  readonly timeout?: number;
  /** Where people read what the program says; nowhere where it is absent. */
  readonly stderr?: Pick<Output, 'write'> | undefined;
  /** Whether a person may be asked at a terminal; found out unless told. */
  readonly terminal?: boolean;
}

/** What a program signed, and whose signature it is. */
export interface ExternalSignature<Key> {
  readonly signature: Uint8Array;
  readonly key: Key;
}

const TIMEOUT = 120_000;
const TOO_MUCH = 'wrote far more than a signature';
/** Longer than any signature in any text form. */
const MOST_OUTPUT = 8 * 1024;
/** What it may say on the way. */
const MOST_SAID = 64 * 1024;

/**
 * Has a program sign: it gets the bytes on stdin and answers on stdout with the signature, as bytes or as one line of
 * base64. It is started without a shell and without arguments (what needs some goes into a script). An answer counts
 * only where it is a signature by one of the keys. What it says on stderr is shown when it has ended, without anything
 * that a terminal or a CI runner would act on. Where it takes too long, it ends with all that it started, unless there is
 * a terminal: to ask a person there it has to stay in our group, which Ctrl-C ends.
 * @param program name or path @param keys the keys that may have signed
 * @throws AssayError signer-failed (environment); signer-signature-invalid (integrity)
 */
export function runSigner<Key extends { readonly publicKey: PublicKey }>(
  program: string,
  bytes: Uint8Array,
  keys: readonly Key[],
  { cwd, env, timeout = TIMEOUT, stderr, terminal = hasTerminal() }: SignerSurroundings,
): ExternalSignature<Key> {
  const ownGroup = !terminal && process.platform !== 'win32';
  const options: SpawnSyncOptions & Pick<SpawnOptions, 'detached'> = {
    cwd,
    env: { ...env },
    input: bytes,
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_SAID,
    shell: false,
    windowsHide: true,
    detached: ownGroup,
    stdio: ['pipe', 'pipe', 'pipe'],
  };
  const run = spawnSync(program, [], options);
  if (ownGroup && run.error !== undefined) endGroup(run.pid);
  say(Buffer.from(run.stderr ?? '').toString('utf8'), program, stderr);
  // A program that ends, or closes its stdin, before it has read everything is judged by how it ended and what it said.
  if (run.error !== undefined && !isBrokenPipe(run.error)) throw failed(program, whyNot(run.error));
  if (run.status !== 0) throw failed(program, run.status === null ? 'was killed' : `ended with ${run.status}`);
  const answer = Buffer.from(run.stdout);
  if (answer.length > MOST_OUTPUT) throw failed(program, TOO_MUCH);
  for (const signature of readings(answer))
    for (const key of keys) if (verify(key.publicKey, bytes, signature)) return { signature, key };
  throw untrusted({
    code: 'signer-signature-invalid',
    message: `the signer ${quote(program)} gave no signature by a key that may sign this`,
    hint: 'check which key the program uses: it must sign the bytes of its stdin as they are',
  });
}

/** What is left of a program that took too long or wrote too much: what it started must not go on. */
function endGroup(pid: number): void {
  // 0 and 1 would mean groups that are not the program's.
  if (pid <= 1) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Line by line, so that no line can pass for one of ours. */
function say(text: string, program: string, stderr: SignerSurroundings['stderr']): void {
  for (const line of text.split(/\r?\n/))
    if (line.trim() !== '') stderr?.write(`signer ${quote(program)}: ${printableLine(line)}\n`);
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
  if (code === 'ENOBUFS') return TOO_MUCH;
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
