import type { JsonDocument } from '../../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';
import { isList } from '../map-subschemas.ts';
import { payloadOf } from './asyncapi/messages.ts';
import { type AsyncOperation, operations2, operations3 } from './asyncapi/operations.ts';
import { namespaceOf, targetPlace } from './asyncapi/targets.ts';
import { CapabilityNames } from './capability-names.ts';
import { Notes } from './notes.ts';
import { noteUnreached } from './openapi/components.ts';
import { type ImportContext, isObject, listed, member, text } from './openapi/context.ts';
import { learnScopes, requirementsOf } from './openapi/security.ts';
import { translatorFor } from './openapi/translate-schema.ts';
import { type ImportOptions, type ImportResult, validated } from './openapi.ts';
import { Origins } from './origins.ts';
import { locatedError, type Placed } from './references.ts';
import { RESTORED, RESTORED_CONTRACT, restored } from './restore.ts';
import { STABILITY_MEMBERS, stabilityOf } from './stability.ts';

/** Descriptions of the services, by namespace: AsyncAPI has no word for a group of channels. */
export const SERVICES = 'x-assay-services';

const READ_ROOT: ReadonlySet<string> = new Set([
  'asyncapi',
  'info',
  'channels',
  'operations',
  'components',
  RESTORED_CONTRACT,
  SERVICES,
]);
const READ_INFO: ReadonlySet<string> = new Set(['title', 'version', 'description']);
const READ: ReadonlySet<string> = new Set([
  ...STABILITY_MEMBERS,
  'action',
  'channel',
  'messages',
  'message',
  'reply',
  'security',
  'summary',
  'description',
  RESTORED,
]);

interface Target {
  readonly namespace: string;
  readonly kind: 'methods' | 'events';
  readonly descriptor: JsonObject;
  /** Of the operation. */
  readonly pointer: string;
}

interface ImportedService {
  readonly service: JsonObject;
  readonly methods: readonly Target[];
  readonly events: readonly Target[];
}

function originsOf(document: JsonDocument, services: readonly ImportedService[]): Origins {
  const origins = new Origins(document);
  origins.add('/contract/generatedBy', '/info/title');
  origins.add('/contract/stabilityPolicy', '/info/description');
  for (const [index, { methods, events }] of services.entries())
    for (const [kind, targets] of [
      ['methods', methods],
      ['events', events],
    ] as const)
      for (const [at, { pointer }] of targets.entries())
        origins.add(`/contract/services/${index}/${kind}/${at}`, pointer);
  return origins;
}

/**
 * The services, methods and events that an AsyncAPI document (2.x or 3.0) describes, read as the platform's own
 * document: what it sends is an event, what it receives and answers is a method, what it only receives is an event of apps.
 * @throws AssayError asyncapi-unsupported, reference-unresolvable, schema-reference-outside, import-unreadable (input)
 */
export function importAsyncapi(document: JsonDocument, options: ImportOptions = {}): ImportResult {
  const { root, major } = rootOf(document);
  const notes = new Notes();
  const info = isJsonObject(root.value.info) ? root.value.info : {};
  // JSON is what a contract speaks of anyway.
  const json = root.value.defaultContentType === 'application/json' ? ['defaultContentType'] : [];
  notes.unread('the document', root.value, new Set([...READ_ROOT, ...json]), '');
  notes.unread('info', info, READ_INFO, '/info');
  const contractVersion = options.contractVersion ?? 1;
  const capabilities = new CapabilityNames(notes);
  const schemas = {
    document,
    notes,
    translate: translatorFor('3.1', notes),
    spent: { objects: 0 },
    reached: new Set<string>(),
  };
  const context: ImportContext = { document, notes, capabilities, schemas, contractVersion };
  const components = member(root, 'components');
  if (components !== undefined && isJsonObject(components.value))
    learnScopes(context, { value: components.value, pointer: components.pointer });
  const operations = major === 3 ? operations3(context, root) : operations2(context, root);
  const own = namespaceOf(info);
  const targets = operations.map((operation) => targetOf(context, root, operation, own));
  const services = servicesOf(targets, root.value[SERVICES], notes);
  const guess: JsonObject = {
    apiVersion: 'v1',
    contractVersion,
    generatedBy: nonBlank(text(info, 'title')) ?? 'asyncapi',
    stabilityPolicy: nonBlank(text(info, 'description')) ?? 'Not stated: imported from an AsyncAPI document.',
    capabilities: capabilities.list(contractVersion),
    endpoints: [],
    services: services.map(({ service }) => service),
  };
  noteUnreached(context, root);
  return validated(restored(guess, root.value, RESTORED_CONTRACT), notes, originsOf(document, services));
}

function rootOf(document: JsonDocument): { root: Placed<JsonObject>; major: 2 | 3 } {
  const { value } = document;
  const written = isJsonObject(value) ? value.asyncapi : undefined;
  const [, major] = /^([23])\.\d+\.\d+/.exec(typeof written === 'string' ? written : '') ?? [];
  if (isJsonObject(value) && major !== undefined) return { root: { value, pointer: '' }, major: major === '3' ? 3 : 2 };
  const what = written === undefined ? 'is no AsyncAPI document' : `is written for version ${quote(String(written))}`;
  throw locatedError(
    'asyncapi-unsupported',
    document,
    written === undefined ? '' : '/asyncapi',
    `${what}; 2.x and 3.0 are read`,
    'convert the document to AsyncAPI 3.0 first',
  );
}

function targetOf(context: ImportContext, root: Placed<JsonObject>, found: AsyncOperation, own: string): Target {
  const { operation, address, action, messages, reply } = found;
  const { value, pointer } = operation;
  context.notes.unread('an operation', value, READ, pointer);
  const { namespace, name } = targetPlace(address, own);
  if (address !== `${namespace}/${name}`)
    context.notes.add(`the channel ${quote(address)} is ${quote(`${namespace}#${name}`)} here`, pointer);
  const words = [text(value, 'summary'), text(value, 'description')].filter(
    (part) => part !== undefined && part !== '',
  );
  const requiredCapabilities = capabilitiesOf(context, root, operation);
  const common: JsonObject = {
    name,
    ...stabilityOf(operation, context.contractVersion, context.notes),
    ...(requiredCapabilities.length === 0 ? {} : { requiredCapabilities }),
    description: words.length === 0 ? found.description : [...new Set(words)].join('\n\n'),
  };
  const sent = payloadOf(context, messages);
  if (reply === undefined) {
    const examples = sent.examples.length === 0 ? {} : { examples: sent.examples };
    const emitter: JsonObject = action === 'receive' ? { emittedBy: 'app' } : {};
    return {
      namespace,
      kind: 'events',
      pointer,
      descriptor: restored({ ...common, payload: sent.schema, ...examples, ...emitter }, value),
    };
  }
  const answered = payloadOf(context, reply);
  const examples: JsonObject = {
    ...(sent.examples.length === 0 ? {} : { input: sent.examples }),
    ...(answered.examples.length === 0 ? {} : { output: answered.examples }),
  };
  const descriptor: JsonObject = {
    ...common,
    input: sent.schema,
    output: answered.schema,
    ...(Object.keys(examples).length === 0 ? {} : { examples }),
    ...(action === 'send' ? { implementedBy: 'app' } : {}),
  };
  return { namespace, kind: 'methods', pointer, descriptor: restored(descriptor, value) };
}

/** AsyncAPI 3 lists schemes with their scopes, AsyncAPI 2 requirements as OpenAPI does. */
function capabilitiesOf(context: ImportContext, root: Placed<JsonObject>, operation: Placed<JsonObject>): string[] {
  const { security } = operation.value;
  if (
    isList(security) &&
    security.filter(isObject).some((item) => isList(item.scopes) || typeof item.$ref === 'string')
  ) {
    const schemes = listed(context, operation, 'security');
    const scopes = schemes.flatMap(({ value }) => (isList(value.scopes) ? value.scopes : []));
    return [
      ...new Set(
        scopes
          .filter((scope) => typeof scope === 'string')
          .map((scope) => context.capabilities.of(scope, operation.pointer)),
      ),
    ];
  }
  return requirementsOf(context, root, operation);
}

/** Targets by namespace; a second one of a name gets a number, and a note says so. */
function servicesOf(targets: readonly Target[], described: JsonValue | undefined, notes: Notes): ImportedService[] {
  const words = isJsonObject(described) ? described : {};
  const namespaces = [...new Set([...Object.keys(words), ...targets.map(({ namespace }) => namespace)])].sort(
    byCodeUnit,
  );
  return namespaces.map((namespace) => {
    const own = targets.filter((target) => target.namespace === namespace);
    const of = (kind: Target['kind']): Target[] =>
      distinct(
        own.filter((target) => target.kind === kind),
        notes,
      );
    const [methods, events] = [of('methods'), of('events')];
    const description = Object.hasOwn(words, namespace) ? words[namespace] : undefined;
    const service: JsonObject = {
      namespace,
      description: typeof description === 'string' ? description : '',
      ...filled('methods', methods),
      ...filled('events', events),
    };
    return { service, methods, events };
  });
}

function filled(name: string, items: readonly Target[]): JsonObject {
  return items.length === 0 ? {} : { [name]: items.map(({ descriptor }) => descriptor) };
}

function distinct(targets: readonly Target[], notes: Notes): Target[] {
  const taken = new Set<string>();
  return targets.map((target) => {
    const wanted = String(target.descriptor.name);
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
    taken.add(name);
    if (name === wanted) return target;
    notes.add(
      `${quote(`${target.namespace}#${wanted}`)} is described again, and is ${quote(name)} here`,
      target.pointer,
    );
    return { ...target, descriptor: { ...target.descriptor, name } };
  });
}

function nonBlank(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}
