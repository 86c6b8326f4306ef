import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { digestJson } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { type JsonDocument, parseJson } from '../model/json/parse.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import type { ReadSchema } from '../schema-diff/bundle/schema-set.ts';
import type { BrokerCatalog, CatalogEntry } from './catalog-model.ts';
import { parseBrokerCatalog, parseBrokerSchemas, sortedEntries } from './parse-catalog.ts';
import { parseTarget } from './target.ts';
import { standingAlone, type WrittenSchemas, writtenSchema } from './target-schemas.ts';

export const CATALOG_FILE = 'catalog.json';
type Schemas = ReadonlyMap<string, WrittenSchemas>;

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
  const files = new CatalogFolder(folder, root, most);
  const catalog = file(CATALOG_FILE);
  if (!exists(catalog.file)) return treeCatalog(files, root);
  const listed = file(SCHEMAS_FILE);
  const schemas = exists(listed.file)
    ? parseBrokerSchemas(readFileBytes(listed.file, listed.shown, SIZE.document), listed.shown)
    : new Map<string, WrittenSchemas>();
  const tree = files.targets(`${SCHEMAS_FOLDER}/`);
  const bytes = readFileBytes(catalog.file, catalog.shown, SIZE.document);
  return parseBrokerCatalog(bytes, catalog.shown, { schemas: byRole(tree, schemas), read: files.read });
}

/** What files say of a target, and for each role that both have, what the list says. */
function byRole(files: Schemas, listed: Schemas): Schemas {
  const both = new Map(files);
  for (const [target, schemas] of listed) both.set(target, { ...files.get(target), ...schemas });
  return both;
}

function treeCatalog(files: CatalogFolder, shown: string): BrokerCatalog {
  const tree = [...files.targets('')];
  if (tree.length === 0)
    throw inputError(
      'catalog-missing',
      `${shown} holds no ${CATALOG_FILE}, no contract and no schemas as hr/v1/approvalChain.get.in.json`,
      'give a folder with a catalog, with a contract, or with the schemas of targets',
      { path: shown },
    );
  const alone = standingAlone(
    tree.map(([, written]) => written),
    shown,
    files.read,
  );
  const entries = sortedEntries(
    tree.map(([target], at): CatalogEntry => {
      const schemas = alone[at] ?? {};
      return {
        target,
        kind: schemas.payload === undefined ? 'method' : 'event',
        description: '',
        deprecated: false,
        schemas,
        location: { path: shown },
      };
    }),
  );
  // There is no catalog to show as it is: what is shown has the form of one.
  const items = (kind: CatalogEntry['kind']): object[] =>
    entries.filter((entry) => entry.kind === kind).map(({ target, schemas }) => ({ target, ...schemas }));
  const json = { services: items('method'), events: items('event') };
  return { path: shown, form: 'schemas', digest: digestJson(json), json, entries };
}

/** The schema files below a catalog's folder. No link is followed, to a file or to a folder. */
class CatalogFolder {
  private readonly folder: string;
  private readonly shown: string;
  private readonly most: number;
  private readonly documents = new Map<string, JsonDocument>();

  constructor(folder: string, shown: string, most: number) {
    this.folder = folder;
    this.shown = shown;
    this.most = most;
  }

  /** The schemas of files `<ns>/vN/<name>.<role>.json` below a place; every other file means nothing. */
  targets(below: string): Map<string, WrittenSchemas> {
    const found = new Map<string, WrittenSchemas>();
    const at = (...parts: readonly string[]): string => join(this.folder, below, ...parts);
    for (const namespace of names(at()))
      for (const major of names(at(namespace)))
        for (const name of names(at(namespace, major))) {
          const [, word = '', end = ''] = SCHEMA_FILE.exec(name) ?? [];
          const role = ROLES[end];
          const target = `${namespace}/${major}#${word}`;
          if (role === undefined || parseTarget(target) === undefined) continue;
          const path = `${below}${namespace}/${major}/${name}`;
          const document = this.document(path);
          found.set(target, { ...found.get(target), [role]: writtenSchema(document, '', document.value, path) });
        }
    return found;
  }

  /** The file that a schema refers to. */
  readonly read: ReadSchema = (path) => {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = this.folder;
    for (const part of parts) {
      folder = join(folder, part);
      if (!isFolder(folder)) return undefined;
    }
    if (!exists(join(folder, name))) return undefined;
    const document = this.document(path);
    return { schema: document.value, origin: { document, pointer: '', path } };
  };

  private document(path: string): JsonDocument {
    const known = this.documents.get(path);
    if (known !== undefined) return known;
    if (this.documents.size >= this.most) throw tooMany(this.shown, this.most);
    const shown = `${this.shown}/${path}`;
    const bytes = readFileBytes(join(this.folder, path), shown, SIZE.catalog, { noFollow: true });
    const document = parseJson(bytes, { path: shown, maxDepth: DEPTH.userSchemas });
    this.documents.set(path, document);
    return document;
  }
}

/** Names in a folder, in an order that no file system changes; none where there is no folder. A link is none. */
function names(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder).sort(byCodeUnit) : [];
}

function isFolder(path: string): boolean {
  return lstatOf(path)?.isDirectory() === true;
}

function exists(path: string): boolean {
  return lstatOf(path) !== undefined;
}

function tooMany(shown: string, most: number): Error {
  return inputError(
    'catalog-too-many-files',
    `${shown} holds more than ${most} schemas`,
    'give the folder of one catalog',
    { path: shown },
  );
}
