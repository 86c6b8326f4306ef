import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { LoadedContract } from '../contract/model.ts';
import { inputError } from '../model/errors.ts';
import type { JsonObject } from '../model/json/value.ts';
import { compatMatrix, historyColumns } from './compat-matrix.ts';

const contract = (version: number, more: JsonObject = {}): LoadedContract =>
  loadedContract({ stabilityPolicy: `as of ${version}`, ...more }, `${version}.json`, version);
const baselineOf = (contractVersion: number): JsonObject => ({
  stableBaseline: {
    name: '1.0',
    contractVersion,
    capabilityCount: 0,
    endpointCount: 0,
    capabilities: [],
    endpoints: [],
  },
});
const history = (...contracts: LoadedContract[]) => ({
  path: 'contracts',
  releases: contracts.map((one) => ({ named: one.contract.contractVersion, contract: one })),
});
const roles = (...given: Parameters<typeof historyColumns>) =>
  historyColumns(...given).map(({ path, roles: all }) => `${path}: ${all.join(' ')}`);

describe('the contracts that a release has to think of', () => {
  const [one, two, three, four] = [contract(1), contract(2), contract(3), contract(4)];

  it.each([
    [
      'a long history',
      history(one, two, three),
      four,
      ['1.json: oldest-supported', '2.json: previous', '3.json: current', '4.json: candidate'],
    ],
    [
      'a short one',
      history(one, two),
      three,
      ['1.json: oldest-supported previous', '2.json: current', '3.json: candidate'],
    ],
    ['a first release', history(one), two, ['1.json: oldest-supported current', '2.json: candidate']],
    ['no release yet', history(), one, ['1.json: candidate']],
    [
      'a candidate that is released already',
      history(one, two),
      two,
      ['1.json: oldest-supported previous', '2.json: current'],
    ],
    ['no candidate', history(one, two), undefined, ['1.json: oldest-supported previous', '2.json: current']],
    [
      'files in any order',
      history(two, one),
      three,
      ['1.json: oldest-supported previous', '2.json: current', '3.json: candidate'],
    ],
  ])('of %s', (_, released, candidate, expected) => {
    expect(roles(released, candidate)).toEqual(expected);
  });

  it('begin with the one that completes the stable baseline of the newest', () => {
    const candidate = contract(5, baselineOf(2));
    expect(roles(history(one, two, three, four), candidate)).toEqual([
      '2.json: oldest-supported',
      '3.json: previous',
      '4.json: current',
      '5.json: candidate',
    ]);
  });
});

describe('what was not read', () => {
  const error = inputError('input-unreadable', 'it is not there', 'build it');
  const app = { path: 'app', kind: 'bundle-dir' as const, subject: { error } };
  const column = (path: string) => ({ path, roles: ['given' as const], contract: { error } });

  it('is not evaluated, with the reason, and counts as neither', () => {
    const { rows, summary, contracts } = compatMatrix([app], [column('a.json'), column('b.json')], {
      strict: false,
      requireMetadata: false,
    });
    expect(summary).toEqual({ ok: 0, fails: 0, notEvaluated: 2 });
    expect(rows[0]?.app).toBeNull();
    expect(rows[0]?.cells.map(({ state, status, reason }) => [state, status, reason])).toEqual([
      ['not-evaluated', null, 'it is not there'],
      ['not-evaluated', null, 'it is not there'],
    ]);
    expect(contracts.map(({ digest }) => digest)).toEqual([null, null]);
  });
});
