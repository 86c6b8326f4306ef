import { printableLine } from '../model/printable-line.ts';

/** Foreign text as one line that no terminal, log or list can take for more: breaks become spaces, the rest is escaped. */
export function oneLine(text: string): string {
  return printableLine(text.replace(/\s*[\r\n\t]+\s*/g, ' '));
}
