import type { Contract, Service, ServiceEvent, ServiceMethod } from '../src/contract/model.ts';

/** A method with what it must have, and whatever else is given. */
export function method(
  name: string,
  input: ServiceMethod['input'],
  output: ServiceMethod['output'],
  rest = {},
): ServiceMethod {
  return { name, stability: 'stable', sinceContractVersion: 1, description: `Does ${name}.`, input, output, ...rest };
}

/** An event with what it must have. */
export function event(name: string, payload: ServiceEvent['payload']): ServiceEvent {
  return { name, stability: 'stable', sinceContractVersion: 1, description: `Says ${name}.`, payload };
}

/** A contract of these services. */
export function contractOf(services: readonly Service[], rest: Partial<Contract> = {}): Contract {
  return {
    apiVersion: 'v1',
    contractVersion: 3,
    generatedBy: 'test',
    stabilityPolicy: 'test',
    capabilities: [],
    endpoints: [],
    services: [...services],
    ...rest,
  };
}

/** An object with these properties, all of them required, and no others. */
export function exactly(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

const ID = exactly({ id: { type: 'string' } });
const HR: Service = {
  namespace: 'hr/v1',
  description: 'People.',
  methods: [
    method('members.get', ID, exactly({ name: { type: 'string' } }), {
      scope: 'hr/members.read',
      errors: [
        {
          code: 'member-left',
          description: 'The member is gone.',
          schema: { $ref: '#/$defs/Left', $defs: { Left: exactly({ on: { type: 'string' } }) } },
        },
        { code: 'busy', retryable: true },
        { code: 'not_found', schema: ID },
      ],
    }),
    method('members', { type: 'object', additionalProperties: false }, { type: 'array', items: { type: 'string' } }),
    method('members.then', true, true),
    method('constructor.name', true, true),
    method('members.old', ID, true, {
      stability: 'deprecated',
      deprecation: {
        deprecatedSinceContractVersion: 2,
        removalContractVersion: 4,
        note: 'It can not say who left.',
        replacement: 'hr/v1#members.get',
      },
    }),
  ],
  events: [event('member.left', ID), event('member.joined', exactly({ name: { type: 'string' } }))],
};

/** Every odd name that a contract may have, errors, events and something that was removed. */
export const CLIENT_CONTRACT: Contract = contractOf(
  [
    HR,
    { namespace: 'call/v1', description: 'Named as a member of the client.', methods: [method('x', true, true)] },
    {
      namespace: 'mcp.notion/v1',
      description: 'With a dot.',
      methods: [method('search_pages', true, { type: 'number' })],
    },
    { namespace: 'my-app/v2', description: 'With a hyphen.', methods: [method('delete', true, true)] },
    { namespace: 'only/v1', description: 'Events alone.', events: [event('happened', true)] },
  ],
  {
    tombstones: [
      { kind: 'method', identity: 'hr/v1#members.find', removedInContractVersion: 2, replacement: 'hr/v1#members.get' },
      { kind: 'event', identity: 'hr/v1#member.moved', removedInContractVersion: 3, note: 'Nobody moved.' },
      { kind: 'service', identity: 'old/v1', removedInContractVersion: 2 },
    ],
  },
);
