import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { digestJson } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import type { BrokerCatalog, CatalogEntry, TargetSchemas } from './catalog-model.ts';
import { parseBrokerCatalog, parseBrokerSchemas, sortedEntries } from './parse-catalog.ts';
import { parseTarget } from './target.ts';
import { userSchema } from './user-schema.ts';

export const CATALOG_FILE = 'catalog.json';
const SCHEMAS_FILE = 'schemas.json';
const SCHEMAS_FOLDER = 'schemas';
const MOST_FILES = 20_000;

/** How a file of one schema is called: the target's name, then what the schema is for. */
const SCHEMA_FILE = /^(.+)\.(in|input|out|output|payload)\.json$/;
const ROLES: Readonly<Record<string, 'input' | 'output' | 'payload'>> = {
  in: 'input',
  input: 'input',
  out: 'output',
  output: 'output',
  payload: 'payload',
};

/**
 * Reads a catalog from a folder: `catalog.json` with schemas in it, in `schemas.json` or in files
 * `schemas/<ns>/vN/<name>.in.json`, `.out.json` and `.payload.json`; without a `catalog.json`, such files directly in
 * the folder are the catalog.
 * @param folder path to open @param shown path for messages @param most schema files that are read
 * @throws AssayError catalog-missing, catalog-malformed, catalog-duplicate-target, catalog-schema-reference,
 * catalog-too-many-files and those of readFileBytes and parseJson (input)
 */
export function readBrokerCatalog(folder: string, shown: string, most: number = MOST_FILES): BrokerCatalog {
  const root = shown.replace(/\/+$/, '');
  const file = (name: string): { file: string; shown: string } => ({
    file: join(folder, name),
    shown: `${root}/${name}`,
  });
  const catalog = file(CATALOG_FILE);
  if (!exists(catalog.file)) return treeCatalog(folder, root, most);
  const listed = file(SCHEMAS_FILE);
  const schemas = exists(listed.file)
    ? parseBrokerSchemas(readFileBytes(listed.file, listed.shown, SIZE.document), listed.shown)
    : new Map<string, TargetSchemas>();
  const tree = file(SCHEMAS_FOLDER);
  const files = exists(tree.file) ? readTree(tree.file, tree.shown, most) : new Map<string, TargetSchemas>();
  const bytes = readFileBytes(catalog.file, catalog.shown, SIZE.document);
  return parseBrokerCatalog(bytes, catalog.shown, new Map([...files, ...schemas]));
}

function treeCatalog(folder: string, shown: string, most: number): BrokerCatalog {
  const tree = readTree(folder, shown, most);
  if (tree.size === 0)
    throw inputError(
      'catalog-missing',
      `${shown} holds no ${CATALOG_FILE}, no contract and no schemas as hr/v1/approvalChain.get.in.json`,
      'give a folder with a catalog, with a contract, or with the schemas of targets',
      { path: shown },
    );
  const entries = sortedEntries(
    [...tree].map(
      ([target, schemas]): CatalogEntry => ({
        target,
        kind: schemas.payload === undefined ? 'method' : 'event',
        description: '',
        deprecated: false,
        schemas,
        location: { path: shown },
      }),
    ),
  );
  // There is no catalog to show as it is: what is shown has the form of one.
  const items = (kind: CatalogEntry['kind']): object[] =>
    entries.filter((entry) => entry.kind === kind).map(({ target, schemas }) => ({ target, ...schemas }));
  const json = { services: items('method'), events: items('event') };
  return { path: shown, form: 'schemas', digest: digestJson(json), json, entries };
}

/** The schemas of files `<ns>/vN/<name>.<role>.json` below a folder; every other file means nothing. */
function readTree(folder: string, shown: string, most: number): Map<string, TargetSchemas> {
  const found = new Map<string, TargetSchemas>();
  let files = 0;
  for (const namespace of names(folder))
    for (const major of names(join(folder, namespace)))
      for (const name of names(join(folder, namespace, major))) {
        const [, word = '', end = ''] = SCHEMA_FILE.exec(name) ?? [];
        const role = ROLES[end];
        const target = `${namespace}/${major}#${word}`;
        if (role === undefined || parseTarget(target) === undefined) continue;
        files += 1;
        if (files > most) throw tooMany(shown, most);
        const path = `${shown}/${namespace}/${major}/${name}`;
        const bytes = readFileBytes(join(folder, namespace, major, name), path, SIZE.catalog, { noFollow: true });
        const document = parseJson(bytes, { path, maxDepth: DEPTH.userSchemas });
        found.set(target, { ...found.get(target), [role]: userSchema(document, '', document.value) });
      }
  return found;
}

/** Names in a folder, in an order that no file system changes; none where there is no folder. A link is none. */
function names(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder).sort(byCodeUnit);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function tooMany(shown: string, most: number): Error {
  return inputError(
    'catalog-too-many-files',
    `${shown} holds more than ${most} schemas`,
    'give the folder of one catalog',
    { path: shown },
  );
}
