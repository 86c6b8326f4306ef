import { describe, expect, it } from 'vitest';
import { columns, wrap } from './layout.ts';

describe('wrap', () => {
  it.each<[string, number, string[]]>([
    ['a bc def', 4, ['a bc', 'def']],
    ['a bc def', 100, ['a bc def']],
    ['unbreakable word', 5, ['unbreakable', 'word']],
    ['', 10, ['']],
  ])('%j at %d', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });
});

describe('columns', () => {
  it('aligns, wraps below the right column, and leaves no space at an end', () => {
    expect(
      columns(
        [
          ['a', 'one two three'],
          ['long', ''],
        ],
        18,
      ),
    ).toEqual(['  a     one two', '        three', '  long']);
  });

  it('puts the text below a name that is too wide', () => {
    const name = `--${'x'.repeat(40)}`;
    expect(columns([[name, 'text']], 80)).toEqual([`  ${name}`, `${' '.repeat(32)}text`]);
  });

  it('of nothing is nothing', () => {
    expect(columns([], 80)).toEqual([]);
  });
});
