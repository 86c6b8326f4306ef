import { escapeUnprintable, printableLine } from '../model/printable-line.ts';

/**
 * Rows of cells as aligned columns, two blanks apart; no blank at the end of a line. A row is one line: a break in a
 * cell, which may be somebody else's text, would begin a row that nobody wrote.
 */
export function table(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map((cell) => cell.replace(/[\n\r\t]/g, escapeUnprintable)));
  const widths = (rows[0] ?? []).map(() => 0);
  for (const row of rows)
    for (const [column, widest] of widths.entries()) widths[column] = Math.max(widest, row[column]?.length ?? 0);
  return rows.map((row) => {
    let line = '';
    for (const [column, cell] of row.entries()) line += `${column > 0 ? '  ' : ''}${cell.padEnd(widths[column] ?? 0)}`;
    return line.trimEnd();
  });
}

/** Rows of cells as tab-separated values, the first row being the header. No cell holds a tab or a line break. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(printableLine).join('\t')}\n`).join('');
}
