import validateSource from '../../formats/generated/validators/contract.js';
import { validateDocument } from '../../formats/validate.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { quote } from '../../model/quote.ts';
import { type ContractSource, erasedTemplate } from '../model.ts';
import { CapabilityNames } from './capability-names.ts';
import { withoutLeakingExamples } from './leaking-examples.ts';
import { Notes } from './notes.ts';
import { apiVersionOf, basePathOf, relativeTo } from './openapi/base-path.ts';
import { noteUnreached } from './openapi/components.ts';
import { type ImportContext, listed, member, objects, text } from './openapi/context.ts';
import { endpointOf } from './openapi/operation.ts';
import { learnScopes } from './openapi/security.ts';
import { translatorFor } from './openapi/translate-schema.ts';
import { Origins } from './origins.ts';
import { locatedError, type Placed, resolveObject } from './references.ts';
import { RESTORED_CONTRACT, restored } from './restore.ts';

export interface ImportOptions {
  /** What routes are relative to, in place of the document's server. */
  readonly basePath?: string;
  /** The contract version that the document stands for. */
  readonly contractVersion?: number;
}

/** A contract as imported, and what the document says that a contract has no room for. */
export interface ImportResult {
  readonly source: ContractSource;
  readonly notes: readonly string[];
}

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  head: 'HEAD',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  options: 'OPTIONS',
};
const READ_ROOT: ReadonlySet<string> = new Set([
  'openapi',
  'info',
  'servers',
  'paths',
  'components',
  'security',
  'tags',
  RESTORED_CONTRACT,
]);
const READ_TAG: ReadonlySet<string> = new Set(['name']);
const READ_INFO: ReadonlySet<string> = new Set(['title', 'version', 'description']);
const READ_ITEM: ReadonlySet<string> = new Set([...Object.keys(METHODS), 'parameters', '$ref']);

/**
 * The contract that an OpenAPI document (3.0 or 3.1) describes.
 * @throws AssayError import-route-repeated, openapi-unsupported, reference-unresolvable, schema-reference-outside, import-unreadable (input)
 */
export function importOpenapi(document: JsonDocument, options: ImportOptions = {}): ImportResult {
  const root = rootOf(document);
  const version = versionOf(document, root.value);
  const notes = new Notes();
  const capabilities = new CapabilityNames(notes);
  const info = isJsonObject(root.value.info) ? root.value.info : {};
  notes.unread('the document', root.value, READ_ROOT, '');
  notes.unread('info', info, READ_INFO, '/info');
  const contractVersion = options.contractVersion ?? versionNumber(info) ?? 1;
  const schemas = {
    document,
    notes,
    translate: translatorFor(version, notes),
    spent: { objects: 0 },
    reached: new Set<string>(),
  };
  const context: ImportContext = { document, notes, capabilities, schemas, contractVersion };
  for (const tag of listed(context, root, 'tags')) notes.unread('a tag', tag.value, READ_TAG, tag.pointer);
  const components = member(root, 'components');
  if (components !== undefined && isJsonObject(components.value))
    learnScopes(context, { value: components.value, pointer: components.pointer });
  const basePath = basePathOf(context, root, options.basePath);
  const imported = endpointsOf(context, root, basePath.given, basePath.server);
  refuseCollisions(document, imported);
  const endpoints = imported.map(({ endpoint }) => endpoint);
  const guess: JsonObject = {
    apiVersion: apiVersionOf(basePath.given, text(info, 'version')),
    contractVersion,
    generatedBy: nonBlank(text(info, 'title')) ?? 'openapi',
    stabilityPolicy: nonBlank(text(info, 'description')) ?? 'Not stated: imported from an OpenAPI document.',
    capabilities: capabilities.list(contractVersion),
    endpoints,
  };
  noteUnreached(context, root);
  return validated(restored(guess, root.value, RESTORED_CONTRACT), notes, originsOf(document, imported));
}

/** A typed source, fit to be published; a value that the document brought in and a contract does not allow is refused. */
export function validated(contract: JsonObject, notes: Notes, origins: Origins): ImportResult {
  const whole = { kind: 'assay.contract', schemaVersion: 1, contract };
  return origins.translating(() => {
    const { value, notes: removed } = withoutLeakingExamples(whole, origins);
    const native: JsonDocument = { value, locate: (pointer) => origins.locate(pointer) };
    const source = validateDocument<ContractSource>(native, validateSource, 'imported contract');
    return { source, notes: [...notes.list(), ...removed] };
  });
}

interface ImportedEndpoint {
  readonly endpoint: JsonObject;
  /** `GET /pets/{}`: what a contract knows it by. */
  readonly identity: string;
  readonly path: string;
  readonly operation: string;
}

/** OpenAPI takes templates that differ in their parameters' names alone for one (OAS 3.1 §4.8.8.1), and so does a contract. */
function refuseCollisions(document: JsonDocument, imported: readonly ImportedEndpoint[]): void {
  const known = new Map<string, ImportedEndpoint>();
  for (const one of imported) {
    const other = known.get(one.identity);
    if (other !== undefined)
      throw locatedError(
        'import-route-repeated',
        document,
        one.operation,
        `describes ${quote(one.identity)} again, which ${other.operation} does already: the names of parameters tell no routes apart`,
        'keep one of the two operations',
      );
    known.set(one.identity, one);
  }
}

/** Members of an endpoint by the members of the operation that say them. */
const SAID_BY: Readonly<Record<string, string>> = {
  routeFamily: 'tags',
  actionLabel: 'operationId',
  requiredCapabilities: 'security',
  stability: 'x-stability-level',
  description: 'description',
  request: 'requestBody',
  response: 'responses',
  errors: 'responses',
  examples: 'responses',
};

function originsOf(document: JsonDocument, imported: readonly ImportedEndpoint[]): Origins {
  const origins = new Origins(document);
  origins.add('/contract/generatedBy', '/info/title');
  origins.add('/contract/contractVersion', '/info/version');
  origins.add('/contract/apiVersion', '/info/version');
  origins.add('/contract/stabilityPolicy', '/info/description');
  origins.add('/contract/capabilities', '/components/securitySchemes');
  for (const [index, { operation, path }] of imported.entries()) {
    const made = `/contract/endpoints/${index}`;
    origins.add(made, operation);
    origins.add(`${made}/routeTemplate`, path);
    for (const [name, by] of Object.entries(SAID_BY)) origins.add(`${made}/${name}`, pointerJoin(operation, by));
  }
  return origins;
}

function rootOf(document: JsonDocument): Placed<JsonObject> {
  if (isJsonObject(document.value)) return { value: document.value, pointer: '' };
  throw locatedError(
    'openapi-unsupported',
    document,
    '',
    'is no OpenAPI document',
    'give an OpenAPI 3.0 or 3.1 document',
  );
}

function versionOf(document: JsonDocument, { openapi, swagger }: JsonObject): '3.0' | '3.1' {
  const [, version] = /^(3\.[01])\.\d+/.exec(typeof openapi === 'string' ? openapi : '') ?? [];
  if (version === '3.0' || version === '3.1') return version;
  const written = openapi ?? swagger;
  const what =
    written === undefined
      ? 'is no OpenAPI document: it has no member "openapi"'
      : `is written for version ${quote(String(written))}`;
  throw locatedError(
    'openapi-unsupported',
    document,
    openapi === undefined ? '' : '/openapi',
    `${what}; 3.0 and 3.1 are read`,
    'convert the document to OpenAPI 3.1 first',
  );
}

function endpointsOf(
  context: ImportContext,
  root: Placed<JsonObject>,
  base: string,
  server: string,
): ImportedEndpoint[] {
  return objects(context, root, 'paths').flatMap(([path, item]) => {
    context.notes.unread('a path', item.value, READ_ITEM, item.pointer);
    const routeTemplate = relativeTo(`${server}${path}`, base);
    if (routeTemplate === undefined) {
      context.notes.add(`${quote(path)} lies outside the base path ${quote(base)} and is left out`, item.pointer);
      return [];
    }
    return Object.entries(METHODS).flatMap(([name, method]) => {
      const value = item.value[name];
      if (value === undefined) return [];
      const operation = resolveObject(context.document, { value, pointer: pointerJoin(item.pointer, name) });
      const endpoint = endpointOf(context, { root, item, operation, method, routeTemplate });
      const identity = `${method} ${erasedTemplate(routeTemplate)}`;
      return [{ endpoint, identity, path: item.pointer, operation: operation.pointer }];
    });
  });
}

/** A document version that is a plain number counts contract versions. */
function versionNumber(info: JsonObject): number | undefined {
  const version = text(info, 'version');
  return version !== undefined && /^[1-9]\d{0,8}$/.test(version) ? Number(version) : undefined;
}

function nonBlank(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}
