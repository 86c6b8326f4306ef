import { digestBytes } from '../model/digest.ts';
import { LineCounter } from '../model/line-counter.ts';
import type { SecretFact } from './bundle-input.ts';

/** Tokens that give themselves away, each bounded so that a longer word that only contains one is none. */
const TOKENS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'private key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g },
  { kind: 'palette token', pattern: /(?<![\w-])pltt_[A-Za-z0-9_-]{43}(?![\w-])/g },
  { kind: 'github token', pattern: /(?<![\w-])(?:gh[opusr]_[A-Za-z0-9]{36,251}|github_pat_\w{22,255})(?![\w-])/g },
  { kind: 'gitlab token', pattern: /(?<![\w-])glpat-[\w-]{20,64}(?![\w-])/g },
  { kind: 'npm token', pattern: /(?<![\w-])npm_[A-Za-z0-9]{36}(?![\w-])/g },
  { kind: 'aws key id', pattern: /(?<![\w/+])(?:AKIA|ASIA)[A-Z0-9]{16}(?![\w/+])/g },
  { kind: 'google key', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { kind: 'slack token', pattern: /(?<![\w-])xox[abprse]-[A-Za-z0-9-]{10,250}(?![\w-])/g },
  { kind: 'stripe key', pattern: /(?<![\w-])[sr]k_live_[A-Za-z0-9]{16,247}(?![\w-])/g },
  { kind: 'openai key', pattern: /(?<![\w-])sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,200}(?![\w-])/g },
  { kind: 'signed token', pattern: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}(?![\w-])/g },
];

/** `token = "…"`, `"apiKey": "…"`, `SECRET=…`: a name that tells of a secret, up to where its value starts. */
const ASSIGNED =
  /(?:secret|token|passw(?:or)?d|passphrase|api[_-]?key|private[_-]?key|credential|auth[_-]?key)[\w-]{0,20}["']?\s{0,3}(?:[:=]|=>|:=)\s{0,3}["'`]?/gi;
/** What such a value is made of; one that no person would write has this many characters. */
const VALUE_CHARACTER = /[A-Za-z0-9+/_=-]/;
const VALUE_LENGTH = { least: 20, most: 512 } as const;

/** What every token has somewhere: most texts have none of it, and need no closer look. */
const MAYBE = /pltt_|gh[opusr]_|github_pat_|glpat-|npm_|AKIA|ASIA|AIza|xox[abprse]-|k_live_|sk-|eyJ|PRIVATE KEY/;

const STANDS_FOR_ONE = /example|placeholder|your[_-]|xxxx|dummy|changeme|redacted|0000000/i;

/**
 * Every secret in a text, at its line. The value itself is never handed out.
 * @param file path in the bundle
 */
export function secretsIn(text: string, file: string): SecretFact[] {
  const found = new Map<number, { readonly kind: string; readonly value: string }>();
  for (const { kind, pattern } of MAYBE.test(text) ? TOKENS : [])
    for (const match of text.matchAll(pattern))
      if (!STANDS_FOR_ONE.test(match[0]) && looksMixed(kind, match[0]))
        found.set(match.index, { kind, value: match[0] });
  for (const { at, value } of assignedValues(text))
    if (!found.has(at) && isRandom(value) && !STANDS_FOR_ONE.test(value))
      found.set(at, { kind: 'random secret', value });
  const lines = new LineCounter(text);
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, { kind, value }]) => ({ file, line: lines.at(at), kind, digest: digestBytes(value) }));
}

/** What is assigned to names of secrets. No run of characters is looked at twice, however many names it has. */
function* assignedValues(text: string): Generator<{ readonly at: number; readonly value: string }> {
  let passed = 0;
  for (const match of text.matchAll(ASSIGNED)) {
    const at = match.index + match[0].length;
    if (at < passed) continue;
    let end = at;
    while (end < text.length && VALUE_CHARACTER.test(text.charAt(end))) end += 1;
    passed = end;
    if (end - at >= VALUE_LENGTH.least && end - at <= VALUE_LENGTH.most) yield { at, value: text.slice(at, end) };
  }
}

/** A token's random part has digits; `app_pltt_storyboard_video_maker` and its like have none. */
function looksMixed(kind: string, value: string): boolean {
  return kind === 'private key' || /\d/.test(value);
}

/** Letters and digits mixed, and at least 3.5 bits in each character. */
function isRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  // Words joined by dashes have letters in runs; random text changes its kind all the time.
  const changes = [...value].filter((char, at) => at > 0 && isDigit(char) !== isDigit(value[at - 1] ?? '')).length;
  return bits >= 3.5 && changes >= 4;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
