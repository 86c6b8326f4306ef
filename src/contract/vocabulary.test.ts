import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { byCodeUnit } from '../model/order.ts';
import { CRYPTA_VOCABULARY } from './crypta-vocabulary.ts';
import { readContract } from './read-contract.ts';
import { readVocabulary } from './read-vocabulary.ts';
import { mergeVocabularies, vocabularyOf } from './vocabulary.ts';

const entry = (name: string, since: number, description = '') => ({ name, since, description });

describe('mergeVocabularies', () => {
  it('keeps the lowest version of each name, sorted by code unit', () => {
    const merged = mergeVocabularies([entry('b', 3), entry('a', 2)], [entry('b', 1), entry('B', 9), entry('a', 4)]);
    expect(merged).toEqual([entry('B', 9), entry('a', 2), entry('b', 1)]);
  });

  it('keeps the first among equals', () => {
    expect(mergeVocabularies([entry('a', 1, 'first')], [entry('a', 1, 'second')])).toEqual([entry('a', 1, 'first')]);
  });

  it('makes nothing of nothing', () => {
    expect(mergeVocabularies()).toEqual([]);
  });
});

describe('readVocabulary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-vocabulary-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'v.yaml');
  const read = (content: object) => {
    writeFileSync(file, JSON.stringify({ kind: 'assay.capability-vocabulary', schemaVersion: 1, ...content }));
    return readVocabulary(file, 'v.yaml');
  };

  it('reads names in order, each once', async () => {
    const capabilities = [entry('b', 2), entry('a', 1), entry('b', 1)];
    expect(await read({ capabilities })).toEqual([entry('a', 1), entry('b', 1)]);
  });

  it.each([
    [{ capabilities: [{ name: 'a' }] }],
    [{ capabilities: [entry('Not A Name', 1)] }],
    [{ capabilities: [entry('a', 0)] }],
    [{ capabilites: [] }],
    [{ kind: 'assay.contract', capabilities: [] }],
  ])('refuses %j', async (content) => {
    expect(await rejectionOf(read(content))).toMatchObject({ code: 'schema-invalid', exitCode: 3 });
  });
});

describe('the crypta vocabulary', () => {
  it('is sorted and names each capability once', () => {
    const names = CRYPTA_VOCABULARY.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort(byCodeUnit));
  });

  const contracts = sharedData('crypta/contracts');
  it.skipIf(contracts === undefined)(
    'has every capability of contract v4 with its version, and later ones',
    async () => {
      const { contract } = await readContract(`${contracts}/platform-api-contract.v4.json`, 'v4.json');
      const since = new Map(CRYPTA_VOCABULARY.map(({ name, since }) => [name, since]));
      for (const known of vocabularyOf(contract))
        expect([known.name, since.get(known.name)]).toEqual([known.name, known.since]);
      expect(CRYPTA_VOCABULARY.filter((known) => known.since > 4).map(({ name }) => name)).toEqual([
        'content.fetch',
        'content.insert.app-document',
      ]);
    },
  );
});
