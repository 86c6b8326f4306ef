import { parseToken } from '../formats/java-text.ts';
import type { CryptaData, CryptaMigration } from './crypta-model.ts';
import { strictRelativePath } from './crypta-paths.ts';
import type { ManifestValues } from './manifest-values.ts';

type Namespace = CryptaData['namespaces'][number];

const NAMESPACE_LENGTH = 64;
const STEP_LENGTH = 96;
const DESCRIPTION_LENGTH = 256;

/** Reads the declaration of app-data schemas and their migrations (`app.data.*`). */
export function readData(values: ManifestValues): CryptaData {
  const schemaVersion = values.integer('app.data.schema.current', 1);
  const namespaces = readNamespaces(values);
  const migrations = values
    .tokens('app.data.migrations', STEP_LENGTH)
    .map((id) => readMigration(values, id))
    .filter((migration) => migration !== undefined);
  const data: CryptaData = {
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
    namespaces,
    migrations,
  };
  checkTargets(values, data);
  return data;
}

function readNamespaces(values: ManifestValues): Namespace[] {
  const list = 'app.data.schema.namespaces';
  return values.tokens(list, NAMESPACE_LENGTH).flatMap((name) => {
    const key = `app.data.schema.namespace.${name}.current`;
    const current = values.integer(key, 1);
    if (!values.has(key)) values.require(key, 'the schema version of the namespace, a positive integer', list);
    return current === undefined ? [] : [{ name, current }];
  });
}

function readMigration(values: ManifestValues, id: string): CryptaMigration | undefined {
  const at = (field: string): string => `app.data.migration.${id}.${field}`;
  for (const field of ['namespace', 'from', 'to', 'command', 'rollbackCompatible', 'requiresStopped', 'description'])
    if (!values.has(at(field))) values.require(at(field), 'a complete migration step', 'app.data.migrations');
  const namespace = readNamespace(values, at('namespace'));
  const from = values.integer(at('from'), 1);
  const to = values.integer(at('to'), 1);
  const command = readCommand(values, at('command'));
  const rollbackCompatible = values.boolean(at('rollbackCompatible'));
  const requiresStopped = values.boolean(at('requiresStopped'));
  const description = values.line(at('description'), DESCRIPTION_LENGTH);
  if (from !== undefined && to !== undefined && to <= from)
    return values.reject(
      at('to'),
      'does not lead to a later schema version',
      'a number above the "from" of the step',
      at('from'),
    );
  if (
    namespace === undefined ||
    from === undefined ||
    to === undefined ||
    command === undefined ||
    rollbackCompatible === undefined ||
    requiresStopped === undefined ||
    description === undefined
  )
    return undefined;
  return { id, namespace, from, to, command, rollbackCompatible, requiresStopped, description };
}

function readNamespace(values: ManifestValues, key: string): string | undefined {
  const value = values.text(key);
  if (value === undefined) return undefined;
  return parseToken(value, NAMESPACE_LENGTH) ?? values.reject(key, 'is not a valid namespace', 'a declared namespace');
}

function readCommand(values: ManifestValues, key: string): string | undefined {
  const value = values.text(key);
  if (value === undefined) return undefined;
  const result = strictRelativePath(value);
  return 'path' in result ? result.path : values.reject(key, result.fault, 'a path inside the bundle');
}

/** A migration must lead to a schema that the manifest declares, and not beyond it. */
function checkTargets(values: ManifestValues, data: CryptaData): void {
  const named = new Map(data.namespaces.map((namespace) => [namespace.name, namespace.current]));
  const anyNamespace = values.has('app.data.schema.namespaces');
  if (values.has('app.data.migrations') && !values.has('app.data.schema.current') && !anyNamespace)
    values.require('app.data.schema.current', 'a declared schema for the migrations to lead to', 'app.data.migrations');
  for (const { id, namespace, to } of data.migrations) {
    const key = `app.data.migration.${id}.namespace`;
    if (anyNamespace && !named.has(namespace) && !values.has(`app.data.schema.namespace.${namespace}.current`))
      values.reject(
        key,
        'is not a declared namespace',
        'one of app.data.schema.namespaces',
        'app.data.schema.namespaces',
      );
    const current = anyNamespace ? named.get(namespace) : data.schemaVersion;
    if (current !== undefined && to > current)
      values.reject(
        `app.data.migration.${id}.to`,
        'is above the declared schema version',
        `at most ${current}`,
        anyNamespace ? `app.data.schema.namespace.${namespace}.current` : 'app.data.schema.current',
      );
  }
}
