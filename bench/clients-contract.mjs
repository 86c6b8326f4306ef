// A contract of n methods in namespaces of fifty, each with an input and an output of seven properties and two
// definitions. Every namespace has the same schemas, or none of them is that of another.
import { writeFileSync } from 'node:fs';

export const PER_NAMESPACE = 50;

/** The schema of a side of a method. */
export function benchSchema(method, side) {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'kind'],
    properties: {
      id: { type: 'string', description: `Which ${side} ${method}.` },
      kind: { enum: ['a', 'b', 'c'] },
      count: { type: 'integer', minimum: 0 },
      tags: { type: 'array', items: { type: 'string' } },
      owner: { $ref: '#/$defs/Person' },
      items: { type: 'array', items: { $ref: '#/$defs/Item' } },
      note: { type: ['string', 'null'] },
    },
    $defs: {
      Person: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } },
      },
      Item: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string' }, price: { type: 'number' }, at: { type: 'string', format: 'date-time' } },
      },
    },
  };
}

/**
 * Writes a contract source of n methods.
 * @param change what makes it another contract: takes one of the methods
 * @param differ no two schemas are equal
 */
export function writeClientsContract(n, file, change = () => {}, differ = false) {
  const services = Array.from({ length: Math.ceil(n / PER_NAMESPACE) }, (_, service) => ({
    namespace: `s${service}/v1`,
    description: 'A service.',
    methods: Array.from({ length: Math.min(PER_NAMESPACE, n - service * PER_NAMESPACE) }, (_, method) => ({
      name: `m${method}.get`,
      stability: 'stable',
      sinceContractVersion: 1,
      description: 'Gets.',
      input: benchSchema(differ ? service * PER_NAMESPACE + method : method, 'input'),
      output: benchSchema(differ ? service * PER_NAMESPACE + method : method, 'output'),
    })),
  }));
  change(services[0].methods[0]);
  const contract = {
    apiVersion: 'v1',
    contractVersion: 1,
    generatedBy: 'bench',
    stabilityPolicy: 'bench',
    capabilities: [],
    endpoints: [],
    services,
  };
  writeFileSync(file, JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract }));
}
