import { describe, expect, it } from 'vitest';
import { table, tsv } from './table.ts';

describe('table', () => {
  it('aligns its columns', () => {
    expect(
      table([
        ['A', 'BB', ''],
        ['long', 'b', 'c'],
      ]),
    ).toEqual(['A     BB', 'long  b   c']);
  });

  it('keeps a row on its line, whatever a cell holds', () => {
    const rows = [['hr/v1#a', '1.0\nhr/v1#b  granted'], ['\r\t']];
    expect(table(rows)).toEqual(['hr/v1#a  1.0\\nhr/v1#b  granted', '\\r\\t']);
    expect(tsv(rows).trimEnd().split('\n')).toEqual(['hr/v1#a\t1.0\\nhr/v1#b  granted', '\\r\\t']);
  });
});
