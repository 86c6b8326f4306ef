/**
 * C0 and C1 controls, DEL, line and paragraph separators, the characters that reorder text (Unicode bidi controls) and
 * those without a width, by which two names look like one.
 */
export const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The same without line feeds and tabs: most texts have thousands of those, and nothing else. */
export const UNPRINTABLE_IN_TEXT =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** An unprintable character as JSON escapes it. */
export function escapeUnprintable(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * One line that is safe on a terminal and in a CI log: characters that could move, colour or reorder it are escaped as
 * in JSON, and so is what CI runners take for a command.
 */
export function printableLine(text: string): string {
  return withoutCommands(text.replace(UNPRINTABLE, escapeUnprintable));
}

/**
 * Breaks workflow commands: GitHub's runner acts on a line that begins, after white space, with `::`, and on `##[`
 * anywhere in one; other runners know `##vso[` and `##teamcity[`.
 */
export function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##')) return text;
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replace(/##(?=\[|vso\[|teamcity\[)/g, '#\\u0023');
}
