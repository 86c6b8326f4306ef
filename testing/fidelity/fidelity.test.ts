import { describe, expect, it } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { featureCases, suiteCases } from './corpora.ts';
import { totalsOf, withUnpacked, wronglyRefused } from './measure.ts';
import { TYPESCRIPT } from './typescript.ts';

const features = sharedData('codegen/features.json');
const suite = sharedData('codegen/json-schema-test-suite.tgz');

describe.skipIf(features === undefined)('feature schemas', () => {
  it.each(['intent', 'strict'] as const)(
    'take every valid instance (%s)',
    async (mode) => {
      const verdicts = await TYPESCRIPT.judge(featureCases(features ?? ''), { mode });
      const totals = totalsOf(verdicts);
      expect(totals.refused).toEqual([]);
      expect(totals.typeErrors).toEqual([]);
      expect(wronglyRefused(verdicts)).toEqual([]);
      // What is left over is listed as a loss: bounds, conditions and OpenAPI's discriminator.
      expect(totals.rejected / totals.invalid).toBeGreaterThan(mode === 'intent' ? 0.94 : 0.9);
    },
    60_000,
  );
});

describe.skipIf(suite === undefined)('JSON Schema Test Suite, by the letter', () => {
  it.each([
    ['2020-12', 'draft2020-12'],
    ['draft-07', 'draft7'],
  ] as const)(
    '%s: every group has a type, and nearly every valid instance fits',
    (dialect, folder) =>
      withUnpacked('codegen/json-schema-test-suite.tgz', async (root) => {
        const verdicts = await TYPESCRIPT.judge(suiteCases(`${root}/jsts`, dialect, folder), { mode: 'strict' });
        const totals = totalsOf(verdicts);
        expect(totals.cases).toBeGreaterThan(250);
        expect(totals.refused).toEqual([]);
        expect(totals.typeErrors).toEqual([]);
        expect(wronglyRefused(verdicts)).toEqual([]);
        expect(totals.rejected / totals.invalid).toBeGreaterThan(0.5);
      }),
    60_000,
  );
});
