import type { Contract } from '../src/contract/model.ts';
import { CLIENT_CONTRACT, event, exactly, method } from './client-contract.ts';

/** Schemas over which an engine may stumble, and in which order could show. */
const ODD_SCHEMAS: readonly object[] = [
  {
    type: 'object',
    properties: { hasOwnProperty: { type: 'string' }, '[k: string]': true, 'naïve ☃ 𝒳': { const: 1 } },
  },
  {
    type: 'object',
    properties: { Ünïcode_Größe: { $ref: '#/$defs/straße' } },
    $defs: { straße: { enum: ['ß', 'ſ'] } },
  },
  { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } } },
  { type: 'object', patternProperties: { '^x-': { type: ['integer', 'null'] } }, additionalProperties: false },
  { type: 'array', prefixItems: [{ type: 'string' }, { title: 'Second', type: 'object' }], items: { type: 'boolean' } },
  { oneOf: [{ type: 'object', required: ['a'], properties: { a: { const: 'x' } } }, { type: 'number' }, false] },
  { type: 'object', description: '*/ """ \u202e', deprecated: true, properties: { class: {}, None: {}, __proto: {} } },
  {
    type: ['object', 'null', 'string'],
    required: ['z', 'b', 'a'],
    properties: {
      z: { enum: ['ı', 'I', 'i', 'İ', 'ä', 'z', null, 10, 9] },
      b: { const: { y: [2, 1], x: { b: 1, a: 2 } } },
    },
    dependentRequired: { z: ['b', 'a'], a: ['z', 'b'] },
    default: { z: 'i', b: { y: [], x: {} } },
  },
  {
    allOf: [exactly({ b: { $ref: '#/$defs/B' } }), exactly({ a: { $ref: '#/$defs/a' } })],
    $defs: { a: exactly({ 10: true, 9: true }), B: { minimum: 1, type: 'integer' }, b: { type: 'string' } },
  },
];

const ODD = {
  namespace: 'odd/v1',
  description: 'Odd.',
  methods: ODD_SCHEMAS.map((schema, at) =>
    method(`m${at}`, { ...schema }, { ...schema }, { errors: [{ code: 'odd', schema }, { code: 'busy' }] }),
  ),
  events: ODD_SCHEMAS.map((schema, at) => event(`e${at}`, { ...schema })),
};

/** {@link CLIENT_CONTRACT}, and a namespace of the odd schemas in every role. */
export const ODD_CONTRACT: Contract = { ...CLIENT_CONTRACT, services: [...(CLIENT_CONTRACT.services ?? []), ODD] };
