import type { Location } from './finding.ts';

/**
 * Exit codes, the same for every command. `bin.ts` sets `bug` before it imports anything,
 * so that a handler which never ran can't pass a gate.
 */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  input: 3,
  integrity: 4,
  incomplete: 5,
  environment: 6,
  waivers: 10,
  bug: 70,
} as const;

export type ExitName = keyof typeof EXIT;
export type ExitCode = (typeof EXIT)[ExitName];

const PRECEDENCE: readonly ExitCode[] = [70, 6, 3, 4, 5, 1, 10, 2, 0];

/** The exit code that rules where several apply: 70 > 6 > 3 > 4 > 5 > 1 > 10 > 0. Of no codes at all it is 5: nothing evaluated is never 0. */
export function worstExit(codes: Iterable<ExitCode>): ExitCode {
  const present = new Set(codes);
  return PRECEDENCE.find((code) => present.has(code)) ?? EXIT.incomplete;
}

/** Which class of "we could not look" an error belongs to; it fixes the exit code. */
export type ErrorKind = 'usage' | 'input' | 'integrity' | 'incomplete' | 'environment';

export interface AssayErrorInit {
  readonly kind: ErrorKind;
  /** Stable, kebab-case name that scripts may rely on. */
  readonly code: string;
  /** What is wrong, in lower case, without blame. */
  readonly message: string;
  /** What to try next. */
  readonly hint: string;
  readonly location?: Location;
  /** The code that an imported system uses for the same failure. */
  readonly legacyCode?: string;
}

/** We could not look: usage, unreadable input, broken integrity, incomplete work, environment. A wrong content is a Finding instead. */
export class AssayError extends Error {
  override readonly name = 'AssayError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;
  readonly location: Location | undefined;
  readonly legacyCode: string | undefined;

  constructor(init: AssayErrorInit) {
    super(init.message);
    this.kind = init.kind;
    this.code = init.code;
    this.hint = init.hint;
    this.location = init.location;
    this.legacyCode = init.legacyCode;
  }

  get exitCode(): ExitCode {
    return EXIT[this.kind];
  }
}

/** An input that is malformed, unreadable or over a limit (exit 3). */
export function inputError(code: string, message: string, hint: string, location?: Location): AssayError {
  return new AssayError({ kind: 'input', code, message, hint, ...(location ? { location } : {}) });
}

/** Bytes that disagree with a digest, a signature, a redaction rule or a strict reader's rule (exit 4). */
export function integrityError(code: string, message: string, hint: string, location?: Location): AssayError {
  return new AssayError({ kind: 'integrity', code, message, hint, ...(location ? { location } : {}) });
}

/** A call that can't be understood (exit 2). */
export function usageError(code: string, message: string, hint: string): AssayError {
  return new AssayError({ kind: 'usage', code, message, hint });
}
