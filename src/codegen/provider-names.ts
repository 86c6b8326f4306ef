import type { CodegenLock } from '../formats/generated/codegen-lock.ts';
import { GivenNames } from './given-names.ts';
import { typeName, uniqueNames } from './identifiers.ts';
import { typesOfTargets } from './ir/build-types.ts';
import type { SchemaRole } from './ir/model.ts';
import { withLockedNames } from './lock.ts';
import type { ClientModel, ClientNamespace } from './model.ts';
import { memberNames, namedNamespaces as namedInPython } from './targets/python/names.ts';
import { namedNamespaces } from './targets/typescript/index-file.ts';

/** What the TypeScript client calls a namespace, and names for the handlers of its methods that no two share. */
export interface TypeScriptProviderNames {
  readonly module: string;
  /** In code-unit order of the methods' names. */
  readonly handlers: readonly { readonly name: string; readonly local: string }[];
}

/**
 * Names in the TypeScript client; undefined where the contract has no such namespace.
 * @param lock of the folder that the client lies in
 */
export function typescriptProviderNames(
  model: ClientModel,
  namespace: string,
  lock: CodegenLock | undefined,
): TypeScriptProviderNames | undefined {
  const named = namedNamespaces(model, new GivenNames(lock)).find((one) => one.namespace.namespace === namespace);
  if (named === undefined) return undefined;
  const methods = named.namespace.targets.filter(({ kind }) => kind === 'method');
  const locals = uniqueNames(methods.map(({ name }) => ({ key: name, wanted: `handle${typeName(name)}` })));
  return {
    module: named.name,
    handlers: methods.map(({ name }) => ({ name, local: locals.get(name) ?? '' })),
  };
}

/** What the Python client calls a target. */
export interface PythonTargetNames {
  readonly module: string;
  readonly constant: string;
  readonly types: Readonly<Partial<Record<SchemaRole, string>>>;
}

/**
 * Names in the Python client; undefined where the contract has no such target.
 * @param lock of the folder that the client lies in
 */
export function pythonTargetNames(
  model: ClientModel,
  namespace: string,
  name: string,
  lock: CodegenLock | undefined,
): PythonTargetNames | undefined {
  const given = new GivenNames(lock);
  const place = namedInPython(model.namespaces, given).find((one) => one.namespace.namespace === namespace);
  if (place === undefined) return undefined;
  const named: ClientNamespace = lock === undefined ? place.namespace : withLockedNames(place.namespace, lock);
  const at = named.targets.findIndex((target) => target.name === name);
  const constant = memberNames(named, place.className, given).constants.get(name)?.toUpperCase();
  const types = typesOfTargets(named.targets)[at];
  if (types === undefined || constant === undefined) return undefined;
  return { module: place.module, constant, types: Object.fromEntries(types.roots) };
}
