/** Left column, right column: as `--help` lists commands and flags. */
export type Row = readonly [string, string];

const GAP = 2;
const WIDEST_LEFT = 28;

/** Two aligned columns, indented by two; the right one is wrapped, and goes below where the left one is wide. */
export function columns(rows: readonly Row[], width: number): string[] {
  const left = Math.min(WIDEST_LEFT, Math.max(0, ...rows.map(([name]) => name.length)));
  const indent = GAP + left + GAP;
  return rows.flatMap(([name, text]) => {
    const lines = wrap(text, width - indent).map((line) => `${' '.repeat(indent)}${line}`);
    const first = lines[0]?.slice(indent) ?? '';
    if (name.length > left) return [`  ${name}`, ...lines];
    return [`  ${name.padEnd(left)}  ${first}`.trimEnd(), ...lines.slice(1)];
  });
}

/** Breaks text between words so that no line is longer than the width, where words allow it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
