import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../shared-data.ts';
import type { FidelityCase, FidelityLanguage, FidelityMode } from './case.ts';
import { featureCases, schemaStoreCases, suiteCases } from './corpora.ts';
import { tableRow, totalsOf, withUnpacked } from './measure.ts';
import { PYTHON } from './python.ts';
import { TYPESCRIPT } from './typescript.ts';

/** The languages that are measured over everything. */
const LANGUAGES: readonly FidelityLanguage[] = [TYPESCRIPT, PYTHON];

const PAGE = new URL('../../docs/clients.md', import.meta.url);
const minutes = 30 * 60_000;

interface Corpus {
  readonly name: string;
  readonly mode: FidelityMode['mode'];
  cases(): Promise<readonly FidelityCase[]>;
}

const suite = (dialect: '2020-12' | 'draft-07', folder: string) => (): Promise<readonly FidelityCase[]> =>
  withUnpacked('codegen/json-schema-test-suite.tgz', async (root) => suiteCases(`${root}/jsts`, dialect, folder));

const CORPORA: readonly Corpus[] = [
  {
    name: 'Features, one construct each',
    mode: 'intent',
    cases: async () => featureCases(sharedData('codegen/features.json') ?? ''),
  },
  { name: 'Test Suite 2020-12, strict', mode: 'strict', cases: suite('2020-12', 'draft2020-12') },
  { name: 'Test Suite 2020-12, intent', mode: 'intent', cases: suite('2020-12', 'draft2020-12') },
  { name: 'Test Suite draft 7, strict', mode: 'strict', cases: suite('draft-07', 'draft7') },
  { name: 'Test Suite draft 7, intent', mode: 'intent', cases: suite('draft-07', 'draft7') },
  {
    name: 'SchemaStore',
    mode: 'intent',
    cases: () => withUnpacked('codegen/schemastore-part.tgz', async (root) => schemaStoreCases(root)),
  },
];

/** `npm run fidelity`: some minutes, so it is no part of the other tests. */
describe.skipIf(process.env.ASSAY_FIDELITY !== 'full')('fidelity over every corpus', () => {
  it(
    'holds what is promised, and what docs/clients.md says',
    async () => {
      const rows: string[] = [];
      for (const { name, mode, cases } of CORPORA) {
        const all = await cases();
        for (const language of LANGUAGES) {
          const totals = totalsOf(await language.judge(all, { mode }));
          console.log(tableRow(name, language.id, totals));
          rows.push(tableRow(name, language.id, totals));
          expect(totals.typeErrors).toEqual([]);
          // Nothing but a reference out of the corpus is a reason to have no type.
          const reasons = totals.refused.map(({ refused = '' }) => refused.split(':')[0]);
          expect(new Set(reasons)).toEqual(new Set(totals.refused.length > 0 ? ['client-schema-reference'] : []));
          if (name === 'SchemaStore' || mode === 'strict')
            expect(totals.accepted / totals.valid).toBeGreaterThanOrEqual(0.995);
        }
      }
      const page = readFileSync(PAGE, 'utf8');
      const table = /(\| Corpus \|.*\n\|[-| ]+\|\n)((?:\|.*\n)*)/;
      if (process.env.ASSAY_UPDATE === '1')
        writeFileSync(
          PAGE,
          page.replace(table, (_, head: string) => `${head}${rows.map((row) => `${row}\n`).join('')}`),
        );
      else expect(table.exec(page)?.[2]?.trimEnd().split('\n')).toEqual(rows);
    },
    minutes,
  );
});
