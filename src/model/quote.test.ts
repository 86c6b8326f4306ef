import { describe, expect, it } from 'vitest';
import { quote } from './quote.ts';

describe('quote', () => {
  it.each([
    ['queue.read', '"queue.read"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['\u001b[31mred', '"\\u001b[31mred"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['line\nfeed', '"line\\nfeed"'],
    ['\u2028', '"\\u2028"'],
    ['\u009b2J', '"\\u009b2J"'],
  ])('shows %j as %s', (text, shown) => {
    expect(quote(text)).toBe(shown);
  });

  it('cuts what is long', () => {
    expect(quote('x'.repeat(500))).toBe(`"${'x'.repeat(79)}…"`);
  });
});
