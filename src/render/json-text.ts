import { UNPRINTABLE } from '../model/printable-line.ts';

/** A document as JSON text that a terminal can show: what could move or reorder it is escaped, which changes no value. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(UNPRINTABLE, (char) =>
    char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
