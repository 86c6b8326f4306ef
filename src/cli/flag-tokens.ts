/** A flag as it stands in the arguments: `--name`, `--name=value`, `-h`. */
export interface FlagToken {
  /** Place in the arguments. */
  readonly index: number;
  readonly written: string;
  readonly name: string;
  /** Whether `=value` follows. */
  readonly assigned: boolean;
}

const NEGATIVE_NUMBER = /^-(?:\d+(?:\.\d+)?|\.\d+)$/;

/** One letter stands for these flags. */
const SHORT: Readonly<Record<string, string>> = { '-h': 'help' };

/**
 * The flags among the arguments, up to `--`. No value begins with a dash (unless written `--flag=-value`), so what
 * begins with one is a flag: this sees repetition, `--flag=` and unknown names before any parser has normalised them.
 */
export function flagTokens(argv: readonly string[]): FlagToken[] {
  const tokens: FlagToken[] = [];
  for (const [index, arg] of argv.entries()) {
    if (arg === '--') break;
    if (!arg.startsWith('-') || arg === '-' || NEGATIVE_NUMBER.test(arg)) continue;
    const equals = arg.indexOf('=');
    const written = equals === -1 ? arg : arg.slice(0, equals);
    tokens.push({ index, written, name: nameOf(written), assigned: equals !== -1 });
  }
  return tokens;
}

/** A single dash with several letters is no flag of ours; it keeps its dash so that it can't be found as one. */
function nameOf(written: string): string {
  if (Object.hasOwn(SHORT, written)) return SHORT[written] ?? written;
  return written.startsWith('--') ? written.slice(2) : written;
}

/** Whether a flag without value is given: asked before parsing, because it says how a parse error is printed. */
export function hasFlag(argv: readonly string[], name: string): boolean {
  return flagTokens(argv).some((token) => token.name === name && !token.assigned);
}
