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
  const found = secretIn(result.json, new Set());
  if (found === undefined) return;
  throw integrityError(
    'secret-in-output',
    `the result would repeat a secret (${found.kind}) from an input, at ${found.pointer === '' ? 'its root' : found.pointer}; nothing was printed or written`,
    'take the secret out of the input, and revoke it: it was readable there',
  );
}

/** Commits and bare digests look random and are public, also within a path as `git:<commit>:contract.yaml`. */
const PUBLIC = /(?<![0-9A-Za-z])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])/g;
const SHORTEST_PUBLIC = 40;
/** What most of the longer texts of a result are. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const DIGEST_LENGTH = 71;
/**
 * What most of the others are, ids, versions and paths: short words of small letters and digits. No secret looks so: a
 * token has fifteen characters or more between dots and slashes, and a label has a sign before its value.
 */
const WORDS = /^(?=[a-z\d/-]{0,31}(?:\.[a-z\d/-]{0,31})*$)[a-z\d-]{0,14}(?:[./][a-z\d-]{0,14})*$/;

interface Found {
  readonly pointer: string;
  readonly kind: string;
}

/** @param clean texts that hold none; a result says the same words again and again */
function secretIn(value: unknown, clean: Set<string>): Found | undefined {
  if (typeof value === 'string') return secretInText(value, clean);
  if (Array.isArray(value)) {
    // By index: an iterator over thousands of entries makes a pair for each.
    for (let at = 0; at < value.length; at += 1) {
      const found = secretIn(value[at], clean);
      if (found !== undefined) return within(at, found);
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  for (const name of Object.keys(value)) {
    if (!clean.has(name)) {
      // A name is told by the object that has it.
      const named = secretInText(name, clean);
      if (named !== undefined) return named;
      clean.add(name);
    }
    const found = secretIn(value[name], clean);
    if (found !== undefined) return within(name, found);
  }
  return undefined;
}

function within(name: string | number, { pointer, kind }: Found): Found {
  return { pointer: pointerJoin('', name) + pointer, kind };
}

function secretInText(text: string, clean: Set<string>): Found | undefined {
  if (clean.has(text) || (text.length === DIGEST_LENGTH ? DIGEST : WORDS).test(text)) return undefined;
  const rest = text.length < SHORTEST_PUBLIC ? text : text.replace(PUBLIC, '');
  const kind = clean.has(rest) ? undefined : leakIn(rest);
  if (kind !== undefined && SECRET.has(kind)) return { pointer: '', kind };
  clean.add(text);
  return undefined;
}
