import type { Contract, ServiceEvent, ServiceMethod, UserSchema } from '../contract/model.ts';
import { addDescriptor } from './edit-provides.ts';
import { namespaceOf, SCAFFOLD_SCHEMA, type Scaffolded } from './scaffold.ts';

/** A contract without a target, for an app that was scaffolded to provide nothing yet. */
const EMPTY: Contract = {
  apiVersion: 'v1',
  contractVersion: 1,
  generatedBy: 'assay services scaffold',
  stabilityPolicy: 'What is stable stays within its major version.',
  capabilities: [],
  endpoints: [],
};
const EMPTY_TEXT = `${JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract: EMPTY }, null, 2)}\n`;

/** The contract of what an app provides, as a value and as the text of its source. */
export interface ProvidesContract {
  readonly contract: Contract;
  readonly text: string;
}

/**
 * What an app provides with one target more, described by the schema that it starts from: in the contract the schema,
 * in the source a reference to its file. A contract that has the target already stays as it is.
 * @param before what the app's contract says now; undefined where there is none
 */
export function withScaffolded(before: ProvidesContract | undefined, scaffolded: Scaffolded): ProvidesContract {
  const { contract, text } = before ?? { contract: EMPTY, text: EMPTY_TEXT };
  if (before !== undefined && hasScaffolded(contract, scaffolded)) return before;
  const namespace = namespaceOf(scaffolded.target);
  const at = contract.contractVersion;
  const written = descriptor(scaffolded, at, (path) => ({ $ref: `./${path}` }));
  const { method, event } = descriptor(scaffolded, at, () => SCAFFOLD_SCHEMA);
  const services = contract.services ?? [];
  const {
    methods = [],
    events = [],
    ...service
  } = services.find((one) => one.namespace === namespace) ?? {
    namespace,
    description: '',
  };
  const grown = {
    ...service,
    ...(method === undefined && methods.length === 0 ? {} : { methods: [...methods, ...optional(method)] }),
    ...(event === undefined && events.length === 0 ? {} : { events: [...events, ...optional(event)] }),
  };
  return {
    contract: { ...contract, services: [...services.filter((one) => one.namespace !== namespace), grown] },
    text: written.method
      ? addDescriptor(text, namespace, 'methods', { ...written.method })
      : addDescriptor(text, namespace, 'events', { ...written.event }),
  };
}

/** Whether a contract has the target, as whichever kind. */
function hasScaffolded({ services = [] }: Contract, { target }: Scaffolded): boolean {
  return services
    .filter(({ namespace }) => namespace === namespaceOf(target))
    .some(({ methods = [], events = [] }) => [...methods, ...events].some(({ name }) => name === target.name));
}

function descriptor(
  { target, kind, scope, schemas: { input = '', output = '', payload = '' } }: Scaffolded,
  at: number,
  schema: (path: string) => UserSchema,
): { readonly method?: ServiceMethod; readonly event?: ServiceEvent } {
  const common = { name: target.name, stability: 'stable', sinceContractVersion: at, description: '' } as const;
  if (kind === 'event') return { event: { ...common, payload: schema(payload) } };
  return {
    method: {
      ...common,
      ...(scope === undefined ? {} : { scope }),
      input: schema(input),
      output: schema(output),
    },
  };
}

function optional<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
