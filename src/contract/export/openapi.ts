import type { JsonDocument } from '../../model/json/parse.ts';
import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import { SCHEME } from '../import/openapi/components.ts';
import { importOpenapi } from '../import/openapi.ts';
import { RESTORED, RESTORED_CONTRACT } from '../import/restore.ts';
import { type Contract, type Endpoint, endpointIdentity, erasedTemplate } from '../model.ts';
import { toSnapshot } from '../snapshot.ts';
import { correction } from './correction.ts';
import { Components } from './openapi/components.ts';
import { operationOf } from './openapi/operation.ts';

/** A document of another format, and what it has no room for. */
export interface Exported {
  readonly document: JsonObject;
  readonly dropped: readonly string[];
}

/**
 * A contract as an OpenAPI 3.1 document. What OpenAPI can't say stands in `x-assay-…` members, found by importing the
 * plain document and comparing: an import gives the same snapshot again.
 */
export function exportOpenapi(contract: Contract): Exported {
  const sorted = toSnapshot(contract).contract;
  const places = placesOf(sorted.endpoints);
  const { document: plain, written } = plainDocument(sorted, places);
  const guess = toSnapshot(importOpenapi(standing(plain)).source.contract).contract;
  const guessed = new Map(guess.endpoints.map((endpoint) => [endpointIdentity(endpoint), endpoint]));
  const corrected = written.map((place): Place => {
    const found = guessed.get(endpointIdentity(place.endpoint)) ?? {};
    return { ...place, beside: correction(place.endpoint, found) };
  });
  const { endpoints: _, ...meant } = sorted;
  const { endpoints: __, ...found } = guess;
  const whole = correction(meant, found);
  const repeated = sorted.endpoints.length - places.length;
  return {
    document: {
      ...plain,
      paths: pathsOf(corrected, (operation, { beside }) =>
        beside === undefined ? operation : { ...operation, [RESTORED]: beside },
      ),
      ...(whole === undefined ? {} : { [RESTORED_CONTRACT]: whole }),
    },
    dropped:
      repeated === 0
        ? []
        : [`${repeated} ${repeated === 1 ? 'endpoint' : 'endpoints'} of an identity that is described before`],
  };
}

interface Place {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly operation: JsonObject;
  readonly beside?: JsonObject | undefined;
}

interface Unwritten {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly operationId: string;
}

/** Where each endpoint stands: paths that differ in parameter names alone are one path (OAS 3.1 §4.8.8.1). */
function placesOf(endpoints: readonly Endpoint[]): Unwritten[] {
  const paths = new Map<string, string>();
  const identities = new Set<string>();
  const operationIds = new Set<string>();
  return endpoints.flatMap((endpoint) => {
    const identity = endpointIdentity(endpoint);
    if (identities.has(identity)) return [];
    identities.add(identity);
    const erased = erasedTemplate(endpoint.routeTemplate);
    const path = paths.get(erased) ?? endpoint.routeTemplate;
    paths.set(erased, path);
    let operationId = endpoint.actionLabel;
    for (let number = 2; operationIds.has(operationId); number += 1) operationId = `${endpoint.actionLabel}-${number}`;
    operationIds.add(operationId);
    return [{ endpoint, path, operationId }];
  });
}

function plainDocument(contract: Contract, places: readonly Unwritten[]): { document: JsonObject; written: Place[] } {
  const components = new Components();
  const written = places.map(({ endpoint, path, operationId }): Place => {
    const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
    return { endpoint, path, operation: operationOf(endpoint, names, operationId, components) };
  });
  const schemas = components.schemas();
  const document: JsonObject = {
    openapi: '3.1.0',
    info: {
      title: contract.generatedBy,
      version: String(contract.contractVersion),
      description: contract.stabilityPolicy,
    },
    servers: [{ url: `/api/${contract.apiVersion}` }],
    tags: [...new Set(contract.endpoints.map(({ routeFamily }) => routeFamily))].map((name) => ({ name })),
    paths: pathsOf(written, (operation) => operation),
    components: {
      ...(Object.keys(schemas).length === 0 ? {} : { schemas }),
      securitySchemes: {
        [SCHEME]: {
          type: 'http',
          scheme: 'bearer',
          description: 'A role is a capability that was granted to the app.',
        },
      },
    },
  };
  return { document, written };
}

function pathsOf(places: readonly Place[], write: (operation: JsonObject, place: Place) => JsonObject): JsonObject {
  const paths = new Map<string, [string, JsonValue][]>();
  for (const place of places) {
    const item = paths.get(place.path) ?? [];
    item.push([place.endpoint.method.toLowerCase(), write(place.operation, place)]);
    paths.set(place.path, item);
  }
  return Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)]));
}

/** A document of ours, to be imported again: it has no file. */
export function standing(value: JsonValue): JsonDocument {
  return { value, locate: (pointer) => ({ path: 'the exported document', pointer }) };
}
