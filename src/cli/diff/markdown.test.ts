import { describe, expect, it } from 'vitest';
import { code, text } from './markdown.ts';

describe('markdown', () => {
  it.each([
    ['plain words', 'plain words'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['![x](https://evil.example)', '\\!\\[x\\](https://evil.example)'],
    ['a | b', 'a \\| b'],
    ['@team &amp;', '@<!-- -->team &amp;amp;'],
    ['two\nlines', 'two\\\\nlines'],
  ])('%j as text', (value, expected) => expect(text(value)).toBe(expected));

  it.each([
    ['GET /queue', '`GET /queue`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``x`', '``` ``x` ```'],
    ['a|b', '`a\\|b`'],
    ['a\u202eb', '`a\\u202eb`'],
  ])('%j as code', (value, expected) => expect(code(value)).toBe(expected));
});
