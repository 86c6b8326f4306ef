import { escapeUnprintable, UNPRINTABLE_IN_TEXT, withoutCommands } from '../model/printable-line.ts';

export { printableLine } from '../model/printable-line.ts';

const COLOUR = /^\u001b\[(?:1|2|22|31|32|33|39)m/;

/**
 * Text of several lines that is safe on a terminal: line feeds and tabs stay, and so do the colours of `Style` where
 * they are on. A name from a hostile file can at most be coloured.
 */
export function printableText(text: string, coloured: boolean): string {
  const safe = text.replace(UNPRINTABLE_IN_TEXT, (char, offset: number) => {
    if (coloured && char === '\u001b' && COLOUR.test(text.slice(offset, offset + 5))) return char;
    return escapeUnprintable(char);
  });
  return withoutCommands(safe);
}
