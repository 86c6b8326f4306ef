/** A cell: its text, and how it is coloured, which takes no room. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

/** Rows with aligned columns, indented by two; the last column is not padded. */
export function alignRows(rows: readonly (readonly Cell[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
    });
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const padding = ' '.repeat((widths[column] ?? 0) - textOf(cell).length);
      const painted = typeof cell === 'string' ? cell : cell.paint(cell.text);
      return column === row.length - 1 ? painted : painted + padding;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
