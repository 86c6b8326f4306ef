import { printableLine } from '../../model/printable-line.ts';

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '@': '@<!-- -->' };

/** Foreign text as Markdown text of one line, in a table or out of one: nothing in it is markup, and nobody is mentioned. */
export function text(value: string): string {
  return printableLine(value).replace(/[\\`*_[\]<>|~&@]|!(?=\[)|^#/g, (char) => ENTITIES[char] ?? `\\${char}`);
}

/** A code span that no back tick ends, and that a table takes. */
export function code(value: string): string {
  const line = printableLine(value).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
