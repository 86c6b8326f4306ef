import { escapeUnprintable, printableLine } from '../model/printable-line.ts';
import { wrap } from './layout.ts';

const BREAK = /[\n\r\t]/;
const BREAKS = /[\n\r\t]/g;
/** How much farther right the cells below the first one stand. */
const STEP = 4;

/**
 * Rows of cells as aligned columns, two blanks apart; no blank at the end of a line. A row is one line: a break in a
 * cell, which may be somebody else's text, would begin a row that nobody wrote. On a screen that is too narrow for
 * them, every row has its first cell on a line of its own, and the others below it, farther to the right.
 * @param width of the screen, where there is one
 */
export function table(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string[] {
  const lines = aligned(rows);
  return lines.every((line) => line.length <= width) ? lines : stacked(rows, width);
}

function stacked(rows: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row) => {
    const [first = '', ...others] = row.map((cell) => cell.replace(BREAKS, escapeUnprintable));
    const indent = ' '.repeat(first.length - first.trimStart().length + STEP);
    const room = Math.max(width - indent.length, 1);
    const lines: string[] = [];
    let line = '';
    for (const cell of others.map((other) => other.trim()).filter((other) => other !== '')) {
      const joined = line === '' ? cell : `${line}  ${cell}`;
      if (joined.length <= room) {
        line = joined;
        continue;
      }
      // A cell that fits on no line goes on by its words.
      const [last = '', ...above] = wrap(cell, room).reverse();
      lines.push(...(line === '' ? [] : [line]), ...above.reverse());
      line = last;
    }
    return [first.trimEnd(), ...[...lines, line].filter((each) => each !== '').map((each) => `${indent}${each}`)];
  });
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const lines = rows.map(() => '');
  let columns = 0;
  for (const row of rows) columns = Math.max(columns, row.length);
  // Column by column, as most cells of a long table are what stands above them.
  for (let column = 0; column < columns; column += 1) addColumn(lines, rows, column);
  return lines.map((line) => line.trimEnd());
}

function addColumn(lines: string[], rows: readonly (readonly string[])[], column: number): void {
  const cells = cellsOf(rows, column);
  let width = 0;
  for (const cell of cells) if (cell !== undefined && cell.length > width) width = cell.length;
  let above: string | undefined;
  let padded = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (cell === undefined) continue;
    if (cell !== above) padded = `${column > 0 ? '  ' : ''}${cell.padEnd(width)}`;
    above = cell;
    lines[at] += padded;
  }
}

/** The cells of a column, each in one line. */
function cellsOf(rows: readonly (readonly string[])[], column: number): (string | undefined)[] {
  const cells: (string | undefined)[] = [];
  let above: string | undefined;
  let clean: string | undefined;
  for (const row of rows) {
    const cell = row[column];
    if (cell !== above) clean = cell !== undefined && BREAK.test(cell) ? cell.replace(BREAKS, escapeUnprintable) : cell;
    above = cell;
    cells.push(clean);
  }
  return cells;
}

/** Rows of cells as tab-separated values, the first row being the header. No cell holds a tab or a line break. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(printableLine).join('\t')}\n`).join('');
}
