import { UNPRINTABLE_IN_TEXT } from './printable-line.ts';

/**
 * A document as JSON text that a terminal and a CI log can show: what could move or reorder it, or begins a command of a
 * runner, is escaped, which changes no value.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    .replace(UNPRINTABLE_IN_TEXT, unicode)
    .replace(/#(?=#(?:vso|teamcity)?\[)/g, unicode);
  return `${text}\n`;
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
