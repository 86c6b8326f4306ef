import { describe, expect, it } from 'vitest';
import { contract, endpoint } from '../../../testing/contract-source.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import type { RoutePolicy } from '../../formats/generated/route-policy.ts';
import validatePolicy from '../../formats/generated/validators/route-policy.js';
import { readContract } from '../read-contract.ts';
import { exportRoutePolicy, policyDifferences } from './route-policy.ts';

const own = exportRoutePolicy(
  contract({
    endpoints: [
      endpoint({ method: 'POST', requiredCapabilities: ['b', 'a', 'b'], hostOperatorBypassAllowed: false }),
      endpoint({ routeTemplate: '/a/{x}' }),
    ],
  }),
);
const [first, second] = own.routes;
const policy = (...routes: RoutePolicy['routes']): RoutePolicy => ({ ...own, routes });

describe('route policy', () => {
  it('says of each route what must be enforced', () => {
    expect(validatePolicy(own)).toBe(true);
    expect(own.routes).toEqual([
      {
        method: 'GET',
        route: '/a/{x}',
        action: 'queue.read',
        capabilities: ['queue.read'],
        principals: ['app-browser', 'app-process', 'host-operator'],
      },
      {
        method: 'POST',
        route: '/queue',
        action: 'queue.read',
        capabilities: ['a', 'b'],
        principals: ['app-browser', 'app-process'],
      },
    ]);
  });

  const data = sharedData('crypta/contracts');
  it.skipIf(data === undefined)('of the real contract has every endpoint', async () => {
    const real = exportRoutePolicy((await readContract(`${data}/platform-api-contract.v4.json`, 'v4')).contract);
    expect(validatePolicy(real)).toBe(true);
    expect(real.routes).toHaveLength(81);
    expect(real.routes.find(({ route }) => route === '/apps/{appId}/updates/stage')?.capabilities).toEqual([
      'apps.manage',
      'catalogs.manage',
    ]);
  });
});

describe('differences of a committed policy', () => {
  if (first === undefined || second === undefined) throw new Error('two routes');
  it.each<[string, RoutePolicy, string[]]>([
    ['none', own, []],
    [
      'none for order, repeats and parameter names',
      policy(
        { ...second, capabilities: ['b', 'a', 'a'], principals: ['app-process', 'app-browser'] },
        { ...first, route: '/a/{y}' },
      ),
      [],
    ],
    ['a route that is missing', policy(first), ['added POST /queue ']],
    ['a route too many', policy(...own.routes, { ...first, method: 'PUT' }), ['removed PUT /a/{} ']],
    ['a capability less', policy(first, { ...second, capabilities: ['a'] }), ['changed POST /queue capabilities']],
    [
      'a principal more',
      policy(first, { ...second, principals: [...second.principals, 'host-operator'] }),
      ['changed POST /queue principals'],
    ],
    ['another action', policy({ ...first, action: 'x' }, second), ['changed GET /a/{} action']],
    ['a route twice', policy(...own.routes, { ...first, capabilities: [] }), ['changed GET /a/{} route']],
    ['another API version', { ...own, apiVersion: 'v2' }, ['changed v1 apiVersion']],
  ])('%s', (_, committed, expected) => {
    const found = policyDifferences(committed, own).map(
      ({ identity, state, members }) => `${state} ${identity} ${members.join()}`,
    );
    expect(found).toEqual(expected);
  });
});
