import { describe, expect, it } from 'vitest';
import { printableLine, printableText } from './printable.ts';
import { COLOURED } from './style.ts';

describe('printableLine', () => {
  it.each([
    ['plain ü 日本 😀', 'plain ü 日本 😀'],
    ['a\u001b[31mb', 'a\\u001b[31mb'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u0000\u007f\u009b', '\\u0000\\u007f\\u009b'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['\u2028', '\\u2028'],
    ['na\u200bme\ufeff', 'na\\u200bme\\ufeff'],
  ])('%j', (text, expected) => {
    expect(printableLine(text)).toBe(expected);
  });
});

describe('printableText', () => {
  it('keeps lines, tabs and the colours of a style, and nothing else', () => {
    const text = `${COLOURED.bold('b')}${COLOURED.dim('d')}${COLOURED.error('e')}${COLOURED.warning('w')}${COLOURED.ok('o')}\n\t`;
    expect(printableText(text, true)).toBe(text);
    expect(printableText(text, false)).not.toContain('\u001b');
    expect(printableText('\u001b[2J\u001b]0;title\u0007\u001b[31;1m\u001b', true)).toBe(
      '\\u001b[2J\\u001b]0;title\\u0007\\u001b[31;1m\\u001b',
    );
    expect(printableText('a\rb', true)).toBe('a\\rb');
  });
});
