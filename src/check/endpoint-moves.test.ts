import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { JsonValue } from '../model/json/value.ts';
import { diffInput } from './diff-input.ts';
import { endpointMoves, endpointSubject } from './endpoint-moves.ts';
import { shadowedRoutes } from './shadowed-routes.ts';

type Short = readonly [method: string, route: string, action: string];

const contract = (version: number, endpoints: readonly Short[]) => {
  const items: JsonValue = endpoints.map(([method, routeTemplate, actionLabel]) => ({
    method,
    routeTemplate,
    actionLabel,
  }));
  return loadedContract({ endpoints: items }, 'contract.json', version);
};

function fates(before: readonly Short[], after: readonly Short[]) {
  const moves = endpointMoves(diffInput(contract(4, before), contract(5, after)));
  const arrows = (list: typeof moves.moved) =>
    list.map(
      ({ baseline, current }) =>
        `${endpointSubject(baseline.item).identity} > ${endpointSubject(current.item).identity}`,
    );
  const names = (list: typeof moves.removed) => list.map(({ item }) => endpointSubject(item).identity);
  return {
    moved: arrows(moves.moved),
    methodChanged: arrows(moves.methodChanged),
    removed: names(moves.removed),
    added: names(moves.added),
  };
}

describe('endpointMoves', () => {
  const other: Short = ['GET', '/node', 'node.read'];

  it.each<[string, Short[], Short[], Partial<ReturnType<typeof fates>>]>([
    [
      'a unique action on another route',
      [['POST', '/apps/{id}/update', 'apps.update']],
      [['POST', '/apps/{id}/updates/apply', 'apps.update']],
      { moved: ['POST /apps/{id}/update > POST /apps/{id}/updates/apply'] },
    ],
    [
      'a unique action on another route and verb',
      [['PUT', '/a', 'x']],
      [['POST', '/b/c', 'x']],
      { moved: ['PUT /a > POST /b/c'] },
    ],
    [
      'an action that a kept endpoint has too',
      [
        ['GET', '/apps', 'apps.read'],
        ['GET', '/apps/{id}/one', 'apps.read'],
      ],
      [
        ['GET', '/apps', 'apps.read'],
        ['GET', '/zoo', 'apps.read'],
      ],
      { removed: ['GET /apps/{id}/one'], added: ['GET /zoo'] },
    ],
    [
      'another verb for route and action',
      [['PUT', '/queue/{id}', 'queue.set']],
      [['PATCH', '/queue/{job}', 'queue.set']],
      { methodChanged: ['PUT /queue/{id} > PATCH /queue/{job}'] },
    ],
    [
      'another verb and another action',
      [['PUT', '/queue/{id}', 'queue.set']],
      [['DELETE', '/queue/{id}', 'queue.remove']],
      { removed: ['PUT /queue/{id}'], added: ['DELETE /queue/{id}'] },
    ],
    [
      'one of five segments replaced',
      [
        ['GET', '/a/b/c/d/e', 'x'],
        ['GET', '/x', 'x'],
      ],
      [
        ['GET', '/a/b/q/d/e', 'x'],
        ['GET', '/x', 'x'],
      ],
      { moved: ['GET /a/b/c/d/e > GET /a/b/q/d/e'] },
    ],
    [
      'one of four segments replaced is too much',
      [
        ['GET', '/a/b/c/d', 'x'],
        ['GET', '/x', 'x'],
      ],
      [
        ['GET', '/a/b/q/d', 'x'],
        ['GET', '/x', 'x'],
      ],
      { removed: ['GET /a/b/c/d'], added: ['GET /a/b/q/d'] },
    ],
    [
      'a segment put in',
      [
        ['GET', '/queue/{id}', 'x'],
        ['GET', '/x', 'x'],
      ],
      [
        ['GET', '/queue/items/{job}', 'x'],
        ['GET', '/x', 'x'],
      ],
      { moved: ['GET /queue/{id} > GET /queue/items/{job}'] },
    ],
    [
      'two that could be the same one',
      [
        ['GET', '/queue/{id}', 'x'],
        ['GET', '/x', 'x'],
      ],
      [
        ['GET', '/queue/items/{id}', 'x'],
        ['GET', '/queue/jobs/{id}', 'x'],
        ['GET', '/x', 'x'],
      ],
      { removed: ['GET /queue/{id}'], added: ['GET /queue/items/{id}', 'GET /queue/jobs/{id}'] },
    ],
    [
      'a near route of another verb',
      [
        ['GET', '/queue/{id}', 'x'],
        ['GET', '/x', 'x'],
      ],
      [
        ['POST', '/queue/items/{id}', 'x'],
        ['GET', '/x', 'x'],
      ],
      { removed: ['GET /queue/{id}'], added: ['POST /queue/items/{id}'] },
    ],
    ['other names of parameters', [['GET', '/a/{x}', 'x']], [['GET', '/a/{y}', 'x']], {}],
  ])('%s', (_, before, after, expected) => {
    expect(fates([...before, other], [...after, other])).toEqual({
      moved: [],
      methodChanged: [],
      removed: [],
      added: [],
      ...expected,
    });
  });
});

describe('shadowedRoutes', () => {
  const sides = (routes: readonly Short[]) =>
    contract(5, routes).contract.endpoints.map((item, at) => ({ item, pointer: `/endpoints/${at}` }));
  const shadows = (fresh: readonly Short[], old: readonly Short[]) =>
    Object.fromEntries(
      [...shadowedRoutes(sides(fresh), contract(4, old).contract.endpoints)].map(({ fresh: side, shadowed }) => [
        side.item.routeTemplate,
        shadowed.map(({ routeTemplate }) => routeTemplate).sort(),
      ]),
    );
  const get = (...routes: string[]): Short[] => routes.map((route) => ['GET', route, route]);

  it.each<[string[], string[], Record<string, string[]>]>([
    [['/queue/stats'], ['/queue/{id}'], { '/queue/stats': ['/queue/{id}'] }],
    [['/c/recommended/{id}/add'], ['/c/{id}/mirrors/{m}'], { '/c/recommended/{id}/add': ['/c/{id}/mirrors/{m}'] }],
    [['/queue/{id}/stats'], ['/queue/all/{part}'], {}],
    [['/queue/{id}'], ['/queue/stats'], {}],
    [['/queue/stats'], ['/queue/{id}/stats', '/jobs/{id}'], {}],
    [['/a/b'], ['/a/{x}', '/{y}/b', '/{y}/{z}', '/{y}/c'], { '/a/b': ['/a/{x}', '/{y}/b', '/{y}/{z}'] }],
  ])('%j beside %j', (fresh, old, expected) => expect(shadows(get(...fresh), get(...old))).toEqual(expected));

  it('takes nothing from another verb', () =>
    expect(shadows([['POST', '/queue/stats', 'a']], [['GET', '/queue/{id}', 'b']])).toEqual({}));

  it('agrees with trying every pair', () => {
    const segment = fc.constantFrom('a', 'b', '{p}');
    const route = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    const routes = fc.uniqueArray(route, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(routes, routes, (fresh, old) => {
        const expected = Object.fromEntries(
          fresh.flatMap((one) => {
            const taken = old.filter((other) => takes(one.split('/'), other.split('/'))).sort();
            return taken.length === 0 ? [] : [[one, taken]];
          }),
        );
        expect(shadows(get(...fresh), get(...old))).toEqual(expected);
      }),
    );
  });
});

/** By definition: some request matches both, and where they differ first the new one is the literal one. */
function takes(fresh: readonly string[], old: readonly string[]): boolean {
  if (fresh.length !== old.length) return false;
  const overlap = fresh.every((part, at) => part === old[at] || part === '{p}' || old[at] === '{p}');
  const first = fresh.findIndex((part, at) => part !== old[at]);
  return overlap && first !== -1 && old[first] === '{p}';
}
