import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { byTuple } from '../model/order.ts';

/** A file format of ours, as the package carries it. */
export interface PublishedSchema {
  readonly name: string;
  readonly version: number;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The schema's own bytes. */
  readonly source: string;
  readonly schema: JsonValue;
}

/** Every published schema, by name and version. */
export function readPublishedSchemas(): PublishedSchema[] {
  const folder = schemasFolder();
  const schemas = readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).flatMap((file) => {
      const version = /^v(\d+)\.schema\.json$/.exec(file)?.[1];
      return version === undefined ? [] : [readSchema(join(folder, name, file), name, Number(version))];
    }),
  );
  return schemas.sort((a, b) => byTuple([a.name, a.version], [b.name, b.version]));
}

function readSchema(file: string, name: string, version: number): PublishedSchema {
  const source = readFileSync(file, 'utf8');
  const schema = parseJson(source, { path: `${name}/v${version}.schema.json` }).value;
  const text = (member: string): string => {
    const value = isJsonObject(schema) ? schema[member] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { name, version, id: text('$id'), title: text('title'), description: text('description'), source, schema };
}

/** contracts/schemas of this package, above the source file as above the bundle. */
function schemasFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const schemas = join(folder, 'contracts/schemas');
    if (existsSync(schemas)) return schemas;
    if (dirname(folder) === folder) throw new Error('the package has lost its contracts/schemas');
  }
}
