import { digestBytes } from '../model/digest.ts';
import { LineCounter } from '../model/line-counter.ts';
import type { SecretFact } from './bundle-input.ts';

const PRIVATE_KEY = 'private key';

/** Tokens that give themselves away. */
const TOKENS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  {
    kind: PRIVATE_KEY,
    // Code that reads keys has the line between quotes, or before a variable, and no key behind it.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?!(?:\\n)?(?:["'`]|\$\{)(?![\s\S]{0,300}?[A-Za-z0-9+/]{40}))/g,
  },
  token('palette token', /pltt_[A-Za-z0-9_-]{43}/),
  token('github token', /gh[opusr]_[A-Za-z0-9]{36,251}|github_pat_\w{22,255}/),
  token('gitlab token', /glpat-[\w-]{20,64}/),
  token('npm token', /npm_[A-Za-z0-9]{36}/),
  token('pypi token', /pypi-AgEIcHlwaS5vcmc[\w-]{50,500}/),
  { kind: 'aws key id', pattern: /(?<![\w/+])(?:AKIA|ASIA)[A-Z0-9]{16}(?![\w/+])/g },
  token('azure key', /AccountKey=[A-Za-z0-9+/]{86}==/),
  token('google key', /AIza[\w-]{35}|GOCSPX-[\w-]{28}/),
  token('slack token', /xox[abprse]-[A-Za-z0-9-]{10,250}/),
  token('slack webhook', /hooks\.slack\.com\/services\/T\w{6,14}\/B\w{6,14}\/\w{20,30}/),
  token('stripe key', /[sr]k_live_[A-Za-z0-9]{16,247}/),
  token('sendgrid key', /SG\.[\w-]{22}\.[\w-]{43}/),
  token('hugging face token', /hf_[A-Za-z0-9]{34}/),
  token('digitalocean token', /do[por]_v1_[a-f0-9]{64}/),
  token('openai key', /sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,200}/),
  token('signed token', /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/),
];

/** A token that ends at its end: a longer word that only begins like one is none. */
function token(kind: string, { source }: RegExp): { readonly kind: string; readonly pattern: RegExp } {
  return { kind, pattern: new RegExp(`(?:${source})(?![\\w-])`, 'g') };
}

/** Nor is a longer word that only ends like one; the `n` of an escaped line break is no part of a word. */
function startsWord(text: string, at: number): boolean {
  return !/[\w-]/.test(text.charAt(at - 1)) || /\\[nrt]/.test(text.slice(Math.max(0, at - 2), at));
}

const NAME =
  '(?:secret|token|passw(?:or)?d|passphrase|api[_-]?key|private[_-]?key|credential|auth[_-]?key)[\\w-]{0,20}';
/** Where a value starts that is a secret by its place, and a text that every such place has. */
const PLACES: readonly { readonly has: RegExp; readonly start: RegExp }[] = [
  {
    // `token = "…"`, `"apiKey": "…"`, `SECRET=…`, `token: string = "…"`, `process.env.API_KEY ?? "…"`
    has: /[:=|?]/,
    start: new RegExp(
      `${NAME}(?:["']?(?:\\s{0,3}:\\s{0,3}(?:string|str|bytes))?\\s{0,3}(?:[:=]|=>|:=)\\s{0,3}["'\`]?|(?:["']\\s?\\])?\\s{0,3}(?:\\|\\||\\?\\?)\\s{0,3}["'\`])`,
      'gi',
    ),
  },
  {
    // `os.environ.get("TOKEN", "…")`
    has: /getenv|environ\.get/,
    start: new RegExp(`(?:getenv|environ\\.get)\\(\\s{0,3}["']\\w{0,40}${NAME}["']\\s{0,3},\\s{0,3}["']`, 'gi'),
  },
  { has: /[Bb]earer\s/, start: /[Bb]earer\s{1,3}/g },
];
/** `postgres://app:…@host`, up to the password. */
const USER_INFO = /:\/\/[^\s/:@"'`<>]{0,80}:(?=[\w!$&*+,;=.~%^-]{12,128}@)/g;
const PASSWORD = /[^@]{12,128}/y;
/** What such a value is made of; one that no person would write has this many characters. */
const VALUE_CHARACTER = /[A-Za-z0-9+/_=-]/;
const VALUE_LENGTH = { least: 20, most: 512 } as const;

/** What every token has somewhere: most texts have none of it, and need no closer look. */
const MAYBE =
  /pltt_|gh[opusr]_|github_pat_|glpat-|npm_|pypi-|AKIA|ASIA|AccountKey|AIza|GOCSPX|xox[abprse]-|hooks\.slack|k_live_|SG\.|hf_|do[por]_v1_|sk-|eyJ|PRIVATE KEY/;

const STANDS_FOR_ONE = /example|placeholder|your[_-]|xxxx|dummy|changeme|redacted|0000000/i;

/**
 * Every secret in a text, at its line. The value itself is never handed out.
 * @param file path in the bundle
 */
export function secretsIn(text: string, file: string): SecretFact[] {
  const found = new Map<number, { readonly kind: string; readonly value: string }>();
  for (const { kind, pattern } of MAYBE.test(text) ? TOKENS : [])
    for (const match of text.matchAll(pattern))
      if (
        (kind === PRIVATE_KEY || startsWord(text, match.index)) &&
        !STANDS_FOR_ONE.test(match[0]) &&
        looksMixed(kind, match[0])
      )
        found.set(match.index, { kind, value: match[0] });
  for (const { at, value } of assignedValues(text))
    if (!found.has(at) && isRandom(value) && !STANDS_FOR_ONE.test(value))
      found.set(at, { kind: 'random secret', value });
  for (const { at, value } of passwords(text))
    if (isRandom(value) && !STANDS_FOR_ONE.test(value)) found.set(at, { kind: 'password in an address', value });
  const lines = new LineCounter(text);
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, { kind, value }]) => ({ file, line: lines.at(at), kind, digest: digestBytes(value) }));
}

/** What stands in a place of secrets. No run of characters is looked at twice, however many names it has. */
function* assignedValues(text: string): Generator<{ readonly at: number; readonly value: string }> {
  for (const { has, start } of PLACES) {
    if (!has.test(text)) continue;
    let passed = 0;
    for (const match of text.matchAll(start)) {
      const at = match.index + match[0].length;
      if (at < passed) continue;
      let end = at;
      while (end < text.length && VALUE_CHARACTER.test(text.charAt(end))) end += 1;
      passed = end;
      if (end - at >= VALUE_LENGTH.least && end - at <= VALUE_LENGTH.most) yield { at, value: text.slice(at, end) };
    }
  }
}

/** Passwords in addresses. */
function* passwords(text: string): Generator<{ readonly at: number; readonly value: string }> {
  for (const match of text.matchAll(USER_INFO)) {
    const at = match.index + match[0].length;
    PASSWORD.lastIndex = at;
    const value = PASSWORD.exec(text)?.[0];
    if (value !== undefined) yield { at, value };
  }
}

/** A token's random part has digits; `app_pltt_storyboard_video_maker` and its like have none. */
function looksMixed(kind: string, value: string): boolean {
  return kind === PRIVATE_KEY || /\d/.test(value);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A name or a path of words and numbers: `my-app-prod-db-1-v2-2026`, `/v1/data/app1`. */
function isWords(value: string): boolean {
  const parts = value.split(/[-_/]/);
  return parts.length > 2 && parts.every((part) => part.length < 5 || /^[A-Za-z]+\d{0,2}$/.test(part));
}

/** Letters and digits mixed, and at least 3.5 bits in each character; no name that a person or a counter gave. */
function isRandom(value: string): boolean {
  if (UUID.test(value) || isWords(value)) return false;
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
