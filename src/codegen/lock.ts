import type { CodegenLock } from '../formats/generated/codegen-lock.ts';
import validateLock from '../formats/generated/validators/codegen-lock.js';
import { validateDocument } from '../formats/validate.ts';
import { canonicalPretty } from '../model/json/canonical.ts';
import { parseJson } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import type { ClientFolder } from './drift.ts';
import { typeName } from './identifiers.ts';
import { typesOfTargets } from './ir/build-types.ts';
import type { ClientModel } from './model.ts';

/** Name of the file, within a client's folder, that keeps the names of its types. */
export const LOCK_FILE = 'codegen.lock.json';

/**
 * The lock of a client: every type's name, by target, role and pointer.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export function lockText(model: ClientModel): string {
  const names: Record<string, Record<string, string>> = {};
  for (const { targets } of model.namespaces)
    for (const { target, types } of typesOfTargets(targets))
      names[target] = Object.fromEntries(types.map(({ role, pointer, name }) => [`${role}#${pointer}`, name]));
  const lock: CodegenLock = { kind: 'assay.codegen-lock', schemaVersion: 1, names };
  return canonicalPretty(lock);
}

/**
 * The model with the names that its folder's lock keeps. A name that no type could have been given, or that two types
 * of a namespace have, is nobody's.
 * @param shown the folder, for messages
 * @throws AssayError of kind input where the lock can't be read: a guess would rename types
 */
export function withLockedNames(model: ClientModel, folder: ClientFolder, shown: string): ClientModel {
  if (!folder.has(LOCK_FILE)) return model;
  const path = `${shown}/${LOCK_FILE}`;
  const document = parseJson(folder.get(LOCK_FILE) ?? '', { path, maxBytes: SIZE.document });
  const { names } = validateDocument<CodegenLock>(document, validateLock, 'codegen lock');
  return {
    ...model,
    namespaces: model.namespaces.map((namespace) => {
      const twice = repeated(namespace.targets.flatMap(({ target }) => [...ownNames(names, target).values()]));
      return {
        ...namespace,
        targets: namespace.targets.map((target) => {
          const kept = [...ownNames(names, target.target)].filter(
            ([, name]) => typeName(name) === name && !twice.has(name.toLowerCase()),
          );
          return kept.length === 0 ? target : { ...target, names: new Map(kept) };
        }),
      };
    }),
  };
}

function ownNames(names: CodegenLock['names'], target: string): ReadonlyMap<string, string> {
  const own = Object.hasOwn(names, target) ? names[target] : undefined;
  return new Map(Object.entries(own ?? {}).flatMap(([key, name]) => (name === undefined ? [] : [[key, name]])));
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names.map((one) => one.toLowerCase())) (seen.has(name) ? twice : seen).add(name);
  return twice;
}
