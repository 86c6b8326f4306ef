import { erasedTemplate, type LoadedContract, type Stability, type UserSchema } from '../contract/model.ts';
import type { Location } from '../model/finding.ts';
import type { Subject } from './diff-rule.ts';
import { errorName } from './endpoint-errors.ts';

/** A schema of one contract and what it describes. */
export interface PlacedSchema {
  readonly subject: Subject;
  /** Which schema of the subject: `request`, `output`, `error not-found`. */
  readonly part: string;
  readonly role: 'input' | 'output';
  readonly schema: UserSchema;
  readonly stability: Stability;
  /** The place by name, whatever its parameters are called: the same in every version. */
  readonly place: string;
  /** RFC 6901 pointer into the contract. */
  readonly pointer: string;
  locate(): Location;
}

/** Every schema of a contract, in the order in which the contract lists them. */
export function* placedSchemas(contract: LoadedContract): Generator<PlacedSchema> {
  for (const index of contract.contract.endpoints.keys()) yield* endpointSchemas(contract, index);
  yield* serviceSchemas(contract);
}

/** The schemas of one endpoint, by its place in the contract's list. */
export function* endpointSchemas(contract: LoadedContract, index: number): Generator<PlacedSchema> {
  const endpoint = contract.contract.endpoints[index];
  if (endpoint === undefined) return;
  const subject: Subject = { kind: 'endpoint', identity: `${endpoint.method} ${endpoint.routeTemplate}` };
  const owner = new Owner(contract, subject, endpoint.stability, `/endpoints/${index}`);
  yield* owner.schema('request', endpoint.request);
  yield* owner.schema('response', endpoint.response);
  yield* owner.errors((endpoint.errors ?? []).map((failure) => [errorName(failure), failure.schema]));
}

/** The schemas of all methods and events. */
export function* serviceSchemas(contract: LoadedContract): Generator<PlacedSchema> {
  for (const [at, { namespace, methods = [], events = [] }] of (contract.contract.services ?? []).entries()) {
    for (const [index, method] of methods.entries()) {
      const subject: Subject = { kind: 'method', identity: `${namespace}#${method.name}` };
      const owner = new Owner(contract, subject, method.stability, `/services/${at}/methods/${index}`);
      yield* owner.schema('input', method.input);
      yield* owner.schema('output', method.output);
      yield* owner.errors((method.errors ?? []).map(({ code, schema }) => [code, schema]));
    }
    for (const [index, event] of events.entries()) {
      const subject: Subject = { kind: 'event', identity: `${namespace}#${event.name}` };
      const owner = new Owner(contract, subject, event.stability, `/services/${at}/events/${index}`);
      yield* owner.schema('payload', event.payload);
    }
  }
}

class Owner {
  private readonly contract: LoadedContract;
  private readonly subject: Subject;
  private readonly stability: Stability;
  private readonly pointer: string;
  private readonly name: string;

  constructor(contract: LoadedContract, subject: Subject, stability: Stability, pointer: string) {
    this.contract = contract;
    this.subject = subject;
    this.stability = stability;
    this.pointer = pointer;
    this.name = `${subject.kind} ${erasedTemplate(subject.identity)}`;
  }

  *schema(part: string, schema: UserSchema | undefined, at: string = part): Generator<PlacedSchema> {
    if (schema === undefined) return;
    const { contract, subject, stability } = this;
    const pointer = `${this.pointer}/${at}`;
    const role = part === 'request' || part === 'input' ? 'input' : 'output';
    yield {
      subject,
      part,
      role,
      schema,
      stability,
      place: `${this.name} ${part}`,
      pointer,
      locate: () => contract.locate(pointer),
    };
  }

  *errors(schemas: readonly (readonly [string, UserSchema | undefined])[]): Generator<PlacedSchema> {
    for (const [index, [name, schema]] of schemas.entries())
      yield* this.schema(`error ${name}`, schema, `errors/${index}/schema`);
  }
}
