/**
 * File of what has a dotted name, without extension. TypeScript reads a file with `.d.` in its name as declarations, and
 * writes no JavaScript for it: `x.d.y` gives `x._d.y`, and `x._d.y` one underscore more.
 */
export function sourceFile(dotted: string): string {
  return dotted.replaceAll(/\.(?=_*d(?:\.|$))/g, '._');
}
