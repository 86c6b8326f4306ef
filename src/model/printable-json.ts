import { UNPRINTABLE_IN_TEXT } from './printable-line.ts';

/**
 * A document as JSON text that a terminal and a CI log can show: what could move or reorder it, or begins a command of a
 * runner, is escaped, which changes no value.
 */
export function jsonText(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

/** The same for a text that is JSON already: it stays as it is laid out. */
export function printableJson(text: string): string {
  return text.replace(UNPRINTABLE_IN_TEXT, unicode).replace(/#(?=#(?:vso|teamcity)?\[)/g, unicode);
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
