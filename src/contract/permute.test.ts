import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import { permuteContract, type Reorder, reversed, shuffledBy } from './permute.ts';
import { toSnapshot } from './snapshot.ts';

const { contract } = loadedContract(
  {
    capabilities: [{ name: 'a', aliases: ['x', 'y'] }, { name: 'b' }],
    endpoints: [
      {},
      { routeTemplate: '/two', requiredCapabilities: ['b', 'a'], examples: { request: [[2, 1], { b: 1, a: 2 }] } },
    ],
    services: [
      {
        namespace: 'hr/v1',
        methods: [
          {
            input: {
              type: ['object', 'null'],
              required: ['required', 'id'],
              properties: { id: { enum: [3, 1, 2] }, required: { default: [2, 1] } },
              anyOf: [{ prefixItems: [true, false] }, true],
            },
            errors: [{ code: 'b' }, { code: 'a' }],
          },
        ],
      },
    ],
    tombstones: [
      { kind: 'capability', identity: 'z', removedInContractVersion: 1 },
      { kind: 'capability', identity: 'y', removedInContractVersion: 1 },
    ],
  },
  'contract.json',
);
const json: unknown = JSON.parse(JSON.stringify(contract));
const source: JsonObject = isJsonObject(json) ? json : {};

const orders: readonly (readonly [string, Reorder])[] = [
  ['reversed', reversed],
  ['shuffled', shuffledBy(1)],
  ['shuffled otherwise', shuffledBy(2)],
];

describe.each(orders)('a contract %s', (_, reorder) => {
  const permuted = permuteContract(source, reorder);
  it('is written otherwise', () => {
    expect(JSON.stringify(permuted)).not.toBe(JSON.stringify(source));
  });

  it('says the same: its snapshot has the same bytes', () => {
    expect(canonicalJson(toSnapshot(JSON.parse(JSON.stringify(permuted))).contract)).toBe(
      canonicalJson(toSnapshot(contract).contract),
    );
  });

  it('keeps lists whose order is seen', () => {
    const text = JSON.stringify(permuted);
    for (const list of ['[true,false]', '[2,1]']) expect(text).toContain(list);
  });
});

describe('an order of a seed', () => {
  it('loses nothing, repeats nothing, and is the same each time', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const once = shuffledBy(7)(items);
    expect([...once].sort((a, b) => a - b)).toEqual(items);
    expect(shuffledBy(7)(items)).toEqual(once);
    expect(shuffledBy(8)(items)).not.toEqual(once);
  });
});
