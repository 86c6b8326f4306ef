import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../errors.ts';
import { decodeUtf8, type JsonParseOptions, parseJson } from './parse.ts';

const parse = (text: string | Uint8Array, options: Partial<JsonParseOptions> = {}) =>
  parseJson(text, { path: 'x.json', ...options });

function failure(run: () => unknown): AssayError {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('expected an AssayError');
}

/** Text, error code, line and column. */
const REFUSED: readonly (readonly [string, string, number, number])[] = [
  ['', 'json-empty', 1, 1],
  [' \n\t', 'json-empty', 2, 2],
  ['\ufeff{}', 'json-byte-order-mark', 1, 1],
  ['{"a":1,"a":2}', 'json-duplicate-key', 1, 8],
  ['{"a":1,\n "\\u0061":2}', 'json-duplicate-key', 2, 2],
  ['{"x":{"a":1,"b":2,"a":3}}', 'json-duplicate-key', 1, 19],
  ['{"__proto__":1}', 'json-proto-key', 1, 2],
  ['{"a":{"\\u005f_proto__":{}}}', 'json-proto-key', 1, 7],
  ['["\\ud800"]', 'json-lone-surrogate', 1, 2],
  ['["\\udc00\\ud800"]', 'json-lone-surrogate', 1, 2],
  ['{"\\ud800":1}', 'json-lone-surrogate', 1, 2],
  ['[1e400]', 'json-number-range', 1, 2],
  ['[-1e400]', 'json-number-range', 1, 2],
  ['{} {}', 'json-trailing-content', 1, 4],
  ['{}\n,', 'json-trailing-content', 2, 1],
  ['1 2', 'json-trailing-content', 1, 3],
  ['01', 'json-trailing-content', 1, 2],
  ['1.', 'json-trailing-content', 1, 2],
  ['{', 'json-syntax', 1, 2],
  ['{"a"', 'json-syntax', 1, 5],
  ['{"a":', 'json-syntax', 1, 6],
  ['{"a":1', 'json-syntax', 1, 7],
  ['{"a":1,', 'json-syntax', 1, 8],
  ['{"a":1,}', 'json-syntax', 1, 8],
  ["{'a':1}", 'json-syntax', 1, 2],
  ['{a:1}', 'json-syntax', 1, 2],
  ['[', 'json-syntax', 1, 2],
  ['[1', 'json-syntax', 1, 3],
  ['[1,]', 'json-syntax', 1, 4],
  ['[1 2]', 'json-syntax', 1, 4],
  ['"abc', 'json-syntax', 1, 5],
  ['"a\nb"', 'json-syntax', 1, 3],
  ['"a\u0000"', 'json-syntax', 1, 3],
  ['"\\x"', 'json-syntax', 1, 2],
  ['"\\', 'json-syntax', 1, 2],
  ['"\\u12"', 'json-syntax', 1, 2],
  ['"\\u12g4"', 'json-syntax', 1, 2],
  ['tru', 'json-syntax', 1, 1],
  ['nul', 'json-syntax', 1, 1],
  ['True', 'json-syntax', 1, 1],
  ['NaN', 'json-syntax', 1, 1],
  ['Infinity', 'json-syntax', 1, 1],
  ['-', 'json-syntax', 1, 1],
  ['+1', 'json-syntax', 1, 1],
  ['.5', 'json-syntax', 1, 1],
  ['// no\n{}', 'json-syntax', 1, 1],
  ['{"a":1 /* no */}', 'json-syntax', 1, 8],
  ['\u00a0{}', 'json-syntax', 1, 1],
];

describe('parseJson', () => {
  it.each(REFUSED)('refuses %j as %s', (text, code, line, column) => {
    const error = failure(() => parse(text));
    expect(error).toMatchObject({ kind: 'input', code, exitCode: 3, location: { path: 'x.json', line, column } });
    expect(error.message).toMatch(/^x\.json:\d+:\d+ [a-z]/);
    expect(error.hint).not.toBe('');
  });

  it.each([
    ['-0', -0],
    ['1e21', 1e21],
    ['1E+2', 100],
    ['5e-324', 5e-324],
    ['1e-400', 0],
    ['9007199254740993', 9007199254740992],
    ['"\\ud83d\\ude00"', '😀'],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"', '"\\/\b\f\n\r\té'],
    ['"\u007f\u2028"', '\u007f\u2028'],
    [' \r\n\t{ } ', {}],
    ['[[],{},null,true,false]', [[], {}, null, true, false]],
    ['{"constructor":1,"toString":2,"hasOwnProperty":3}', { constructor: 1, toString: 2, hasOwnProperty: 3 }],
    ['{"":{"":1}}', { '': { '': 1 } }],
  ])('reads %j', (text, value) => {
    const parsed = parse(text).value;
    expect(Object.is(parsed, value) || parsed).toEqual(Object.is(parsed, value) || value);
  });

  it('reads bytes as it reads text, and refuses what is no utf-8', () => {
    expect(parse(Buffer.from('{"é":"😀"}')).value).toEqual({ é: '😀' });
    expect(failure(() => parse(Uint8Array.of(0x22, 0xff, 0x22))).code).toBe('input-not-utf8');
    expect(failure(() => parse(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).code).toBe('json-byte-order-mark');
    expect(failure(() => decodeUtf8(Uint8Array.of(0xc0, 0xaf), { path: 'x' })).code).toBe('input-not-utf8');
  });

  it('counts depth from the outermost value and stops one level beyond the limit', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parse(nested(200))).not.toThrow();
    expect(failure(() => parse(nested(201)))).toMatchObject({
      code: 'json-too-deep',
      location: { line: 1, column: 201 },
    });
    expect(failure(() => parse('{"a":{"b":{}}}', { maxDepth: 2 })).code).toBe('json-too-deep');
    expect(() => parse(nested(1000), { maxDepth: 1000 })).not.toThrow();
    expect(failure(() => parse('['.repeat(500_000))).code).toBe('json-too-deep');
  });

  it('refuses more bytes than the limit before it reads them', () => {
    expect(() => parse('"é"', { maxBytes: 4 })).not.toThrow();
    expect(failure(() => parse('"é"', { maxBytes: 3 }))).toMatchObject({ code: 'input-too-large', exitCode: 3 });
    expect(failure(() => parse(Buffer.from('"é"'), { maxBytes: 3 })).code).toBe('input-too-large');
  });

  it.each([
    ['1.0', 'json-not-an-integer'],
    ['1e2', 'json-not-an-integer'],
    ['-0', 'json-not-an-integer'],
    ['9007199254740993', 'json-not-an-integer'],
    ['[[{"a":0.5}]]', 'json-not-an-integer'],
  ])('refuses %j where only integers are allowed', (text, code) => {
    expect(() => parse(text)).not.toThrow();
    expect(failure(() => parse(text, { integersOnly: true })).code).toBe(code);
  });

  it('takes whole numbers where only integers are allowed', () => {
    expect(parse('[0,-1,10,9007199254740991]', { integersOnly: true }).value).toEqual([
      0,
      -1,
      10,
      Number.MAX_SAFE_INTEGER,
    ]);
  });

  it('never shows more of a repeated name than fits a line', () => {
    const name = 'n'.repeat(500);
    const error = failure(() => parse(`{"${name}":1,"${name}":2}`));
    expect(error.message.length).toBeLessThan(200);
  });

  it('agrees with JSON.parse on everything that both accept', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const expected: unknown = JSON.parse(text);
        fc.pre(!text.includes('__proto__') && !/\\ud[89a-f]/i.test(JSON.stringify(expected)));
        expect(parse(JSON.stringify(expected, null, indent)).value).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts nothing that JSON.parse refuses, and throws nothing but its own errors', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'a',
      '\\',
      '\\u00',
      '0',
      '1',
      '.',
      'e',
      '-',
      'true',
      'null',
      ' ',
      '\n',
      '\t',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let value: unknown;
        try {
          value = parse(text).value;
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
          return;
        }
        expect(value).toEqual(JSON.parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses every truncation of a document that is no document itself', () => {
    const text = '{"a":[1,true,null,"x\\n"],"b":{"c":-2.5e3}}';
    for (let length = 0; length < text.length; length += 1)
      expect(failure(() => parse(text.slice(0, length))).kind).toBe('input');
  });
});

describe('locate', () => {
  const text = '{\n  "a": [1,\n    {"b/c": "x", "~": 2}\n  ],\n  "é": null\n}\n';

  it.each([
    ['', 1, 1],
    ['/a', 2, 8],
    ['/a/0', 2, 9],
    ['/a/1', 3, 5],
    ['/a/1/b~1c', 3, 13],
    ['/a/1/~0', 3, 23],
    ['/é', 5, 8],
    ['/a/1/missing', 3, 5],
    ['/missing/deeper', 1, 1],
    ['/a/7', 2, 8],
  ])('places %j', (pointer, line, column) => {
    expect(parse(text).locate(pointer)).toEqual({ path: 'x.json', line, column, pointer });
  });

  it('counts a line at each line feed', () => {
    expect(parse('\r\n\r\n[\r\n1]').locate('/0')).toMatchObject({ line: 4, column: 1 });
  });

  it('places many values of a large document quickly', () => {
    const document = parse(
      JSON.stringify(
        Array.from({ length: 50_000 }, (_, index) => ({ index })),
        null,
        1,
      ),
    );
    const start = process.cpuUsage();
    for (let index = 0; index < 50_000; index += 1) document.locate(`/${index}/index`);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });
});
