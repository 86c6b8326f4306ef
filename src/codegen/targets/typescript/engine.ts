import { byCodeUnit } from '../../../model/order.ts';
import { type EngineSchema, engineSchema } from '../../engine-schema.ts';
import { propertyKey, typeName, uniqueNames } from '../../identifiers.ts';
import type { ClientNamespace, ClientTarget } from '../../model.ts';
import { type SchemaGraph, schemaGraph } from '../../schema-walk.ts';
import { printTypes } from './print.ts';

/** The engine's exact version, as package.json pins it and every generated header names it. */
export const ENGINE = 'json-schema-to-typescript 16.0.0';

/** The types of one target: the names of its schemas and the text that declares them. */
export interface TargetTypes {
  readonly target: ClientTarget;
  /** Type name by role. */
  readonly names: ReadonlyMap<string, string>;
  readonly text: string;
}

interface NamedSchema {
  readonly key: string;
  readonly graph: SchemaGraph;
  readonly pointer: string;
  readonly target: ClientTarget;
  readonly role: string;
  readonly wanted: string;
}

/**
 * Declares the types of every target of a namespace. Every named schema is compiled by itself, with the names of the
 * others in place of references: no target's text depends on another's, and no file or address is ever looked at.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export async function declareTypes(namespace: ClientNamespace): Promise<TargetTypes[]> {
  const schemas = namespace.targets.flatMap(namedSchemas);
  const names = uniqueNames(schemas);
  const declared: TargetTypes[] = [];
  for (const target of namespace.targets) {
    const own = schemas.filter((schema) => schema.target === target);
    const texts: string[] = [];
    for (const schema of own) texts.push(await declare(schema, nameIn(names, schema.key)));
    const roots = own.filter(({ pointer }) => pointer === '');
    declared.push({
      target,
      names: new Map(roots.map(({ role, key }) => [role, nameIn(names, key)])),
      text: texts.join('\n'),
    });
  }
  return declared;

  function declare({ graph, pointer, key }: NamedSchema, name: string): Promise<string> {
    const context = {
      graph,
      node: pointer,
      nameOf: (other: string) => nameIn(names, key.slice(0, key.length - pointer.length) + other),
      propertyToken,
    };
    return compileType(engineSchema(graph.nodes.get(pointer) ?? true, context), name);
  }
}

/** The schemas of a target that get a type of their own: each root, then what references name, by pointer. */
function namedSchemas(target: ClientTarget): NamedSchema[] {
  return target.schemas.flatMap(({ role, schema }) => {
    const graph = schemaGraph(schema, `${target.target} ${role}`);
    const stem = `${typeName(target.name)}${typeName(role)}`;
    return [...graph.nodes.keys()].sort(byCodeUnit).map((pointer) => ({
      key: `${target.target} ${role} ${pointer}`,
      graph,
      pointer,
      target,
      role,
      wanted: pointer === '' ? stem : `${stem}${typeName(lastToken(pointer))}`,
    }));
  });
}

function lastToken(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

function nameIn(names: ReadonlyMap<string, string>, key: string): string {
  const name = names.get(key);
  if (name === undefined) throw new Error(`no type was named for ${key}`);
  return name;
}

const MARK = '\ue000';

/**
 * The engine never sees a property's name: some make it crash (`hasOwnProperty`), some make it write an index
 * signature (`[k: string]`). The private-use marks can't come from anywhere else: identifiers.ts escapes them.
 */
function propertyToken(name: string): string {
  let units = '';
  for (let at = 0; at < name.length; at += 1) units += name.charCodeAt(at).toString(16).padStart(4, '0');
  return `${MARK}${units}${MARK}`;
}

function restoreProperties(text: string): string {
  return text.replace(/"\ue000([0-9a-f]*)\ue000"/g, (_, units: string) =>
    propertyKey((units.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')),
  );
}

async function compileType(schema: EngineSchema, name: string): Promise<string> {
  // Loaded when the first type is compiled: the engine takes a while.
  const { compile } = await import('json-schema-to-typescript');
  const raw = await withoutEngineLog(() =>
    compile({ ...schema, title: name }, name, {
      additionalProperties: false,
      bannerComment: '',
      cwd: '/',
      enableConstEnums: false,
      format: false,
      ignoreMinAndMaxItems: true,
      unknownAny: true,
      $refOptions: { resolve: { external: false, file: false, http: false } },
    }),
  );
  const text = restoreProperties(printTypes(raw));
  if (!new RegExp(`^export (?:interface|type) ${name} `, 'm').test(text))
    throw new Error(`${ENGINE} declared no type named ${name}`);
  return text;
}

let running = 0;
let verbose: string | undefined;

/** The engine writes its progress to stdout where VERBOSE is set, which many CI systems do; our stdout is the result. */
async function withoutEngineLog<T>(work: () => Promise<T>): Promise<T> {
  if (running === 0) verbose = process.env.VERBOSE;
  running += 1;
  delete process.env.VERBOSE;
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0 && verbose !== undefined) process.env.VERBOSE = verbose;
  }
}
