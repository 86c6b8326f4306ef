/** One assignment of a `.env` file. */
export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** 1-based line where it starts. */
  readonly line: number;
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=[ \t]*(.*)$/;

/**
 * Reads a `.env` file as the usual loaders do: `NAME=value`, an optional `export`, comments, and values in single or
 * double quotes that may span lines. A line that is none of these says nothing.
 */
export function parseEnv(text: string): EnvEntry[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const entries: EnvEntry[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, rest = ''] = ASSIGNMENT.exec(lines[at] ?? '') ?? [];
    if (name === undefined) continue;
    const line = at + 1;
    const quote = /^["'`]/.exec(rest)?.[0];
    if (quote === undefined) {
      entries.push({ name, value: rest.replace(/(?:^|\s)#.*$/, '').trim(), line });
      continue;
    }
    const end = closingLine(lines, at, quote);
    const whole = [rest, ...lines.slice(at + 1, end + 1)].join('\n').slice(1);
    entries.push({ name, value: whole.slice(0, closing(whole, quote) ?? whole.length), line });
    at = end;
  }
  return entries;
}

/** The line on which a quoted value ends; its first line where it never does. */
function closingLine(lines: readonly string[], start: number, quote: string): number {
  const first = (lines[start] ?? '').replace(ASSIGNMENT, '$2').slice(1);
  if (closing(first, quote) !== undefined) return start;
  for (let at = start + 1; at < lines.length; at += 1) if (closing(lines[at] ?? '', quote) !== undefined) return at;
  return start;
}

function closing(text: string, quote: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}
