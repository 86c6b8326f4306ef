import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalPretty } from './canonical.ts';
import { parseJson } from './parse.ts';
import { JsonParser } from './parser.ts';
import { parsePlainLayout } from './plain-layout.ts';

const strict = (text: string) => new JsonParser(text, { path: 'x' }).document();

describe('parsePlainLayout', () => {
  it('reads what the strict parser reads, and the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const value = JSON.parse(JSON.stringify(object));
        for (const text of [canonicalPretty(value), `${JSON.stringify(value, null, 2)}\n`, JSON.stringify(value)]) {
          const plain = parsePlainLayout(text, 200);
          if (plain !== undefined) expect(plain.value).toEqual(strict(text));
        }
      }),
    );
  });

  it.each([
    ['snapshots', '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "é"\n}\n', true],
    ['what programs write', '{"a":[1,{}],"b":"é"}', false],
    ['what programs write, with a last line feed', '{"a":[1,{}],"b":"é"}\n', false],
  ])('is the way that %s go', (_, text, isIndented) => {
    expect(parsePlainLayout(text, 200)).toEqual({ value: { a: [1, {}], b: 'é' }, isIndented });
  });

  // Each would be refused, or read otherwise, by the strict parser.
  it.each([
    ['a repeated member', '{\n  "a": 1,\n  "a": 1\n}\n'],
    ['a prototype', '{\n  "__proto__": 1\n}\n'],
    ['an escaped prototype', '{\n  "\\u005f_proto__": 1\n}\n'],
    ['half a surrogate pair', '{\n  "a": "\\ud800"\n}\n'],
    ['a number out of range', '{\n  "a": 1e999\n}\n'],
    ['no final line feed', '{\n  "a": 1\n}'],
    ['another layout', '{"a": 1}\n'],
    ['a repeated member in one line', '{"a":1,"a":1}'],
    ['a prototype in one line', '{"a":{"__proto__":1}}'],
    ['an escaped prototype in one line', '{"a":{"\\u005f_proto__":1}}'],
    ['half a surrogate pair in one line', '{"a":"\\ud800"}'],
    ['half a surrogate pair as it is', '{"a":"\ud800"}'],
    ['a number out of range in one line', '{"a":1e999}'],
    ['a number written otherwise', '{"a":1.0}'],
    ['less than nothing', '{"a":-0}'],
    ['keys that JavaScript orders', '{"2":1,"1":1}'],
    ['a torn line', '{"a":1'],
    ['two lines at the end', '{"a":1}\n\n'],
    ['two values in one line', '{"a":1}{"a":1}'],
    ['a list', '[\n  1\n]\n'],
    ['nothing', ''],
    ['a torn file', '{\n  "a": 1\n'],
    ['content after the value', '{\n  "a": 1\n}\n{\n  "a": 1\n}\n'],
  ])('leaves %s to the strict parser', (_, text) => expect(parsePlainLayout(text, 200)).toBeUndefined());

  it.each([0, 2])('leaves deep nesting to the strict parser, which counts it: %d spaces', (indent) => {
    const nested = (depth: number) => {
      let value: unknown = 1;
      for (let i = 1; i < depth; i += 1) value = { a: value };
      return `${JSON.stringify({ a: value }, null, indent)}${indent === 0 ? '' : '\n'}`;
    };
    expect(parsePlainLayout(nested(4), 5)).toBeDefined();
    expect(parsePlainLayout(nested(6), 5)).toBeUndefined();
    expect(() => parseJson(nested(6), { path: 'x', maxDepth: 5 })).toThrow(/nested deeper/);
    expect(() => parseJson(nested(5), { path: 'x', maxDepth: 5 })).not.toThrow();
  });
});
