import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import type { JsonValue } from '../model/json/value.ts';
import { compareSchemas } from './compare.ts';
import type { Inclusion } from './inclusion.ts';
import { isSubset } from './subset.ts';

interface SchemaPair {
  readonly id: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly oldIsSubsetOfNew: boolean | null;
}

const file = sharedData('contract/schema-pairs.json');
const options = { defaultDialect: 'draft-07' } as const;

/** Real before/after pairs from two schema registries' own tests, adjudicated. */
describe.skipIf(file === undefined)('adjudicated schema pairs', () => {
  const pairs: readonly SchemaPair[] = file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8'));
  const answers = pairs.map((pair) => ({ pair, answer: isSubset(pair.old, pair.new, options) }));
  const decided = answers.filter(({ pair }) => pair.oldIsSubsetOfNew !== null);

  it('has the pairs', () => {
    expect(pairs.length).toBe(260);
    expect(decided.length).toBe(252);
  });

  it('no verdict is wrong', () => {
    const wrong = decided.filter(({ pair, answer }) => {
      const expected = pair.oldIsSubsetOfNew ? 'safe' : 'break';
      return answer.verdict !== 'undecided' && answer.verdict !== expected;
    });
    expect(wrong.map(({ pair }) => pair.id)).toEqual([]);
  });

  it('none is undecided', () => {
    const open = decided.filter(({ answer }) => answer.verdict === 'undecided');
    expect(open.map(({ pair }) => pair.id)).toEqual([]);
  });

  it('the pairs without a label are proven as well', () => {
    const rest = answers.filter(({ pair }) => pair.oldIsSubsetOfNew === null);
    expect(rest.map(({ answer }) => answer.verdict)).toEqual(rest.map(() => 'safe'));
  });

  it('every pair is decided in the other direction too, and the differences explain every break', () => {
    const explains = (inclusion: Inclusion, effects: readonly string[], own: string): boolean =>
      inclusion.verdict !== 'break' || effects.some((effect) => [own, 'both', 'unsure'].includes(effect));
    const open: string[] = [];
    const unexplained: string[] = [];
    for (const { id, old, new: current } of pairs) {
      const { baselineInCurrent, currentInBaseline, changes } = compareSchemas(old, current, options);
      const effects = changes.map((change) => change.effect);
      if (currentInBaseline.verdict === 'undecided') open.push(id);
      if (!explains(baselineInCurrent, effects, 'narrows') || !explains(currentInBaseline, effects, 'widens'))
        unexplained.push(id);
    }
    expect({ open, unexplained }).toEqual({ open: [], unexplained: [] });
  });
});
