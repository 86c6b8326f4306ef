// Import and export are tested together: the bytes that went in must come out.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { capability, contract, endpoint } from '../../testing/contract-source.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { formatYaml } from '../formats/format-yaml.ts';
import validateSource from '../formats/generated/validators/contract.js';
import { parseDocument } from '../formats/parse-document.ts';
import { validateDocument } from '../formats/validate.ts';
import { parseJson } from '../model/json/parse.ts';
import { exportCrypta } from './export/crypta.ts';
import { importCrypta } from './import/crypta.ts';
import type { ContractSource } from './model.ts';
import { toSnapshot } from './snapshot.ts';

const importText = (text: string): ContractSource =>
  importCrypta(parseJson(text, { path: 'in.json', integersOnly: true }));
const exported = ({ contract: content, imported }: ContractSource): string => exportCrypta(content, imported).text;

/** Through a file, as JSON or YAML, and back: what the commands do. */
async function throughFile(source: ContractSource, text: string): Promise<ContractSource> {
  const document = await parseDocument(Buffer.from(text), { path: 'source' });
  expect(document.value).toEqual(source);
  return validateDocument<ContractSource>(document, validateSource, 'contract source');
}

async function expectSameBytes(text: string): Promise<ContractSource> {
  const source = importText(text);
  expect(exported(source)).toBe(text);
  expect(exported(await throughFile(source, JSON.stringify(source, null, 2)))).toBe(text);
  expect(exported(await throughFile(source, formatYaml(source)))).toBe(text);
  return source;
}

const CAPABILITY = {
  name: 'queue.read',
  stability: 'stable',
  sinceContractVersion: 1,
  deprecation: null,
  description: 'Read.',
};
const ENDPOINT = {
  routeFamily: 'queue',
  method: 'GET',
  routeTemplate: '/queue',
  actionLabel: 'queue.read',
  requiredCapabilities: ['queue.read'],
  hostOperatorBypassAllowed: true,
  appProcessPrincipalsAllowed: true,
  appBrowserPrincipalsAllowed: true,
  stability: 'stable',
  sinceContractVersion: 1,
  deprecation: null,
  description: 'Read the queue.',
};
const HEAD = { apiVersion: 'v1', contractVersion: 4, generatedBy: 'cryptad', stabilityPolicy: 'Stable entries stay.' };
const v4 = (members: object = {}) => ({ ...HEAD, capabilities: [CAPABILITY], endpoints: [ENDPOINT], ...members });
const envelope = (value: unknown): string => JSON.stringify({ contract: value });

/** A document as later versions of the platform write it: audiences, a stable baseline and a compatibility window. */
function v23(): string {
  const restricted = { appProcessPrincipalsAllowed: false, appBrowserPrincipalsAllowed: false };
  const deprecation = { deprecatedSinceContractVersion: 21, removalContractVersion: 24, note: 'Use queue.read.' };
  const baseline = new Set(['alerts.read', 'queue.read']);
  const capabilities = [
    { ...CAPABILITY, name: 'queue.read' },
    { ...CAPABILITY, name: 'alerts.read', stability: 'deprecated', deprecation },
    { ...CAPABILITY, name: 'consent.manage', stability: 'operator-only', sinceContractVersion: 21 },
    { ...CAPABILITY, name: 'vault.read', stability: 'experimental', sinceContractVersion: 3 },
  ].map(({ name, stability, sinceContractVersion, deprecation: ends, description }) => ({
    name,
    stability,
    audience: stability === 'operator-only' ? 'operator-only' : 'app',
    stableBaselineMember: baseline.has(name),
    stableBaseline: baseline.has(name) ? '1.0' : null,
    sinceContractVersion,
    deprecation: ends,
    description,
  }));
  const endpoints = [
    ENDPOINT,
    { ...ENDPOINT, method: 'DELETE', routeTemplate: '/queue/{id}', stability: 'operator-only', ...restricted },
    { ...ENDPOINT, routeTemplate: '/queue/count', ...restricted },
    { ...ENDPOINT, routeTemplate: '/vault', requiredCapabilities: ['vault.read'], stability: 'experimental' },
    { ...ENDPOINT, routeTemplate: '/open', requiredCapabilities: [] },
    { ...ENDPOINT, routeTemplate: '/mixed', requiredCapabilities: ['queue.read', 'vault.read'] },
  ].map(({ stability, sinceContractVersion, deprecation: ends, description, ...rest }) => {
    const open = rest.appProcessPrincipalsAllowed || rest.appBrowserPrincipalsAllowed;
    const names: readonly string[] = rest.requiredCapabilities;
    const member = stability === 'stable' && open && names.length > 0 && names.every((name) => baseline.has(name));
    return {
      ...rest,
      stability,
      audience: stability === 'operator-only' || !open ? 'operator-only' : 'app',
      stableBaselineMember: member,
      stableBaseline: member ? '1.0' : null,
      sinceContractVersion,
      deprecation: ends,
      description,
    };
  });
  const members = endpoints
    .filter((item) => item.stableBaselineMember)
    .map((item) => `${item.method} ${item.routeTemplate}`);
  return envelope({
    ...HEAD,
    contractVersion: 23,
    stableBaseline: {
      name: '1.0',
      contractVersion: 19,
      capabilityCount: baseline.size,
      endpointCount: members.length,
      capabilities: [...baseline].sort(),
      endpoints: members.sort(),
    },
    compatibilityWindow: {
      schemaVersion: 1,
      baselineName: '1.0',
      baselineContractVersion: 19,
      currentContractVersion: 23,
      supportPhase: 'beta',
      supportWindowStartedRelease: 'production-beta',
      minimumDeprecationWindowContractVersions: 2,
      minimumScheduledRemovalWindowContractVersions: 2,
      stableRemovalRequiresNewBaseline: true,
      stableRemovalRequiresPreviousSnapshot: true,
      stableRemovalRequiresExplicitWaiver: true,
      criticalStableRemovalWaiverAllowed: false,
      experimentalGraduationRequiresReview: true,
      experimentalGraduationRequiresStableReferenceUpdate: true,
      previousSnapshotRequiredInProductionBeta: true,
      policyDocument: 'docs/platform-api-compatibility-support-window.md',
    },
    capabilities,
    endpoints,
  });
}

describe('import and export', () => {
  const real = sharedData('crypta/contracts');
  it.skipIf(real === undefined).each([1, 2, 3, 4])('give the bytes of the real contract v%i', async (version) => {
    const text = readFileSync(`${real}/platform-api-contract.v${version}.json`, 'utf8');
    const source = await expectSameBytes(text);
    expect(source.imported).toEqual({ dialect: 'crypta' });
  });

  it('give the bytes of a later version, whose fields are all part of the model', async () => {
    const source = await expectSameBytes(v23());
    expect(source.imported).toEqual({ dialect: 'crypta' });
    expect(JSON.stringify(source)).not.toContain('foreign');
    expect(
      source.contract.endpoints.map(({ stableBaselineMember, audience }) => [stableBaselineMember, audience]),
    ).toEqual([
      [true, 'app'],
      [false, 'operator-only'],
      [false, 'operator-only'],
      [false, 'app'],
      [false, 'app'],
      [false, 'app'],
    ]);
  });

  it.each<[string, string]>([
    ['a bare contract', JSON.stringify(v4())],
    [
      'a summary of registries',
      envelope(v4({ baselineRegistrySummary: { digest: `sha256:${'1'.repeat(64)}`, supported: ['1.0', '2.0'] } })),
    ],
    [
      'foreign members at every level',
      JSON.stringify({
        contract: v4({
          extra: { b: 1, a: [{ z: null }] },
          capabilities: [{ ...CAPABILITY, extra: 'x' }],
          endpoints: [
            {
              ...ENDPOINT,
              deprecation: {
                deprecatedSinceContractVersion: null,
                removalContractVersion: null,
                note: null,
                extra: true,
              },
            },
          ],
          stableBaseline: {
            name: '1.0',
            contractVersion: 1,
            capabilityCount: 0,
            endpointCount: 0,
            capabilities: [],
            endpoints: [],
            extra: 1,
          },
          compatibilityWindow: { schemaVersion: 1, extra: {} },
        }),
        after: [1, 2],
      }),
    ],
    [
      'foreign members before, between and after',
      `{"before":1,"contract":{"x":1,${JSON.stringify(v4()).slice(1, -1)},"y":{}},"after":2}`,
    ],
    [
      'members in another order',
      envelope(
        Object.fromEntries(
          Object.entries(v4({ capabilities: [Object.fromEntries(Object.entries(CAPABILITY).reverse())] })).reverse(),
        ),
      ),
    ],
    [
      'descriptors without a deprecation',
      envelope(v4({ capabilities: [{ name: 'a', stability: 'stable', sinceContractVersion: 1, description: '' }] })),
    ],
    [
      'a window with its members in another order',
      envelope(v4({ compatibilityWindow: { policyDocument: 'docs/x.md', schemaVersion: 1 } })),
    ],
    [
      'capabilities that are required in another order, and twice',
      envelope(v4({ endpoints: [{ ...ENDPOINT, requiredCapabilities: ['b', 'a', 'b'] }] })),
    ],
    [
      'foreign names of digits, whose order JavaScript loses',
      `{"10":1,"contract":{${JSON.stringify(v4()).slice(1, -1)},"z":{"10":{"2":1,"1":2},"9":[{"b":1,"3":2}]}},"2":3}`,
    ],
    [
      'foreign members named as ours are',
      envelope(
        v4({
          foreign: { a: 1 },
          services: [1],
          capabilities: [{ ...CAPABILITY, foreign: 1, aliases: 2 }],
          endpoints: [{ ...ENDPOINT, request: { a: 1 }, errors: 'x' }],
        }),
      ),
    ],
    ['names that JavaScript objects have', envelope(v4({ constructor: 1, toString: 2, hasOwnProperty: 3 }))],
    ['no descriptors at all', envelope(v4({ capabilities: [], endpoints: [] }))],
    ['characters beyond ascii, and escapes', envelope(v4({ stabilityPolicy: 'é 😀 "\\" \u0001 \u2028 \u202e' }))],
  ])('give the bytes of %s', async (_, text) => {
    await expectSameBytes(text);
  });

  it('give the bytes of any document', async () => {
    const name = fc.constantFrom('x', 'extra', '7', '12', 'foreign', 'note', 'Z');
    const value = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('text'),
      fc.dictionary(name, fc.integer()),
    );
    const extras = fc.dictionary(name, value, { noNullPrototype: true });
    const order = fc.infiniteStream(fc.nat());
    await fc.assert(
      fc.asyncProperty(
        extras,
        extras,
        extras,
        order,
        fc.boolean(),
        async (top, onCapability, around, numbers, bare) => {
          const shuffle = (object: object): string => {
            const members = Object.entries(object).map(([key, item]) => ({
              text: `${JSON.stringify(key)}:${typeof item === 'string' && item.startsWith('\u0000') ? item.slice(1) : JSON.stringify(item)}`,
              at: Number(numbers.next().value),
            }));
            return `{${members
              .sort((a, b) => a.at - b.at)
              .map(({ text }) => text)
              .join(',')}}`;
          };
          const list = `\u0000[${shuffle({ ...onCapability, ...CAPABILITY })}]`;
          const content = shuffle({ ...top, ...v4(), capabilities: list });
          await expectSameBytes(bare ? content : shuffle({ ...around, contract: `\u0000${content}` }));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('importCrypta', () => {
  it.each([
    ['a repeated member', `{"contract":{"apiVersion":"v1","apiVersion":"v1"}}`, 'json-duplicate-key/3'],
    ['a fraction', envelope(v4({ contractVersion: 4.5 })), 'json-not-an-integer/3'],
    [
      'an integer written as a fraction',
      envelope(v4()).replace('"contractVersion":4', '"contractVersion":4.0'),
      'json-not-an-integer/3',
    ],
    [
      'an integer in exponent form',
      envelope(v4()).replace('"contractVersion":4', '"contractVersion":4e0'),
      'json-not-an-integer/3',
    ],
    ['content after the document', `${envelope(v4())}x`, 'json-trailing-content/3'],
    ['a text for a number', envelope(v4({ contractVersion: '4' })), 'schema-invalid/3'],
    ['a number for a text', envelope(v4({ apiVersion: 1 })), 'schema-invalid/3'],
    ['version 0', envelope(v4({ contractVersion: 0 })), 'schema-invalid/3'],
    ['a blank text', envelope(v4({ generatedBy: ' ' })), 'schema-invalid/3'],
    [
      'an unknown stability',
      envelope(v4({ capabilities: [{ ...CAPABILITY, stability: 'solid' }] })),
      'schema-invalid/3',
    ],
    ['an unknown audience', envelope(v4({ capabilities: [{ ...CAPABILITY, audience: 'all' }] })), 'schema-invalid/3'],
    [
      'a missing description',
      envelope(v4({ capabilities: [{ ...CAPABILITY, description: undefined }] })),
      'schema-invalid/3',
    ],
    [
      'a deprecation that is a text',
      envelope(v4({ capabilities: [{ ...CAPABILITY, deprecation: 'soon' }] })),
      'schema-invalid/3',
    ],
    ['capabilities that are no list', envelope(v4({ capabilities: {} })), 'schema-invalid/3'],
    ['an endpoint that is no object', envelope(v4({ endpoints: ['GET /queue'] })), 'schema-invalid/3'],
    ['an endpoint that is null', envelope(v4({ endpoints: [null] })), 'schema-invalid/3'],
    [
      'a native source',
      JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract: v4() }),
      'crypta-unrecognized/3',
    ],
    ['a list', '[]', 'crypta-unrecognized/3'],
    ['an envelope around no object', '{"contract":[]}', 'crypta-unrecognized/3'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(() => importText(text))).toBe(code);
  });

  it('points into the document as it was written', () => {
    const text = JSON.stringify(v4({ endpoints: [{ ...ENDPOINT, stability: 'solid' }] }));
    expect(() => importText(text)).toThrow(
      new RegExp(`^in\\.json:1:${text.indexOf('"solid"') + 1} .*"solid", expected "stable"`),
    );
  });
});

describe('exportCrypta', () => {
  it('writes a contract that never was a crypta document as the platform would', () => {
    const native = contract({
      capabilities: [{ name: 'b', stability: 'stable', sinceContractVersion: 1, description: '' }],
      endpoints: [endpoint({ requiredCapabilities: ['b', 'a', 'b'] })],
    });
    const { text, dropped } = exportCrypta(native);
    expect(text).toBe(
      '{"contract":{"apiVersion":"v1","contractVersion":1,"generatedBy":"example","stabilityPolicy":"Stable entries stay.",' +
        '"capabilities":[{"name":"b","stability":"stable","sinceContractVersion":1,"deprecation":null,"description":""}],' +
        '"endpoints":[{"routeFamily":"queue","method":"GET","routeTemplate":"/queue","actionLabel":"queue.read",' +
        '"requiredCapabilities":["a","b"],"hostOperatorBypassAllowed":true,"appProcessPrincipalsAllowed":true,' +
        '"appBrowserPrincipalsAllowed":true,"stability":"stable","sinceContractVersion":1,"deprecation":null,' +
        '"description":"Read the queue."}]}}',
    );
    expect(dropped).toEqual([]);
    expect(importText(text).imported).toEqual({ dialect: 'crypta' });
  });

  it('names what a crypta contract has no room for', () => {
    const deprecation = {
      deprecatedSinceContractVersion: 1,
      removalContractVersion: null,
      note: null,
      replacement: 'queue.read',
    };
    const native = contract({
      previousDigest: `sha256:${'0'.repeat(64)}`,
      services: [{ namespace: 'hr/v1', description: '' }],
      capabilities: [capability({ aliases: ['q'], deprecation })],
      endpoints: [endpoint({ request: true }), endpoint({ request: true, method: 'POST', deprecation })],
    });
    const { text, dropped } = exportCrypta(native);
    expect(dropped).toEqual([
      'previousDigest',
      'services',
      'aliases of 1 capability',
      'request of 2 endpoints',
      'replacement of 2 deprecations',
    ]);
    expect(text).not.toMatch(/hr\/v1|aliases|request"|replacement/);
    expect(() => importText(text)).not.toThrow();
  });

  it('writes a snapshot in its own order, foreign members and all', () => {
    const source = importText(
      envelope(
        v4({
          extra: 1,
          endpoints: [
            { ...ENDPOINT, routeTemplate: '/z' },
            { ...ENDPOINT, routeTemplate: '/a', extra: 2 },
          ],
        }),
      ),
    );
    const { text } = exportCrypta(toSnapshot(source.contract).contract);
    expect(text.indexOf('"/a"')).toBeLessThan(text.indexOf('"/z"'));
    expect(text).toMatch(/"extra":2\}.*\],"extra":1\}\}$/);
  });

  it('keeps the imported order where members were added or removed since', () => {
    const source = importText(
      envelope({
        ...v4(),
        capabilities: [{ description: 'Read.', name: 'a', stability: 'stable', sinceContractVersion: 1 }],
      }),
    );
    const [first = capability()] = source.contract.capabilities;
    const { note: _, ...rest } = {
      note: 1,
      ...first,
      audience: 'app' as const,
      deprecation: { deprecatedSinceContractVersion: 3, removalContractVersion: 5, note: null },
    };
    const text = exportCrypta({ ...source.contract, capabilities: [rest] }, source.imported).text;
    expect(text).toContain(
      '{"description":"Read.","name":"a","stability":"stable","sinceContractVersion":1,"audience":"app","deprecation":{"deprecatedSinceContractVersion":3',
    );
  });
});
