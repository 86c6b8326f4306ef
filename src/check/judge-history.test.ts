import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { LoadedContract } from '../contract/model.ts';
import type { JsonObject } from '../model/json/value.ts';
import { judgeHistory } from './judge-history.ts';

/** Contracts that each name the one before, and each say something new. */
function chain(...contents: readonly JsonObject[]): LoadedContract[] {
  const made: LoadedContract[] = [];
  for (const [index, content] of contents.entries()) {
    const previousDigest = made.at(-1)?.digest;
    const version = index + 1;
    const given = { stabilityPolicy: `as of ${version}`, ...(previousDigest === undefined ? {} : { previousDigest }) };
    made.push(loadedContract({ ...given, ...content }, `${version}.json`, version));
  }
  return made;
}

const judge = (releases: readonly LoadedContract[], current?: LoadedContract) => {
  const history = {
    path: 'contracts',
    releases: releases.map((contract) => ({ named: contract.contract.contractVersion, contract })),
  };
  return judgeHistory(history, current)
    .filter(({ severity }) => severity !== 'note')
    .map(({ ruleId }) => ruleId);
};

describe('a history', () => {
  const whole = chain({}, {}, {}, {});

  it('that only grew is intact, in whatever order its files are', () => {
    expect(judge(whole)).toEqual([]);
    expect(judge([...whole].reverse())).toEqual([]);
    expect(judge(whole.slice(0, 3), whole[3])).toEqual([]);
    expect(judge(whole, whole[3])).toEqual([]);
  });

  it.each([
    [
      'a missing release',
      whole.filter((_, index) => index !== 1),
      undefined,
      ['contract/predecessor-missing', 'contract/version-gap'],
    ],
    ['a lost beginning', whole.slice(1), undefined, ['contract/predecessor-missing']],
    [
      'a contract that goes back',
      whole,
      loadedContract({ stabilityPolicy: 'back' }, 'now.json', 2),
      ['contract/same-version-different-content', 'contract/version-decreased'],
    ],
  ])('with %s is not', (_, releases, current, expected) => {
    expect([...new Set(judge(releases, current))].sort()).toEqual(expected);
  });

  it('that was forked shows where the branches meet', () => {
    const [first, second] = whole;
    const other = loadedContract({ stabilityPolicy: 'other' }, '2b.json', 2);
    const third = loadedContract({ stabilityPolicy: 'third', previousDigest: other.digest }, '3.json', 3);
    if (first === undefined || second === undefined) throw new Error('a chain of four');
    expect(judge([first, second], third)).toContain('contract/predecessor-mismatch');
  });

  it('forgets no clock, baseline or tombstone', () => {
    const deprecated = (since: number): JsonObject => ({
      capabilities: [
        {
          name: 'queue.read',
          stability: 'deprecated',
          deprecation: { deprecatedSinceContractVersion: since, removalContractVersion: null, note: null },
        },
      ],
    });
    const baselines = [{ name: '1.0', contractVersion: 1, capabilities: ['queue.read'], endpoints: [] }];
    expect(judge(chain(deprecated(1), deprecated(2)))).toEqual(['lifecycle/clock-reset']);
    expect(judge(chain({ ...deprecated(1), baselines }, deprecated(1)))).toEqual([
      'lifecycle/baseline-history-rewritten',
    ]);
    expect(judge(chain(deprecated(1), {}))).toEqual(['contract/tombstone-missing']);
  });

  it('keeps every member of a stable baseline as long as it has the name', () => {
    const named = (name: string, capabilities: string[]): JsonObject => ({
      capabilities: [{ name: 'queue.read' }, { name: 'queue.write' }],
      stableBaseline: {
        name,
        contractVersion: 1,
        capabilityCount: capabilities.length,
        endpointCount: 0,
        capabilities,
        endpoints: [],
      },
    });
    const both = named('1.0', ['queue.read', 'queue.write']);
    expect(judge(chain(both, both))).toEqual([]);
    expect(judge(chain(both, named('1.0', ['queue.read'])))).toEqual(['capability/reclassified']);
    expect(judge(chain(both, named('2.0', ['queue.read'])))).not.toContain('capability/reclassified');
  });
});
