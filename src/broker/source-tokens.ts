import type { SourceText } from './source-text.ts';

/** A word, a text or a mark of a source. */
export interface Token {
  readonly kind: 'name' | 'text' | 'mark';
  /** The word or the mark; the value of a text. */
  readonly text: string;
  readonly at: number;
}

/** The words of a source, with the brackets that belong together. */
export interface Tokens {
  readonly list: readonly Token[];
  /** Index of the bracket that closes the one at an index. */
  readonly closes: ReadonlyMap<number, number>;
}

const TOKEN = /[A-Za-z_$][\w$]*|\d[\w.]*|\?\.(?!\d)|\?\?|=>|->|:=|\.\.\.|[=!<>]=+|\|\||[^\s\w"'`]|["'`]/g;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * The words of a source without its comments. What a template or an f-string computes follows the text.
 * @param most words; undefined for a source that has more
 */
export function tokensOf({ code, literals }: SourceText, most: number): Tokens | undefined {
  const list: Token[] = [];
  let next = 0;
  for (const { 0: text, index: at } of code.matchAll(TOKEN)) {
    if (list.length >= most) return undefined;
    const literal = literals[next];
    if (/^["'`]$/.test(text)) {
      if (literal?.start !== at) continue;
      next += 1;
      list.push({ kind: 'text', text: literal.value, at });
    } else list.push({ kind: /^[A-Za-z_$]/.test(text) ? 'name' : 'mark', text, at });
  }
  return { list, closes: pairs(list) };
}

function pairs(list: readonly Token[]): Map<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind, text }] of list.entries()) {
    if (kind !== 'mark') continue;
    if (text === '(' || text === '[' || text === '{') open.push(at);
    const opening = CLOSING[text];
    if (opening === undefined) continue;
    const last = open.at(-1);
    if (last === undefined || list[last]?.text !== opening) continue;
    open.pop();
    closes.set(last, at);
  }
  return closes;
}
