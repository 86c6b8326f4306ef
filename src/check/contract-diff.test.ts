import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { readContract } from '../contract/read-contract.ts';
import validateReport from '../formats/generated/validators/api-diff-report.js';
import { canonicalJson } from '../model/json/canonical.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { AppUse } from './app-use.ts';
import { diffContracts } from './contract-diff.ts';
import { diffReport } from './diff-report.ts';

const contracts = sharedData('crypta/contracts');
const crypta = (version: number) =>
  readContract(join(contracts ?? '', `platform-api-contract.v${version}.json`), `v${version}.json`);

describe.skipIf(contracts === undefined)('the released contracts of crypta', () => {
  // From the platform's own release notes: capabilities and endpoints that came with each version.
  it.each([
    [1, 2, 0, 7],
    [2, 3, 6, 18],
    [3, 4, 0, 2],
    [1, 4, 6, 27],
  ])(
    'v%i to v%i: %i capabilities and %i endpoints are new, and nothing breaks',
    async (from, to, capabilities, endpoints) => {
      const { changes, summary, requiredBump } = diffContracts(await crypta(from), await crypta(to));
      const count = (ruleId: string) => changes.filter((change) => change.ruleId === ruleId).length;
      expect(count('capability/added')).toBe(capabilities);
      expect(count('endpoint/added')).toBe(endpoints);
      expect(summary.errors).toBe(0);
      expect(requiredBump).toBe('minor');
      // New endpoints are unlocked by rights that apps hold; v1 to v4 also skips versions.
      const warned = changes.filter(({ severity }) => severity === 'warning').map(({ ruleId }) => ruleId);
      expect(new Set(warned)).toEqual(
        new Set([
          ...(from === 2 ? [] : ['capability/scope-expanded']),
          ...(to - from > 1 ? ['contract/version-gap'] : []),
        ]),
      );
    },
  );

  it('breaks for whoever goes back', async () => {
    const { changes } = diffContracts(await crypta(4), await crypta(1));
    const gone = changes.filter(({ ruleId }) => ruleId === 'endpoint/removed' || ruleId === 'capability/removed');
    const told = gone.flatMap(({ ruleId, subject, children = [] }) =>
      ruleId === 'endpoint/removed' ? [subject] : children,
    );
    expect(told).toHaveLength(27);
    expect(new Set(told).size).toBe(27);
  });

  it.each([1, 2, 3, 4])('v%i does not differ from itself', async (version) => {
    expect(diffContracts(await crypta(version), await crypta(version)).changes).toEqual([]);
  });
});

/** A contract of two versions whose endpoints are given. */
function contract(version: number, fragment: JsonValue) {
  return loadedContract(fragment, `${version}.json`, version);
}

const string = { type: 'string' };
const named = (required: string[]) => ({ type: 'object', properties: { name: string, size: string }, required });

describe('diffContracts', () => {
  const baseline = contract(4, {
    capabilities: [{ name: 'queue.read' }],
    endpoints: [
      { routeTemplate: '/queue/{id}', requiredCapabilities: ['queue.read'], response: named(['name', 'size']) },
      { method: 'POST', routeTemplate: '/queue', request: named([]), actionLabel: 'queue.add' },
    ],
  });
  const current = contract(5, {
    capabilities: [{ name: 'queue.read' }, { name: 'queue.idle', sinceContractVersion: 5 }],
    endpoints: [
      { routeTemplate: '/queue/{id}', requiredCapabilities: ['queue.read'], response: named(['name']) },
      { method: 'POST', routeTemplate: '/queue', request: named(['size']), actionLabel: 'queue.add' },
    ],
  });

  it('proves each schema break by an instance that one side accepts and the other rejects', () => {
    const { changes } = diffContracts(baseline, current);
    const witnesses = Object.fromEntries(
      changes.flatMap(({ ruleId, witness }) => (witness ? [[ruleId, witness]] : [])),
    );
    expect(witnesses['endpoint/request-narrowed']).toMatchObject({ validUnder: 'baseline', invalidUnder: 'current' });
    expect(witnesses['endpoint/request-narrowed']?.instance).not.toHaveProperty('size');
    expect(witnesses['endpoint/response-widened']).toMatchObject({ validUnder: 'current', invalidUnder: 'baseline' });
    expect(witnesses['endpoint/response-widened']?.instance).not.toHaveProperty('size');
  });

  it('breaks without a witness where none is searched', () => {
    const { changes, summary } = diffContracts(baseline, current, { witness: false });
    expect(changes.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId)).toEqual([
      'endpoint/response-widened',
      'endpoint/request-narrowed',
    ]);
    expect(changes.filter(({ witness }) => witness !== undefined)).toEqual([]);
    expect(summary.errors).toBe(2);
  });

  it('reports what is wrong with the current contract alone only where the baseline was right', () => {
    const idle = (before: typeof baseline, after: typeof current) =>
      diffContracts(before, after).changes.filter(({ ruleId }) => ruleId === 'capability/unused');
    expect(idle(baseline, current)).toMatchObject([{ kind: 'capability', subject: 'queue.idle' }]);
    expect(idle(current, contract(6, { capabilities: [{ name: 'queue.idle', sinceContractVersion: 5 }] }))).toEqual([]);
  });

  it.each(['all', 'wire', 'sdk', 'auth'] as const)(
    'tells under %s of endpoints that went with their capability',
    (profile) => {
      const before = contract(4, {
        capabilities: [{ name: 'queue.read' }],
        endpoints: [{ routeTemplate: '/queue', requiredCapabilities: ['queue.read'] }, { routeTemplate: '/info' }],
      });
      const after = contract(5, {
        endpoints: [{ routeTemplate: '/info' }],
        tombstones: [
          { kind: 'capability', identity: 'queue.read', removedInContractVersion: 5 },
          { kind: 'endpoint', identity: 'GET /queue', removedInContractVersion: 5 },
        ],
      });
      expect(diffContracts(before, after, { profile }).changes).toMatchObject([
        { ruleId: 'capability/removed', severity: 'error', children: ['GET /queue'] },
      ]);
    },
  );

  it('tells of a capability that nothing went with in profiles of rights only', () => {
    const before = contract(4, { capabilities: [{ name: 'queue.read' }], endpoints: [{}] });
    const after = contract(5, {
      endpoints: [{}],
      tombstones: [{ kind: 'capability', identity: 'queue.read', removedInContractVersion: 5 }],
    });
    const told = (profile: 'wire' | 'auth') =>
      diffContracts(before, after, { profile }).changes.map(({ ruleId }) => ruleId);
    expect([told('wire'), told('auth')]).toEqual([[], ['capability/removed']]);
  });

  it.each([
    ['a descriptor twice', 'contract/duplicate-identity', { endpoints: [{}, {}] }],
    ['no endpoint, method or event', 'contract/empty-surface', { capabilities: [{ name: 'a' }], endpoints: [] }],
  ])('passes no contract with %s, though the baseline is the same', (_, ruleId, fragment) => {
    const bad = contract(4, fragment);
    const { changes, summary } = diffContracts(bad, bad);
    expect(changes.map((change) => change.ruleId)).toContain(ruleId);
    expect(summary.errors).toBeGreaterThan(0);
  });

  it.each([
    ['wire', ['endpoint/response-widened', 'endpoint/request-narrowed']],
    ['auth', []],
  ] as const)('tells under the profile %s only what it asks for', (profile, expected) => {
    const { changes } = diffContracts(baseline, current, { profile });
    expect(changes.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId)).toEqual(expected);
    const asked = profile === 'wire' ? ['wire', 'model'] : ['authorization', 'model'];
    for (const { category } of changes) expect(asked).toContain(category);
  });

  it('shows a severity that a policy sets beside the own one', () => {
    const severities = { 'endpoint/request-narrowed': 'note', 'capability/added': 'error' } as const;
    const { changes, summary } = diffContracts(baseline, current, { severities });
    expect(changes.find(({ ruleId }) => ruleId === 'endpoint/request-narrowed')).toMatchObject({
      severity: 'note',
      overridden: 'error',
      bump: 'major',
    });
    expect(changes.find(({ ruleId }) => ruleId === 'capability/added')).toMatchObject({
      severity: 'error',
      overridden: 'note',
    });
    expect(summary.errors).toBe(2);
  });

  it('lets no policy weaken what no waiver may cover', () => {
    const broken = contract(5, { endpoints: [{ requiredCapabilities: ['nobody.knows'] }] });
    const severities = { 'contract/dangling-capability': 'note' } as const;
    const { changes } = diffContracts(contract(4, {}), broken, { severities });
    expect(changes.find(({ ruleId }) => ruleId === 'contract/dangling-capability')).toMatchObject({
      severity: 'error',
    });
  });

  it('names the apps that may use what changed, and never lowers a severity for their sake', () => {
    const app = (name: string, ...permissions: string[]): AppUse => ({ name, permissions: new Set(permissions) });
    const apps = [app('reader 1', 'queue.read'), app('idler 2')];
    const { changes, summary } = diffContracts(baseline, current, { apps });
    const impact = Object.fromEntries(changes.map(({ subject, impact = [] }) => [subject, impact]));
    expect(impact['GET /queue/{id}']).toEqual(['reader 1']);
    expect(impact['POST /queue']).toEqual(['idler 2', 'reader 1']);
    expect(summary).toEqual(diffContracts(baseline, current).summary);
  });

  it('has fingerprints that name parameters nowhere', () => {
    const fingerprint = (name: string) => {
      const before = contract(4, { endpoints: [{ routeTemplate: `/queue/{${name}}` }, { routeTemplate: '/node' }] });
      const { changes } = diffContracts(before, contract(5, { endpoints: [{ routeTemplate: '/node' }] }));
      return changes.find(({ ruleId }) => ruleId === 'endpoint/removed')?.fingerprint;
    };
    expect(fingerprint('id')).toMatch(/^sha256:/);
    expect(fingerprint('jobId')).toBe(fingerprint('id'));
  });

  it('keeps a later, different break out of the fingerprint of an earlier one', () => {
    const narrowed = (required: string[]) =>
      diffContracts(
        baseline,
        contract(5, {
          endpoints: [{ method: 'POST', routeTemplate: '/queue', request: named(required), actionLabel: 'queue.add' }],
        }),
      ).changes.find(({ ruleId }) => ruleId === 'endpoint/request-narrowed')?.fingerprint;
    expect(narrowed(['size'])).not.toBe(narrowed(['name', 'size']));
  });

  it('reports in the published format', () => {
    const options = { severities: { 'capability/added': 'warning' }, apps: [], witness: true } as const;
    const report = diffReport(
      { contract: baseline },
      { contract: current, revision: 'a'.repeat(40) },
      diffContracts(baseline, current, options),
      options,
    );
    expect(validateReport(JSON.parse(JSON.stringify(report))), JSON.stringify(validateReport.errors)).toBe(true);
    expect(report.severities).toEqual([{ ruleId: 'capability/added', severity: 'warning', applied: 1 }]);
  });
});

describe('a promise that an experiment does not make', () => {
  const experiment = { routeTemplate: '/queue/{id}', stability: 'experimental' };

  it('is broken with a warning, and asks for no major version', () => {
    const before = contract(4, { endpoints: [experiment, { routeTemplate: '/node' }] });
    const { changes, requiredBump } = diffContracts(before, contract(5, { endpoints: [{ routeTemplate: '/node' }] }));
    expect(changes.find(({ ruleId }) => ruleId === 'endpoint/removed')).toMatchObject({
      severity: 'warning',
      bump: 'minor',
    });
    expect(requiredBump).toBe('minor');
  });
});

describe('any two contracts', () => {
  const name = fc.constantFrom('queue.read', 'queue.write', 'apps.manage', 'node.read');
  const stability = fc.constantFrom('stable', 'experimental', 'internal', 'operator-only');
  const route = fc.constantFrom(
    '/queue',
    '/queue/{id}',
    '/queue/stats',
    '/apps/{id}/update',
    '/apps/{id}/updates/apply',
    '/node',
  );
  const schema = fc.constantFrom(
    undefined,
    true,
    { type: 'string' },
    { type: ['string', 'null'] },
    { enum: ['a', 'b'] },
    named(['size']),
  );
  const endpoint = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    routeTemplate: route,
    actionLabel: fc.constantFrom('read', 'write', 'update'),
    requiredCapabilities: fc.uniqueArray(name, { maxLength: 3 }),
    stability,
    request: schema,
    response: schema,
    hostOperatorBypassAllowed: fc.boolean(),
    appBrowserPrincipalsAllowed: fc.boolean(),
  });
  const fragment = fc.record({
    capabilities: fc.uniqueArray(fc.record({ name, stability }), { selector: (item) => item.name }),
    endpoints: fc.uniqueArray(endpoint, { selector: (item) => `${item.method} ${item.routeTemplate}`, maxLength: 8 }),
  });
  const json = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));

  it('are compared to the same bytes again, with no change told twice, and each endpoint in one place', () => {
    fc.assert(
      fc.property(fragment, fragment, (a, b) => {
        const [before, after] = [contract(4, json(a)), contract(5, json(b))];
        const { changes } = diffContracts(before, after, { witness: false });
        expect(canonicalJson(diffContracts(before, after, { witness: false }).changes)).toBe(canonicalJson(changes));
        expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
        const fate = changes.flatMap(({ ruleId, subject, children = [] }) => {
          if (['endpoint/removed', 'endpoint/moved', 'endpoint/method-changed'].includes(ruleId)) return [subject];
          return ruleId === 'capability/removed' ? children : [];
        });
        expect(new Set(fate).size).toBe(fate.length);
        const is = (list: typeof a.endpoints) =>
          new Set(list.map((item) => `${item.method} ${item.routeTemplate.replace(/\{[^{}]*\}/g, '{}')}`));
        const gone = [...is(a.endpoints)].filter((identity) => !is(b.endpoints).has(identity));
        expect(fate.map((subject) => subject.replace(/\{[^{}]*\}/g, '{}')).sort()).toEqual(gone.sort());
        const none = a.endpoints.length === 0 ? ['contract/empty-surface'] : [];
        expect(diffContracts(before, before).changes.map(({ ruleId }) => ruleId)).toEqual(none);
      }),
      { numRuns: 150 },
    );
  });
});
