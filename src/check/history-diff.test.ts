import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { JsonValue } from '../model/json/value.ts';
import { type CompatMode, diffHistory } from './history-diff.ts';

const request = (required: string[]): JsonValue => ({
  type: 'object',
  properties: { a: { type: 'string' }, b: { type: 'string' } },
  required,
});
const tombstone = (version: number): JsonValue => ({
  kind: 'endpoint',
  identity: 'GET /old',
  removedInContractVersion: version,
});
const endpoint = (required: string[]): JsonValue => ({
  method: 'POST',
  routeTemplate: '/queue',
  request: request(required),
});
const old = (rest: { [name: string]: JsonValue } = {}): JsonValue => ({
  routeTemplate: '/old',
  actionLabel: 'old',
  ...rest,
});
const deprecated = {
  stability: 'deprecated',
  deprecation: { deprecatedSinceContractVersion: 2, removalContractVersion: 4, note: 'gone' },
};

const release = (version: number, endpoints: JsonValue[], rest: { [name: string]: JsonValue } = {}) =>
  loadedContract({ endpoints, ...rest }, `${version}.json`, version);

describe('diffHistory', () => {
  const v1 = release(1, [endpoint([]), old()]);
  const v2 = release(2, [endpoint(['a']), old(deprecated)]);
  const v3 = release(3, [endpoint(['a']), old(deprecated)]);
  const v4 = release(4, [endpoint(['a']), { routeTemplate: '/new', sinceContractVersion: 4 }], {
    tombstones: [tombstone(4)],
  });
  const run = (mode: CompatMode) => diffHistory([v1, v2, v3], v4, mode);
  const told = (mode: CompatMode) =>
    run(mode)
      .changes.filter(({ category, severity }) => category === 'wire' && severity !== 'note')
      .map(({ ruleId, comparedWith, sense }) => `${sense} v${comparedWith} ${ruleId}`);

  it.each<[CompatMode, string[]]>([
    ['backward', []],
    ['backward-transitive', ['backward v1 endpoint/request-narrowed']],
    ['forward', []],
    ['forward-transitive', []],
    ['full', []],
    ['full-transitive', ['backward v1 endpoint/request-narrowed']],
  ])('%s finds %j', (mode, expected) => expect(told(mode)).toEqual(expected));

  it('looks forward at what both have: a client of the newer contract on the older platform', () => {
    const wider = release(4, [endpoint([])]);
    const { changes } = diffHistory([v3], wider, 'forward');
    expect(changes).toMatchObject([{ ruleId: 'endpoint/request-narrowed', sense: 'forward', comparedWith: 3 }]);
    expect(diffHistory([v3], v4, 'forward').changes).toEqual([]);
  });

  it('takes a removal that was lawful from a newer release as lawful from all', () => {
    const { changes, comparisons } = run('backward-transitive');
    const removed = changes.filter(({ ruleId }) => ruleId === 'endpoint/removed');
    expect(removed).toMatchObject([{ severity: 'note', comparedWith: 3 }]);
    expect(comparisons.map(({ release: { contract }, summary }) => [contract.contractVersion, summary.errors])).toEqual(
      [
        [3, 0],
        [2, 0],
        [1, 1],
      ],
    );
  });

  it('counts versions and windows from the last release only', () => {
    const { changes } = run('full-transitive');
    for (const { category, comparedWith } of changes)
      if (category === 'model' || category === 'lifecycle') expect(comparedWith).toBe(3);
  });

  it('asks for the bump that the last release asks for', () => {
    expect(run('backward-transitive').requiredBump).toBe(run('backward').requiredBump);
    expect(run('forward').requiredBump).toBe('none');
  });
});
