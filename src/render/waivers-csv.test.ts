import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { certification, IN_USE } from '../../testing/certification-fixture.ts';
import { renderWaiversCsv } from './waivers-csv.ts';

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe('waivers-csv', () => {
  test('has a row for each waiver, and what each accepts', () => {
    const rows = rowsOf(renderWaiversCsv(certification()));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      release: '2031.5',
      waiver: 'WVR-2031-0001',
      revision: '1',
      state: 'valid',
      'in use': 'yes',
      'lets pass': 'compat#old',
      findings: `compat/minimum-version-above-target: too old [sha256:${'2'.repeat(64)}]`,
      owner: 'mailto:ben@example.org',
      tracking: 'https://example.org/t/1',
    });
    expect(rows[1]).toMatchObject({ waiver: 'WVR-2031-0002', 'in use': 'no', findings: '', reason: '' });
  });

  test('is its heads alone where there is no waiver', () => {
    expect(rowsOf(renderWaiversCsv(certification({ waivers: [] })))).toEqual([]);
  });

  test.each(['=1', '+1', '-1', '@x', '  =1', '\t=1', '\r\n=1', '＝1', '＋1', '－1', '＠x'])(
    '%j is no formula',
    (reason) => {
      const [row] = rowsOf(renderWaiversCsv(certification({ waivers: [{ ...IN_USE, reason }] })));
      expect(row?.reason?.trimStart()).toBe(`'${reason.trimStart()}`);
    },
  );

  test('nor where another locale would start a cell', () => {
    const text = renderWaiversCsv(certification({ waivers: [{ ...IN_USE, reason: 'a;=1+1' }] }));
    for (const row of parse(text, { delimiter: ';', relax_quotes: true, relax_column_count: true }))
      for (const cell of row) expect(cell.trimStart()).not.toMatch(/^[=+\-@]/);
  });

  test.each(['a-b', 'mailto:x@example.org', '1 = 1', 'x + y'])('%j stays as it is', (reason) => {
    const [row] = rowsOf(renderWaiversCsv(certification({ waivers: [{ ...IN_USE, reason }] })));
    expect(row?.reason).toBe(reason);
  });
});
