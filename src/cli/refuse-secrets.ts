import { integrityError } from '../model/errors.ts';
import { pointerJoin } from '../model/json/pointer.ts';
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

/** @param clean texts that hold none; a result says the same words again and again */
function secretIn(value: unknown, clean: Set<string>): { pointer: string; kind: string } | undefined {
  if (typeof value === 'string') {
    if (clean.has(value) || DIGEST.test(value)) return undefined;
    const text = value.length < SHORTEST_PUBLIC ? value : value.replace(PUBLIC, '');
    if (clean.has(text)) return undefined;
    const kind = leakIn(text);
    if (kind !== undefined && SECRET.has(kind)) return { pointer: '', kind };
    clean.add(text);
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  for (const [name, member] of Object.entries(value)) {
    // A name is told by the object that has it; a place in a list says nothing.
    const named = isList ? undefined : secretIn(name, clean);
    if (named !== undefined) return named;
    const found = secretIn(member, clean);
    if (found !== undefined) return { ...found, pointer: pointerJoin('', name) + found.pointer };
  }
  return undefined;
}
