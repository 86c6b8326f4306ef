import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../errors.ts';
import { parseByEngine } from './engine.ts';
import { parseJson } from './parse.ts';
import { JsonParser } from './parser.ts';

/** What a reader says of a text: its value, or the error with its place. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { code: error.code, message: error.message, location: error.location };
  }
}

const options = { path: 'x', maxDepth: 6 };

/** The reader with its shortcut says what the strict parser says. */
function expectTheSame(text: string): void {
  const strict = outcome(() => new JsonParser(text, options).document());
  expect(outcome(() => parseJson(text, options).value)).toEqual(strict);
}

/** Pieces from which a text comes out that is nearly JSON, with all that could deceive a count of members. */
const PIECE = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    ' ',
    '\n',
    '"',
    '\\',
    '\\"',
    '\\u0061',
    '\\ud800',
    '\ud800',
    'é',
    '1',
    '-0',
    '1e999',
  ],
  ...[
    '"a":',
    '"a" :',
    '"a"\n\t:',
    '"":',
    '":',
    '"a',
    '": 1"',
    '"\\":"',
    '"__proto__":',
    '"\\u005f_proto__":',
    '{"a":1}',
  ],
);

describe('the engine', () => {
  it.each([
    ['no space', '{"a":[1,{}],"b":"é"}'],
    ['two spaces', '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "é"\n}\n'],
    ['tabs, and space before a colon', '{\r\n\t"a" : [ 1 , { } ] ,\r\n\t"b"\n:"é" }'],
    ['an escape', '{"\\u0061":[1,{}],"b":"\\u00e9"}'],
  ])('reads a text with %s', (_, text) => {
    expect(parseByEngine(text, 200)).toEqual({ a: [1, {}], b: 'é' });
  });

  it.each([
    ['a list', '[1,[2,{"a":null}]]', [1, [2, { a: null }]]],
    ['a scalar', ' "a" ', 'a'],
    ['nothing', 'null', null],
    ['keys that JavaScript orders', '{"2":1,"1":1}', { 1: 1, 2: 1 }],
    ['a number written otherwise', '{"a":1.0,"b":-0}', { a: 1, b: -0 }],
    ['a whole character in two escapes', '"\\u00e9"', 'é'],
  ])('reads %s', (_, text, value) => {
    expect(parseByEngine(text, 200)).toEqual(value);
  });

  // The strict parser refuses most of them, and takes its time for the others.
  it.each([
    ['a repeated member', '{"a":1,"a":1}'],
    ['a repeated member that is written otherwise', '{"a":1,"\\u0061":1}'],
    ['a repeated member, made up for by a colon in a text', '{"a":1,"a":1,"b":":"}'],
    ['a repeated member, made up for by a quote in a text', '{"a":1,"a":1,"b":"\\":"}'],
    ['repeated members with and without space', '{"a" :1,"a":2,"c":":x"}'],
    ['a repeated member far down', '[[[{"b":{"a":1,"a":1}}]]]'],
    ['a prototype', '{"a":{"__proto__":1}}'],
    ['an escaped prototype', '{"a":{"\\u005f_proto__":1}}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['half a surrogate pair in capitals', '{"a":"\\uDC00"}'],
    ['half a surrogate pair as it is', '{"a":"\ud800"}'],
    ['a whole pair in escapes', '"\\ud83d\\ude00"'],
    ['a number out of range', '{"a":[-1e999]}'],
    ['a byte order mark', '\ufeff{}'],
    ['a torn text', '{"a":1'],
    ['two values', '{"a":1}{"a":1}'],
    ['no text', ''],
  ])('leaves %s to the strict parser', (_, text) => {
    expect(parseByEngine(text, 200)).toBeUndefined();
    expectTheSame(text);
  });

  it('leaves deep nesting to the strict parser, which counts it', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseByEngine(nested(6), 6)).toBeDefined();
    expect(parseByEngine(nested(7), 6)).toBeUndefined();
    expect(parseByEngine(nested(1e5), 200)).toBeUndefined();
    for (const depth of [6, 7]) expectTheSame(nested(depth));
  });

  it('says what the strict parser says of every text', () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 14 }), (pieces) => {
        for (const text of [pieces.join(''), `{${pieces.join('')}}`, `{"a":1,${pieces.join('')}:2}`])
          expectTheSame(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('says what the strict parser says of documents in which one piece was replaced', () => {
    const text = '{"a":{"b":[1,"x",{"c":null}],"d":":"},"e":"\\":","f":[{"g":2},{"g" : 3}]}';
    const cut = fc.tuple(fc.nat(text.length), fc.nat(4), fc.array(PIECE, { maxLength: 3 }));
    fc.assert(
      fc.property(cut, ([at, length, pieces]) => {
        expectTheSame(text.slice(0, at) + pieces.join('') + text.slice(at + length));
      }),
      { numRuns: 1000 },
    );
  });
});
