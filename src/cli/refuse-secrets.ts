import { integrityError } from '../model/errors.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject } from '../model/json/value.ts';
import { leakIn } from '../model/leaks/values.ts';
import type { CommandResult } from './command.ts';

/** What no output may carry, whatever it is about; paths, instants and query strings are what some outputs are about. */
const SECRET: ReadonlySet<string> = new Set([
  'private-key',
  'private-insert-uri',
  'process-token',
  'session-token',
  'form-password',
  'credential',
]);

/**
 * The last look before anything is printed or written: a result that repeats a secret from an input is withheld whole.
 * The value is never part of the message.
 * @throws AssayError secret-in-output (integrity, exit 4)
 */
export function refuseSecrets(result: CommandResult): void {
  const secrets = secretsOf(result.json);
  const [kind] = secrets.values();
  if (kind === undefined) return;
  const found = placeOf(secrets, result.json) ?? { pointer: '', kind };
  throw integrityError(
    'secret-in-output',
    `the result would repeat a secret (${found.kind}) from an input, at ${found.pointer === '' ? 'its root' : found.pointer}; nothing was printed or written`,
    'take the secret out of the input, and revoke it: it was readable there',
  );
}

/** Commits and bare digests look random and are public, also within a path as `git:<commit>:contract.yaml`. */
const PUBLIC = /(?<![0-9A-Za-z])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])/g;
const SHORTEST_PUBLIC = 40;
const BACKSLASH = 0x5c;

/**
 * Where in JSON a text begins, or a name, that somebody has to look at. What most texts are needs no look: one short
 * word, digests, instants, and what ids, versions and paths are, short words of small letters and digits. No secret looks
 * so: a token has fifteen characters or more between dots and slashes, and a label has a sign before its value. The quote
 * at the end of a text that is passed over stands behind none of those signs.
 */
const UNUSUAL =
  /(?<=^|[{[,:])"(?!(?:[A-Za-z]{1,14}|sha256:[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?=[a-z\d/-]{0,31}(?:\.[a-z\d/-]{0,31}){0,30}")[a-z\d-]{0,14}(?:[./][a-z\d-]{0,14}){0,60})")/g;

/**
 * The texts of a result that hold a secret, names among them, and of which kind. One expression over the text of the
 * whole finds what has to be looked at several times faster than a visit to each member does.
 */
function secretsOf(json: unknown): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  // A result says which format of ours it has: to look at that alone would compile every sign of a secret.
  const format = isJsonObject(json) ? json.kind : undefined;
  for (const text of unusualTexts(JSON.stringify(json) ?? '')) {
    if (text === format && /^assay\.[a-z-]{1,40}$/.test(text)) continue;
    const kind = leakIn(text.length < SHORTEST_PUBLIC ? text : text.replace(PUBLIC, ''));
    if (kind !== undefined && SECRET.has(kind)) secrets.set(text, kind);
  }
  return secrets;
}

function unusualTexts(json: string): ReadonlySet<string> {
  const texts = new Set<string>();
  UNUSUAL.lastIndex = 0;
  while (UNUSUAL.test(json)) {
    const start = UNUSUAL.lastIndex;
    const end = endOfText(json, start);
    texts.add(JSON.parse(json.slice(start - 1, end + 1)));
    UNUSUAL.lastIndex = end + 1;
  }
  return texts;
}

/** The next quote that is not escaped: an expression that repeats has a limit, and a text has none. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start); ; end = json.indexOf('"', end + 1)) {
    let first = end;
    while (json.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
}

interface Found {
  readonly pointer: string;
  readonly kind: string;
}

/** The first place of any secret; a name is told by the object that has it. */
function placeOf(secrets: ReadonlyMap<string, string>, value: unknown): Found | undefined {
  if (typeof value === 'string') return told(secrets, value);
  if (!Array.isArray(value) && !isJsonObject(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const named = told(secrets, name);
    if (named !== undefined) return named;
    const found = placeOf(secrets, member);
    if (found !== undefined) return { pointer: pointerJoin('', name) + found.pointer, kind: found.kind };
  }
  return undefined;
}

function told(secrets: ReadonlyMap<string, string>, text: string): Found | undefined {
  const kind = secrets.get(text);
  return kind === undefined ? undefined : { pointer: '', kind };
}
