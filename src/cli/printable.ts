// C0 and C1 controls, DEL, line and paragraph separators, and the characters that reorder text (Unicode bidi controls).
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const COLOUR = /^\u001b\[(?:1|2|22|31|32|33|39)m/;

function escaped(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One line that is safe on a terminal: characters that could move, colour or reorder it are escaped as in JSON. */
export function printableLine(text: string): string {
  return text.replace(UNSAFE, escaped);
}

/**
 * Text of several lines that is safe on a terminal: line feeds and tabs stay, and so do the colours of `Style` where
 * they are on. A name from a hostile file can at most be coloured.
 */
export function printableText(text: string, coloured: boolean): string {
  return text.replace(UNSAFE, (char, offset: number) => {
    if (char === '\n' || char === '\t') return char;
    if (coloured && char === '\u001b' && COLOUR.test(text.slice(offset, offset + 5))) return char;
    return escaped(char);
  });
}
