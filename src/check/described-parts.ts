import { type Contract, endpointIdentity, type UserSchema } from '../contract/model.ts';

/** What an endpoint, a method or an event takes or gives, and what its contract shows of it. */
export interface DescribedPart {
  readonly kind: 'endpoint' | 'method' | 'event';
  readonly identity: string;
  readonly part: 'request' | 'response' | 'input' | 'output' | 'payload';
  readonly schema: UserSchema | undefined;
  /** Where the schema stands, also where there is none. */
  readonly pointer: string;
  readonly examples: readonly unknown[];
  readonly examplesPointer: string;
}

/** Everything that travels by a contract, in its order. */
export function* describedParts({ endpoints, services = [] }: Contract): Generator<DescribedPart> {
  for (const [index, endpoint] of endpoints.entries())
    for (const part of ['request', 'response'] as const)
      yield {
        ...{ kind: 'endpoint', identity: endpointIdentity(endpoint), part, schema: endpoint[part] },
        pointer: `/endpoints/${index}/${part}`,
        examples: endpoint.examples?.[part] ?? [],
        examplesPointer: `/endpoints/${index}/examples/${part}`,
      };
  for (const [at, { namespace, methods = [], events = [] }] of services.entries()) {
    for (const [index, method] of methods.entries())
      for (const part of ['input', 'output'] as const)
        yield {
          ...{ kind: 'method', identity: `${namespace}#${method.name}`, part, schema: method[part] },
          pointer: `/services/${at}/methods/${index}/${part}`,
          examples: method.examples?.[part] ?? [],
          examplesPointer: `/services/${at}/methods/${index}/examples/${part}`,
        };
    for (const [index, event] of events.entries())
      yield {
        ...{ kind: 'event', identity: `${namespace}#${event.name}`, part: 'payload', schema: event.payload },
        pointer: `/services/${at}/events/${index}/payload`,
        examples: event.examples ?? [],
        examplesPointer: `/services/${at}/events/${index}/examples`,
      };
  }
}
