import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalError, canonicalJson, canonicalPretty } from './canonical.ts';
import { parseJson } from './parse.ts';

/** RFC 8785 appendix B: IEEE 754 bits and the text of the number. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

describe('canonicalJson', () => {
  it.each(NUMBERS)('writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('refuses the double %s', (bits) => {
    expect(() => canonicalJson(double(bits))).toThrow(CanonicalError);
  });

  it('gives the sample of RFC 8785 section 3.2.2', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(parseJson(text, { path: 'sample.json' }).value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it.each<readonly [string, unknown, string]>([
    ['keys that are numbers', { a: { 10: 1, 9: 2, '-1': 3 } }, '{"a":{"-1":3,"10":1,"9":2}}'],
    ['a key that JavaScript has', { b: 1, ['__proto__']: 2 }, '{"__proto__":2,"b":1}'],
    ['a key that JSON.stringify asks for', { toJSON: 'x', a: [] }, '{"a":[],"toJSON":"x"}'],
    ['members that are not there', { b: undefined, a: -0 }, '{"a":0}'],
  ])('writes %s by their code units', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([[[undefined]], [{ a: () => 1 }], [{ toJSON: () => 1 }], [{ a: ['\ud800'] }], [{ '\ud800': 1 }]])(
    'refuses %j at any depth',
    (value) => {
      expect(() => canonicalJson({ a: value })).toThrow(CanonicalError);
    },
  );

  it('sorts as RFC 8785 section 3.2.3 does', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(sample)))).toHaveLength(7);
    expect([...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map(([, value]) => value)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('sorts names of digits as text, not as numbers', () => {
    expect(canonicalJson({ 10: 'a', 9: 'b', 1: 'c' })).toBe('{"1":"c","10":"a","9":"b"}');
  });

  it('leaves undefined members out and writes own members only', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson(Object.create({ inherited: 1 }))).toBe('{}');
  });

  it.each([
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['undefined', undefined],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['undefined in a list', [undefined]],
    ['NaN deep inside', { a: [{ b: Number.NaN }] }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(CanonicalError);
    expect(() => canonicalPretty(value)).toThrow(CanonicalError);
  });

  it('is the same for any order of members, and canonical again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(JSON.stringify(value) === JSON.stringify(JSON.parse(JSON.stringify(value))));
        fc.pre(!/\\ud[89a-f]/i.test(JSON.stringify(value)));
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(canonicalPretty(value)))).toBe(text);
      }),
    );
  });
});

describe('canonicalPretty', () => {
  it('indents by two, ends with one line feed, and keeps empty lists and objects short', () => {
    expect(canonicalPretty({ b: [1, { c: [] }], a: {} })).toBe(
      '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": []\n    }\n  ]\n}\n',
    );
    expect(canonicalPretty({ a: undefined })).toBe('{}\n');
    expect(canonicalPretty('x')).toBe('"x"\n');
  });

  it.each([
    ['names that JavaScript orders by itself', '{"9":[1],"10":{}}', '{\n  "10": {},\n  "9": [\n    1\n  ]\n}\n'],
    ['a name that sets a prototype', '{"b":1,"__proto__":2}', '{\n  "__proto__": 2,\n  "b": 1\n}\n'],
    [
      'a name of a method that is called',
      '{"toJSON":{"b":1,"a":2}}',
      '{\n  "toJSON": {\n    "a": 2,\n    "b": 1\n  }\n}\n',
    ],
    ['a quote and a line separator', '{"\\"":"\\u2028"}', '{\n  "\\"": "\u2028"\n}\n'],
  ])('writes %s as it writes all else', (_, text, expected) => {
    expect(canonicalPretty(JSON.parse(text))).toBe(expected);
    // Among plain members the same.
    const [first, ...rest] = canonicalPretty({ a: [JSON.parse(text)] }).split('\n');
    expect(first).toBe('{');
    expect(
      rest
        .slice(1, -3)
        .map((line) => line.slice(4))
        .join('\n'),
    ).toBe(expected.trimEnd());
  });

  it('lays canonical text out, and changes nothing else of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!/\\ud[89a-f]/i.test(JSON.stringify(value)));
        // No string goes over the end of a line, so that what JSON has no meaning for can be taken out line by line.
        const lines = canonicalPretty(value).split('\n');
        const bare = lines.map((line) => line.trimStart().replace(/^("(?:[^"\\]|\\.)*"): /, '$1:'));
        expect(bare.join('')).toBe(canonicalJson(value));
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
