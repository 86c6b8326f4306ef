/**
 * Lays out the engine's raw text: two spaces per level, a semicolon after every member and alias, no trailing blanks,
 * no parentheses around a whole type. The engine's own formatter would triple the time.
 */
export function printTypes(raw: string): string {
  const lines: string[] = [];
  let depth = 0;
  let comment: string[] | undefined;
  for (const line of raw.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    if (line === '/**') comment = [];
    if (comment) {
      comment.push(line);
      if (line !== '*/') continue;
      lines.push(...block(comment).map((text) => '  '.repeat(depth) + text));
      comment = undefined;
      continue;
    }
    const { change, lowest } = nesting(line);
    const level = depth + lowest;
    depth += change;
    const closesInterface = line === '}' && depth === 0;
    lines.push(`${'  '.repeat(level)}${bare(line)}${line.endsWith('{') || closesInterface ? '' : ';'}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A comment block; one line where it says one line. */
function block(comment: readonly string[]): string[] {
  const [, only = '', end] = comment;
  if (end === '*/') return [`/** ${only.slice('* '.length)} */`];
  return comment.map((line) => (line.startsWith('*') ? ` ${line}` : line));
}

/** How a line changes the depth of braces, and how far below its start it dips. Braces in string literals are text. */
function nesting(line: string): { readonly change: number; readonly lowest: number } {
  let change = 0;
  let lowest = 0;
  for (const char of withoutStrings(line)) {
    if (char === '{') change += 1;
    if (char === '}') change -= 1;
    lowest = Math.min(lowest, change);
  }
  return { change, lowest };
}

/** The line with every character of its string literals blanked. */
function withoutStrings(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => '"'.repeat(literal.length));
}

/** `key: (A | B)` without its parentheses, where they hold the whole type. */
function bare(line: string): string {
  const code = withoutStrings(line);
  const open = /^[^(]*?(?:: |= )(?=\()/.exec(code)?.[0].length;
  if (open === undefined || !code.endsWith(')')) return line;
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')') depth -= 1;
    if (depth === 0 && at < code.length - 1) return line;
  }
  return line.slice(0, open) + line.slice(open + 1, -1);
}
