import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { isJsonObject, type JsonValue } from '../../src/model/json/value.ts';
import type { Dialect } from '../../src/schema-diff/dialect/dialect.ts';
import type { FidelityCase } from './case.ts';

const _NONE: ReadonlyMap<string, JsonValue> = new Map();

interface Feature {
  readonly id: string;
  readonly schema?: JsonValue;
  /** The schema as text, where a parser would lose some of it. */
  readonly raw?: string;
  readonly files?: Readonly<Record<string, JsonValue>>;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

/** One construct each. @param file features.json of the data folder */
export function featureCases(file: string): readonly FidelityCase[] {
  const features = JSON.parse(readFileSync(file, 'utf8')) as readonly Feature[];
  return features.map(({ id, schema, raw, files = {}, valid, invalid }) => ({
    id,
    schema: raw === undefined ? (schema ?? true) : (JSON.parse(raw) as JsonValue),
    dialect: '2020-12',
    documents: new Map(Object.entries(files)),
    valid: valid.map((text) => JSON.parse(text) as JsonValue),
    invalid: invalid.map((text) => JSON.parse(text) as JsonValue),
  }));
}

/** Where SchemaStore's schemas say that they are: at one of these addresses, or beside each other. */
const ADDRESSES = ['', 'https://json.schemastore.org/', 'http://json.schemastore.org/', 'https://www.schemastore.org/'];

interface SuiteGroup {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly data: JsonValue; readonly valid: boolean }[];
}

/**
 * The required groups of the JSON Schema Test Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite) for a
 * dialect. @param folder the unpacked suite
 */
export function suiteCases(folder: string, dialect: Dialect, name: string): readonly FidelityCase[] {
  const documents = remotes(folder, name);
  return readdirSync(join(folder, 'tests', name), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => entry.name)
    .sort()
    .flatMap((file) =>
      readGroups(join(folder, 'tests', name, file)).map((group) => ({
        id: `${basename(file, '.json')}: ${group.description}`,
        schema: group.schema,
        dialect,
        documents,
        valid: group.tests.filter(({ valid }) => valid).map(({ data }) => data),
        invalid: group.tests.filter(({ valid }) => !valid).map(({ data }) => data),
      })),
    );
}

function readGroups(file: string): readonly SuiteGroup[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly SuiteGroup[];
}

/** The dialects' own schemas, which are as well known as they are remote. */
const METASCHEMAS = [
  'json-schema-draft-06',
  'json-schema-draft-07',
  'json-schema-2019-09/schema',
  'json-schema-2020-12/schema',
  ...['applicator', 'content', 'core', 'format-annotation', 'meta-data', 'unevaluated', 'validation'].map(
    (vocabulary) => `json-schema-2020-12/meta/${vocabulary}`,
  ),
];

function metaschemas(): readonly [string, JsonValue][] {
  return METASCHEMAS.map((name) => {
    const file = fileURLToPath(import.meta.resolve(`ajv/dist/refs/${name}.json`));
    const schema = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
    const id = isJsonObject(schema) ? schema.$id : undefined;
    return [String(id).replace(/#$/, ''), schema];
  });
}

/** What the suite's schemas find at http://localhost:1234, and the dialects' own schemas. */
function remotes(folder: string, name: string): ReadonlyMap<string, JsonValue> {
  const root = join(folder, 'remotes');
  return new Map([
    ...metaschemas(),
    ...filesBelow(root)
      .filter((file) => file.endsWith('.json'))
      .filter((file) => !/^(?:draft|v1)/.test(relative(root, file)) || relative(root, file).startsWith(`${name}/`))
      .map((file): [string, JsonValue] => [
        `http://localhost:1234/${relative(root, file)}`,
        JSON.parse(readFileSync(file, 'utf8')) as JsonValue,
      ]),
  ]);
}

/**
 * Real schemas with the samples that their authors keep (https://www.schemastore.org). Samples that are neither JSON
 * nor YAML are passed over. @param folder the unpacked part
 */
export function schemaStoreCases(folder: string): readonly FidelityCase[] {
  const schemas = join(folder, 'src/schemas/json');
  const files = readdirSync(schemas).sort();
  const read = new Map(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(schemas, file), 'utf8')) as JsonValue]),
  );
  const documents = new Map([
    ...metaschemas(),
    ...[...read].flatMap(([name, schema]) =>
      ADDRESSES.flatMap((address): [string, JsonValue][] => [
        [`${address}${name}`, schema],
        [`${address}${name}.json`, schema],
      ]),
    ),
  ]);
  return [...read].map(([name, schema]) => {
    return {
      id: name,
      schema,
      dialect: 'draft-07',
      documents,
      valid: samples(join(folder, 'src/test', name)),
      invalid: samples(join(folder, 'src/negative_test', name)),
    };
  });
}

function samples(folder: string): readonly JsonValue[] {
  return filesBelow(folder).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    try {
      if (extname(file) === '.json') return [JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue];
      if (/\.ya?ml$/.test(file))
        return [JSON.parse(JSON.stringify(parseYaml(text, { logLevel: 'silent' }))) as JsonValue];
    } catch {
      // Some samples are JSON with comments, or several documents: no instance that a compiler could be shown.
    }
    return [];
  });
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}
