import { type CharSet, charSet } from './char-set.ts';

export const DIGIT: CharSet = charSet([[0x30, 0x39]]);
export const WORD: CharSet = charSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]);
/** ECMA-262 WhiteSpace and LineTerminator. */
export const SPACE: CharSet = charSet([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
export const LINE_END: CharSet = charSet([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]);

let everyCharacter: string | undefined;
const properties = new Map<string, CharSet>();

/** The set that `\p{name}` names, as this JavaScript engine knows it; undefined for an unknown name. */
export function unicodeProperty(name: string): CharSet | undefined {
  const known = properties.get(name);
  if (known !== undefined) return known;
  let runs: RegExp;
  try {
    runs = new RegExp(`\\p{${name}}+`, 'gu');
  } catch {
    return undefined;
  }
  everyCharacter ??= allCharacters();
  const ranges: [number, number][] = [];
  for (const match of everyCharacter.matchAll(runs)) {
    // A run is contiguous in code points except where it crosses the surrogates, which charSet() drops.
    const last = match[0].at(-1)?.charCodeAt(0) ?? 0;
    const end = last >= 0xdc00 && last <= 0xdfff ? match[0].slice(-2) : match[0].slice(-1);
    ranges.push([match[0].codePointAt(0) ?? 0, end.codePointAt(0) ?? 0]);
  }
  const set = charSet(ranges);
  properties.set(name, set);
  return set;
}

function allCharacters(): string {
  const parts: string[] = [];
  for (let start = 0; start <= 0x10ffff; start += 0x400) {
    if (start >= 0xd800 && start <= 0xdfff) continue;
    parts.push(String.fromCodePoint(...Array.from({ length: 0x400 }, (_, i) => start + i)));
  }
  return parts.join('');
}
