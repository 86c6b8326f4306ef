// A synthetic contract of n endpoints with 2n schemas, and a changed copy: for each 1,000 endpoints 50 breaks and 30
// other changes, spread evenly.
import { writeFileSync } from 'node:fs';

const STATES = ['queued', 'running', 'paused', 'done', 'failed'];

function requestSchema(i) {
  return {
    type: 'object',
    required: ['name', 'state'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 64 + (i % 7) },
      state: { enum: [...STATES].sort() },
      priority: { type: 'integer', minimum: 0, maximum: 10 },
      tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, maxItems: 16 },
      owner: { $ref: '#/$defs/Owner' },
    },
    $defs: {
      Owner: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' }, mail: { type: 'string' } },
      },
    },
  };
}

function responseSchema(i) {
  return {
    type: 'object',
    required: ['id', 'items'],
    properties: {
      id: { type: 'string' },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['key', 'value'],
          properties: {
            key: { type: 'string' },
            value: { type: ['string', 'number'] },
            [`extra${i % 5}`]: { type: 'boolean' },
          },
        },
      },
      next: { type: ['null', 'string'] },
    },
  };
}

function endpoint(i, areas) {
  const area = i % areas;
  return {
    routeFamily: `area${area}`,
    method: ['GET', 'POST', 'PUT', 'DELETE'][i % 4],
    routeTemplate: `/area${area}/things/{thingId}/part${i}`,
    actionLabel: `area${area}.part${i}`,
    requiredCapabilities: [`area${area}.read`],
    hostOperatorBypassAllowed: true,
    appProcessPrincipalsAllowed: true,
    appBrowserPrincipalsAllowed: i % 2 === 0,
    stability: 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: `Read or change part ${i} of one thing.`,
    request: requestSchema(i),
    response: responseSchema(i),
  };
}

/** The endpoint of each hundred that is gone. */
const GONE = 3;

/** What is done to the others, by their number modulo 100. Four of these break. */
const CHANGES = {
  13: (e) =>
    e.request.required.unshift('reason') && Object.assign(e.request.properties, { reason: { type: 'string' } }),
  23: (e) => {
    delete e.response.properties.id;
    e.response.required = ['items'];
  },
  33: (e) => e.request.properties.state.enum.shift(),
  43: (e) => Object.assign(e.request.properties.priority, { type: 'string' }),
  53: (e) =>
    Object.assign(e, {
      stability: 'deprecated',
      deprecation: { deprecatedSinceContractVersion: 2, removalContractVersion: 4, note: 'see the other part' },
    }),
  63: (e) => Object.assign(e.request.properties, { note: { type: 'string' } }),
};

/** The two contracts. */
export function changedContract(n) {
  const areas = Math.max(1, Math.floor(n / 20));
  const capabilities = Array.from({ length: areas }, (_, i) => ({
    name: `area${i}.read`,
    stability: 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: `Read the things of area ${i}.`,
  }));
  const envelope = {
    apiVersion: 'v1',
    generatedBy: 'bench',
    stabilityPolicy: 'Stable descriptors stay.',
    capabilities,
  };
  const before = Array.from({ length: n }, (_, i) => endpoint(i, areas));
  const after = structuredClone(before).flatMap((item, i) => {
    const change = CHANGES[i % 100];
    if (i % 100 === GONE) return [];
    change?.(item);
    return [item];
  });
  for (let i = 0; i < n / 100; i += 1)
    after.push({ ...endpoint(n + i, areas), sinceContractVersion: 2, requiredCapabilities: [] });
  return [
    { ...envelope, contractVersion: 1, endpoints: before },
    { ...envelope, contractVersion: 2, endpoints: after },
  ];
}

/** Writes both as sources; their snapshots are made by assay. */
export function writeChangedContract(n, files) {
  for (const [at, contract] of changedContract(n).entries())
    writeFileSync(files[at], `${JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract })}\n`);
}
