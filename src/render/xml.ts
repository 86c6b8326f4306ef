import { UNPRINTABLE } from '../model/printable-line.ts';

/** What no XML 1.0 document may hold (XML 1.0 §2.2), not even as a character reference; lone surrogates among it. */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Legal, and still able to move or reorder what a terminal shows: written as references, which change no value. So is what
 * would be a command for the runner of GitHub Actions, where a log shows the file.
 */
const RISKY = new RegExp(UNPRINTABLE.source, 'gu');

/** Foreign text as the value of an attribute; line feeds and tabs survive as references. */
export function xmlAttribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replace(RISKY, reference);
}

/** Foreign text between tags; `]]>` can't stand there whole (XML 1.0 §2.4). */
export function xmlText(text: string): string {
  return escaped(text)
    .replace(RISKY, (char) => (char === '\n' || char === '\t' ? char : reference(char)))
    .replace(/(?<=^[^\S\n]*):(?=:)/gm, reference);
}

function escaped(text: string): string {
  return text
    .replace(ILLEGAL, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/#(?=#(?:vso|teamcity)?\[)/g, reference);
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}
