import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import { importAsyncapi, SERVICES } from '../import/asyncapi.ts';
import { RESTORED, RESTORED_CONTRACT } from '../import/restore.ts';
import type { Contract, Service, ServiceEvent, ServiceMethod } from '../model.ts';
import { toSnapshot } from '../snapshot.ts';
import { asJson, correction } from './correction.ts';
import { Components } from './openapi/components.ts';
import { type Exported, standing } from './openapi.ts';

interface Written {
  readonly id: string;
  readonly namespace: string;
  readonly kind: 'methods' | 'events';
  readonly descriptor: ServiceMethod | ServiceEvent;
  readonly channels: readonly (readonly [string, JsonObject])[];
  readonly operation: JsonObject;
}

/** The services of a contract as an AsyncAPI 3.0 document; an import gives the same services again. Endpoints have no place in it. */
export function exportAsyncapi(contract: Contract): Exported {
  const sorted = toSnapshot(contract).contract;
  const components = new Components();
  const written = targetsOf(sorted.services ?? [], components);
  const plain = plainDocument(sorted, written, components.schemas());
  const guess = toSnapshot(importAsyncapi(standing(plain)).source.contract).contract;
  const corrected = written.map((target) => {
    const beside = correction(target.descriptor, guessed(guess, target) ?? {});
    return [target.id, beside === undefined ? target.operation : { ...target.operation, [RESTORED]: beside }] as const;
  });
  const { endpoints, services: _, ...meant } = sorted;
  const { endpoints: __, services: ___, ...found } = guess;
  const whole = correction(meant, found);
  return {
    document: {
      ...plain,
      operations: Object.fromEntries(corrected),
      ...(whole === undefined ? {} : { [RESTORED_CONTRACT]: whole }),
    },
    dropped: endpoints.length === 0 ? [] : [`${endpoints.length} ${endpoints.length === 1 ? 'endpoint' : 'endpoints'}`],
  };
}

function guessed(
  contract: Contract,
  { namespace, kind, descriptor }: Written,
): ServiceMethod | ServiceEvent | undefined {
  const service = contract.services?.find((known) => known.namespace === namespace);
  const targets: readonly (ServiceMethod | ServiceEvent)[] = service?.[kind] ?? [];
  return targets.find(({ name }) => name === descriptor.name);
}

function targetsOf(services: readonly Service[], components: Components): Written[] {
  const ids = new Set<string>();
  const claim = (wanted: string): string => {
    let id = wanted;
    for (let number = 2; ids.has(id); number += 1) id = `${wanted}_${number}`;
    ids.add(id);
    return id;
  };
  return services.flatMap(({ namespace, methods = [], events = [] }) => {
    const idOf = (name: string): string => claim(`${namespace}_${name}`.replace(/[^A-Za-z0-9_-]/g, '_'));
    return [
      ...methods.map((method) => methodTarget(namespace, method, idOf(method.name), components)),
      ...events.map((event) => eventTarget(namespace, event, idOf(event.name), components)),
    ];
  });
}

function methodTarget(namespace: string, method: ServiceMethod, id: string, components: Components): Written {
  const answer = `${id}_reply`;
  const channels = [
    [id, channel(`${namespace}/${method.name}`, 'request', method.input, components)],
    [answer, channel(null, 'reply', method.output, components)],
  ] as const;
  const operation: JsonObject = {
    action: method.implementedBy === 'app' ? 'send' : 'receive',
    ...told(method),
    ...reference(id, 'request'),
    reply: reference(answer, 'reply'),
  };
  return { id, namespace, kind: 'methods', descriptor: method, channels, operation };
}

function eventTarget(namespace: string, event: ServiceEvent, id: string, components: Components): Written {
  const channels = [[id, channel(`${namespace}/${event.name}`, 'event', event.payload, components)]] as const;
  const operation: JsonObject = {
    action: event.emittedBy === 'app' ? 'receive' : 'send',
    ...told(event),
    ...reference(id, 'event'),
  };
  return { id, namespace, kind: 'events', descriptor: event, channels, operation };
}

function told({ description, stability, sinceContractVersion }: ServiceMethod | ServiceEvent): JsonObject {
  const level = stability === 'experimental' ? 'beta' : stability;
  return {
    description,
    'x-stability-level': level,
    'x-assay-since': sinceContractVersion,
  };
}

function channel(address: string | null, message: string, schema: unknown, components: Components): JsonObject {
  return { address, messages: { [message]: { payload: payloadOf(components.place(asJson(schema))) } } };
}

function schemaObjects(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, payloadOf(schema)]));
}

/** A payload is an object there, so what accepts anything or nothing is written as one. */
function payloadOf(schema: JsonValue): JsonValue {
  if (typeof schema !== 'boolean') return schema;
  return schema ? {} : { not: {} };
}

function reference(channelId: string, message: string): JsonObject {
  return {
    channel: { $ref: `#/channels/${channelId}` },
    messages: [{ $ref: `#/channels/${channelId}/messages/${message}` }],
  };
}

function plainDocument(contract: Contract, written: readonly Written[], schemas: JsonObject): JsonObject {
  const services = (contract.services ?? []).map(({ namespace, description }): [string, JsonValue] => [
    namespace,
    description,
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: contract.generatedBy,
      version: String(contract.contractVersion),
      description: contract.stabilityPolicy,
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(written.flatMap(({ channels }) => channels)),
    operations: Object.fromEntries(written.map(({ id, operation }) => [id, operation])),
    ...(Object.keys(schemas).length === 0 ? {} : { components: { schemas: schemaObjects(schemas) } }),
    [SERVICES]: Object.fromEntries(services),
  };
}
