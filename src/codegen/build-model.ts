import type { Contract, Deprecation, Service, ServiceEvent, ServiceMethod, Tombstone } from '../contract/model.ts';
import { isPlainJson, toSnapshot } from '../contract/snapshot.ts';
import { digestJson } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { firstExamples } from './call-examples.ts';
import { errorSchema, errorsOf } from './error-schema.ts';
import type {
  ClientDeprecation,
  ClientModel,
  ClientNamespace,
  ClientRemoval,
  ClientSchema,
  ClientTarget,
} from './model.ts';
import { schemaDigest, withPlainDigest } from './schema-digest.ts';
import { asUserSchema } from './schema-walk.ts';

/**
 * What a client needs of a contract: its namespaces, targets and schemas, in code-unit order and with every set sorted,
 * so that the contract's source and its snapshot give the same client.
 * @param snapshot the contract's, where it was made already
 * @throws AssayError client-duplicate-target, client-schema-reference
 */
export function buildModel(
  source: Contract,
  { contract, digest }: ReturnType<typeof toSnapshot> = toSnapshot(source),
): ClientModel {
  const noted = isPlainJson(contract) ? withPlainDigest : (schema: ClientSchema) => schema;
  const namespaces = (contract.services ?? []).map((service) => toNamespace(service, contract.tombstones ?? [], noted));
  namespaces.sort((a, b) => byCodeUnit(a.namespace, b.namespace));
  refuseRepeats(namespaces.map(({ namespace }) => namespace));
  return { apiVersion: contract.apiVersion, contractVersion: contract.contractVersion, digest, namespaces };
}

/** What is noted of a schema that stands in the contract as it is. */
type Noted = (schema: ClientSchema) => ClientSchema;

function toNamespace(service: Service, tombstones: readonly Tombstone[], noted: Noted): ClientNamespace {
  const targets = [
    ...(service.methods ?? []).map((method) => toMethod(service.namespace, method, noted)),
    ...(service.events ?? []).map((event) => toEvent(service.namespace, event, noted)),
  ];
  targets.sort((a, b) => byCodeUnit(a.target, b.target));
  refuseRepeats(targets.map(({ target }) => target));
  const removed = tombstones
    .filter(({ identity }) => identity.startsWith(`${service.namespace}#`))
    .filter(({ identity }) => !targets.some(({ target }) => target === identity))
    .flatMap(toRemoval)
    .sort((a, b) => byCodeUnit(a.target, b.target));
  const part = { namespace: service.namespace, description: service.description, targets, removed };
  return { ...part, digest: digestJson({ ...part, targets: targets.map(digested) }) };
}

/** A target with digests in place of its schemas. */
function digested(target: ClientTarget) {
  return { ...target, schemas: target.schemas.map((schema) => ({ role: schema.role, digest: schemaDigest(schema) })) };
}

function toRemoval({ kind, identity, removedInContractVersion, replacement, note }: Tombstone): ClientRemoval[] {
  if (kind !== 'method' && kind !== 'event') return [];
  return [
    {
      target: identity,
      kind,
      removal: removedInContractVersion,
      ...(replacement === undefined ? {} : { replacement }),
      ...(note === undefined ? {} : { note }),
    },
  ];
}

function toMethod(namespace: string, method: ServiceMethod, noted: Noted): ClientTarget {
  const { target, ...rest } = common(namespace, method);
  return {
    ...rest,
    target,
    kind: 'method',
    errors: errorsOf(method),
    schemas: [
      noted(schemaOf(target, 'input', method.input)),
      noted(schemaOf(target, 'output', method.output)),
      ...errorSchema(target, method),
    ],
    ...firstExamples(method.examples ?? {}),
  };
}

function toEvent(namespace: string, event: ServiceEvent, noted: Noted): ClientTarget {
  const { target, ...rest } = common(namespace, event);
  const schemas = [noted(schemaOf(target, 'payload', event.payload))];
  return { ...rest, target, kind: 'event', errors: [], schemas, ...firstExamples({ payload: event.examples ?? [] }) };
}

function common(
  namespace: string,
  described: ServiceMethod | ServiceEvent,
): Omit<ClientTarget, 'kind' | 'errors' | 'schemas'> {
  return {
    target: `${namespace}#${described.name}`,
    name: described.name,
    description: described.description,
    stability: described.stability,
    since: described.sinceContractVersion,
    ...(described.scope === undefined ? {} : { scope: described.scope }),
    ...(described.deprecation ? { deprecation: toDeprecation(described.deprecation) } : {}),
  };
}

function toDeprecation(deprecation: Deprecation): ClientDeprecation {
  const { deprecatedSinceContractVersion: since, removalContractVersion: removal, note, replacement } = deprecation;
  return {
    ...(since === null ? {} : { since }),
    ...(removal === null ? {} : { removal }),
    ...(note === null ? {} : { note }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function schemaOf(target: string, role: ClientSchema['role'], schema: unknown): ClientSchema {
  return { role, schema: asUserSchema(schema, `${target} ${role}`) };
}

/** A keyed map has one type per key, so a repeated name can't be generated; `assay api lint` says where it stands. */
function refuseRepeats(sorted: readonly string[]): void {
  const repeated = sorted.find((name, at) => name === sorted[at - 1]);
  if (repeated !== undefined)
    throw inputError(
      'client-duplicate-target',
      `the contract declares ${repeated} more than once`,
      'keep one declaration of each namespace, method and event',
    );
}
