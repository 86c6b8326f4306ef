import type { CodegenLock } from '../formats/generated/codegen-lock.ts';
import validateLock from '../formats/generated/validators/codegen-lock.js';
import { validateDocument } from '../formats/validate.ts';
import { parseJson } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import { type ClientFolder, LOCK_FILE } from './drift.ts';
import { typeName } from './identifiers.ts';
import type { ClientNamespace } from './model.ts';

/**
 * The lock that lies in a client's folder; undefined where there is none.
 * @param shown the folder, for messages
 * @throws AssayError of kind input where the lock can't be read: a guess would rename types
 */
export function lockIn(folder: ClientFolder, shown: string): CodegenLock | undefined {
  if (!folder.has(LOCK_FILE)) return undefined;
  const path = `${shown}/${LOCK_FILE}`;
  const document = parseJson(folder.get(LOCK_FILE) ?? '', { path, maxBytes: SIZE.document });
  return validateDocument<CodegenLock>(document, validateLock, 'codegen lock');
}

/**
 * The namespace with the names that its folder's lock keeps. A name that no type could have been given, or that two
 * types of the namespace have, is nobody's.
 */
export function withLockedNames(namespace: ClientNamespace, { names }: Pick<CodegenLock, 'names'>): ClientNamespace {
  const known = new Map(namespace.targets.map(({ target }) => [target, lockedNames(names, target)]));
  const twice = repeated([...known.values()].flatMap((own) => own.map(([, name]) => name)));
  const targets = namespace.targets.map((target) => {
    const kept = (known.get(target.target) ?? []).filter(
      ([, name]) => typeName(name) === name && !twice.has(name.toLowerCase()),
    );
    return kept.length === 0 ? target : { ...target, names: new Map(kept) };
  });
  return { ...namespace, targets };
}

/** What the lock says that a target's types are called, by role and pointer. */
export function lockedNames(names: CodegenLock['names'], target: string): [string, string][] {
  const own = Object.hasOwn(names, target) ? names[target] : undefined;
  return Object.entries(own ?? {}).flatMap(([key, name]): [string, string][] =>
    name === undefined ? [] : [[key, name]],
  );
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    (seen.has(lower) ? twice : seen).add(lower);
  }
  return twice;
}
