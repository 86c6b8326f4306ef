/** C0 and C1 controls, DEL, line and paragraph separators, and the characters that reorder text (Unicode bidi controls). */
export const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** An unprintable character as JSON escapes it. */
export function escapeUnprintable(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One line that is safe on a terminal: characters that could move, colour or reorder it are escaped as in JSON. */
export function printableLine(text: string): string {
  return text.replace(UNPRINTABLE, escapeUnprintable);
}
