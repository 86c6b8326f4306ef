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
  const found = secretIn(result.json, '');
  if (found === undefined) return;
  throw integrityError(
    'secret-in-output',
    `the result would repeat a secret (${found.kind}) from an input, at ${found.pointer === '' ? 'its root' : found.pointer}; nothing was printed or written`,
    'take the secret out of the input, and revoke it: it was readable there',
  );
}

/** Commits and bare digests look random and are public, also within a path as `git:<commit>:contract.yaml`. */
const PUBLIC = /(?<![0-9A-Za-z])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])/g;

function secretIn(value: unknown, pointer: string): { pointer: string; kind: string } | undefined {
  if (typeof value === 'string') {
    const kind = leakIn(value.replace(PUBLIC, ''));
    return kind !== undefined && SECRET.has(kind) ? { pointer, kind } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = secretIn(name, pointer) ?? secretIn(member, pointerJoin(pointer, name));
    if (found !== undefined) return found;
  }
  return undefined;
}
