import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import { shuffle } from '../../testing/rules/shuffle.ts';
import { digestJson } from '../model/digest.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import type { Contract } from './model.ts';
import { toSnapshot } from './snapshot.ts';
import { isSnapshotOrder } from './snapshot-order.ts';

const released = (version: number): { contract: Contract; digest: string } =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../contracts/hearth/${version}.json`, import.meta.url)), 'utf8'));

/** Members and lists in another order, at every depth; data too. */
function shuffled(value: unknown, reorder: ReturnType<typeof shuffle>): unknown {
  if (Array.isArray(value)) return reorder(value.map((item) => shuffled(item, reorder)));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(reorder(Object.entries(value)).map(([name, item]) => [name, shuffled(item, reorder)]));
}

/** The request schema of the second endpoint. */
function schemaOf(contract: Contract): { enum: unknown[]; dependentRequired: { a: string[] } } {
  const text = contract.endpoints[1]?.request;
  if (!isJsonObject(text) || !Array.isArray(text.enum) || !isJsonObject(text.dependentRequired))
    throw new Error('no schema');
  const names: unknown = text.dependentRequired.a;
  if (!Array.isArray(names)) throw new Error('no names');
  return Object.assign(text, { enum: text.enum, dependentRequired: { a: names } });
}

describe('isSnapshotOrder', () => {
  it.each([1, 2, 3, 4, 5])(
    'knows the released snapshot %i, and its digest is that of the canonical form',
    (version) => {
      const { contract, digest } = released(version);
      expect(isSnapshotOrder(contract)).toBe(true);
      expect(digestJson(contract)).toBe(digest);
      expect(toSnapshot(contract).digest).toBe(digest);
    },
  );

  it('says yes only where sorting would change nothing', () => {
    const { contract } = released(5);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 0xffff })), (numbers) => {
        const other = JSON.parse(JSON.stringify(shuffled(contract, shuffle(numbers))));
        expect(isSnapshotOrder(other)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  const rich: JsonValue = {
    capabilities: [{ name: 'a', aliases: ['y', 'z'] }, { name: 'b' }],
    endpoints: [
      { routeTemplate: '/a', requiredCapabilities: ['a', 'b'], errors: [{ status: 400 }, { status: 404 }] },
      {
        routeTemplate: '/b/{x}',
        request: { enum: ['a', 'b'], dependentRequired: { a: ['b', 'c'] }, required: ['a', 'b'] },
      },
    ],
    services: [
      {
        namespace: 'a/v1',
        methods: [{ name: 'a', errors: [{ code: 'x' }, { code: 'y' }] }, { name: 'b' }],
        events: [{ name: 'c' }, { name: 'd' }],
      },
    ],
    tombstones: [
      { kind: 'capability', identity: 'q', removedInContractVersion: 1 },
      { kind: 'endpoint', identity: 'GET /q', removedInContractVersion: 1 },
    ],
    reservedRoutePrefixes: ['/p', '/q'],
  };
  const ordered = (): Contract =>
    JSON.parse(canonicalJson(toSnapshot(loadedContract(rich, 'contract.json').contract).contract));

  it('says yes to what sorting gave', () => expect(isSnapshotOrder(ordered())).toBe(true));

  it.each<[string, (contract: Contract) => unknown]>([
    ['capabilities', (c) => c.capabilities.reverse()],
    ['aliases', (c) => c.capabilities[0]?.aliases?.reverse()],
    ['an empty list of aliases', (c) => c.capabilities[1] && Object.assign(c.capabilities[1], { aliases: [] })],
    ['a capability without deprecation', (c) => Reflect.deleteProperty(c.capabilities[0] ?? {}, 'deprecation')],
    ['endpoints', (c) => c.endpoints.reverse()],
    [
      'routes that differ in the names of parameters',
      (c) => c.endpoints[1] && c.endpoints.push({ ...c.endpoints[1], routeTemplate: '/b/{y}' }),
    ],
    ['required capabilities', (c) => c.endpoints[0]?.requiredCapabilities.reverse()],
    ['a repeat in a set', (c) => c.endpoints[0]?.requiredCapabilities.push('b')],
    ['errors', (c) => c.endpoints[0]?.errors?.reverse()],
    ['an enumeration', (c) => schemaOf(c).enum.reverse()],
    ['a mixed enumeration', (c) => schemaOf(c).enum.push(1)],
    ['names whose JSON is ordered otherwise', (c) => Object.assign(schemaOf(c), { required: ['a', 'a!'] })],
    ['dependent names', (c) => schemaOf(c).dependentRequired.a.reverse()],
    ['a comment', (c) => Object.assign(c.endpoints[1] ?? {}, { request: { $comment: 'x' } })],
    ['methods', (c) => c.services?.[0]?.methods?.reverse()],
    ['errors of methods', (c) => c.services?.[0]?.methods?.[0]?.errors?.reverse()],
    ['events', (c) => c.services?.[0]?.events?.reverse()],
    ['an empty list of methods', (c) => c.services?.[0] && Object.assign(c.services[0], { methods: [] })],
    ['tombstones', (c) => c.tombstones?.reverse()],
    ['an empty list of baselines', (c) => Object.assign(c, { baselines: [] })],
    ['prefixes', (c) => c.reservedRoutePrefixes?.reverse()],
  ])('looks closer at %s out of order, or not as a snapshot has it', (_, change) => {
    const contract = ordered();
    change(contract);
    // The order of members is not what the case is about.
    expect(isSnapshotOrder(JSON.parse(canonicalJson(contract)))).toBe(false);
  });
});
