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

  const wide = [
    ['TARGET', 'KIND', 'NOTE'],
    ['hr/v1#approvalChain.get', 'method', 'deprecated, use hr/v2#approvalChain.get instead'],
    ['  hr/v1#list', 'method', ''],
  ];

  it('stacks the cells of a row where the screen is too narrow for them side by side', () => {
    expect(table(wide, 40)).toEqual([
      'TARGET',
      '    KIND  NOTE',
      'hr/v1#approvalChain.get',
      '    method',
      '    deprecated, use',
      '    hr/v2#approvalChain.get instead',
      '  hr/v1#list',
      '      method',
    ]);
  });

  it.each([80, 100, undefined])('stays one line for each row in %s columns', (width) => {
    expect(table(wide, width)).toEqual(table(wide));
    expect(table(wide)).toHaveLength(3);
  });

  it.each([0, 1, 5])('shows everything in %s columns', (width) => {
    expect(table(wide, width).join(' ').split(/\s+/)).toEqual(wide.flat().join(' ').trim().split(/\s+/));
  });

  it('begins no line with what a cell holds but the first', () => {
    for (const line of table([['a', 'b\nhr/v1#b  granted']], 10).slice(1)) expect(line).toMatch(/^ {4}/);
  });
});
