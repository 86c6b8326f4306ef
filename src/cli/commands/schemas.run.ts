import { join } from 'node:path';
import { type PublishedSchema, readPublishedSchemas } from '../../formats/read-schemas.ts';
import { writeFilesAtomic } from '../../formats/write-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { quote } from '../../model/quote.ts';
import type { CommandResult, Context, Handler } from '../command.ts';
import { columns } from '../layout.ts';

export const run: Handler = async (args, context) => {
  const all = readPublishedSchemas();
  const [name] = args.positionals;
  const asked = name === undefined ? undefined : find(name, all);
  const folder = args.string('output');
  if (folder !== undefined) return write(asked === undefined ? all : withReferences(asked, all), folder, context);
  if (asked !== undefined) return { exit: EXIT.ok, json: asked.schema, text: () => asked.source };
  return {
    exit: EXIT.ok,
    json: { schemas: all.map(listed) },
    text: () =>
      `${columns(
        all.map((schema) => [`${schema.name}/v${schema.version}`, schema.description]),
        100,
      ).join('\n')}\n`,
  };
};

/** A name without version means the newest. */
function find(name: string, all: readonly PublishedSchema[]): PublishedSchema {
  const found = all.findLast((schema) => schema.name === name || `${schema.name}/v${schema.version}` === name);
  if (found !== undefined) return found;
  const guess = nearest(name, new Set(all.flatMap((schema) => [schema.name, `${schema.name}/v${schema.version}`])));
  throw usageError(
    'schema-unknown',
    `there is no published schema ${quote(name)}`,
    guess === undefined ? 'see assay schemas' : `did you mean ${guess}?`,
  );
}

/** A schema with those that it refers to by relative path, theirs included. */
function withReferences(start: PublishedSchema, all: readonly PublishedSchema[]): PublishedSchema[] {
  const wanted = new Set([start]);
  for (const schema of wanted)
    for (const [, name, version] of schema.source.matchAll(/"\$ref": *"\.\.\/([a-z-]+)\/v(\d+)\.schema\.json/g)) {
      const other = all.find((candidate) => candidate.name === name && candidate.version === Number(version));
      if (other !== undefined) wanted.add(other);
    }
  return all.filter((schema) => wanted.has(schema));
}

function write(schemas: readonly PublishedSchema[], folder: string, context: Context): CommandResult {
  const files = schemas.map((schema) => {
    const target = context.resolve(join(folder, schema.name, `v${schema.version}.schema.json`));
    return { ...target, content: schema.source, entry: { ...listed(schema), path: target.shown } };
  });
  writeFilesAtomic(files);
  return {
    exit: EXIT.ok,
    json: { schemas: files.map(({ entry }) => entry) },
    text: () => files.map(({ shown }) => `wrote ${shown}\n`).join(''),
  };
}

function listed({ name, version, id, title, description }: PublishedSchema) {
  return { name, version, id, title, description };
}
