import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { assertCanonical, parseCanonicalJson, parseSignedJson } from './signed-json.ts';

const parse = (text: string): unknown => parseCanonicalJson(Buffer.from(text), 'role.json');

function ruleOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AssayError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('canonical json', () => {
  it.each([
    ['{}', {}],
    ['{"a":[],"b":{},"c":null,"d":true,"e":false}', { a: [], b: {}, c: null, d: true, e: false }],
    ['{"a":0,"b":-1,"c":1000,"d":9007199254740991}', { a: 0, b: -1, c: 1000, d: 9007199254740991 }],
    ['{"a":[1,[2,{"b":3}]]}', { a: [1, [2, { b: 3 }]] }],
    ['{"10":1,"9":2}', { 9: 2, 10: 1 }],
    ['{"a":":1.5","b":"\\"c\\":1e2"}', { a: ':1.5', b: '"c":1e2' }],
    ['{"é":"é","\u{1f600}":"\u{1f600}"}', { é: 'é', '\u{1f600}': '\u{1f600}' }],
  ])('is read: %s', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each([
    ['white space', '{"a": 1}', 'json-not-canonical'],
    ['members in another order', '{"b":1,"a":2}', 'json-not-canonical'],
    ['members that an object reorders', '{"9":1,"10":2}', 'json-not-canonical'],
    ['an exponent as long as the digits', '{"a":1e2}', 'version-range'],
    ['an exponent that makes up for white space', '{"a":1e3 }', 'version-range'],
    ['an exponent in a list that makes up for white space', '{"a":[1e3 ]}', 'version-range'],
    ['an exponent behind the white space that it makes up for', `{"a":${' '.repeat(7)}1E9}`, 'version-range'],
    ['an exponent that makes up for white space before it', `{"a"${'\n'.repeat(7)}:1e9}`, 'version-range'],
    ['a member twice, made up for by an exponent behind white space', '{"a":1,"a": 1e9}', 'json-duplicate-key'],
    ['a fraction of nothing', '{"a":1.0}', 'version-range'],
    ['a negative nothing', '{"a":-0}', 'version-range'],
    ['an escape', '{"a":"\\u0061"}', 'json-not-canonical'],
    ['a fraction', '{"a":1.5}', 'version-range'],
    ['a number that was rounded', '{"a":9007199254740993}', 'version-range'],
    ['a member twice', '{"a":1,"a":1}', 'json-duplicate-key'],
    ['a member twice, made up for by an exponent', '{"a":1,"a":1,"b":1e9}', 'json-duplicate-key'],
    ['33 levels', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'json-malformed'],
    ['more levels than a stack has', `${'['.repeat(1e6)}${']'.repeat(1e6)}`, 'json-malformed'],
    ['bytes after the end', '{}x', 'json-malformed'],
  ])('refuses %s', (_, text, rule) => {
    expect(ruleOf(text)).toBe(rule);
  });
});

/** Without the shortcut. */
function slowly(text: string): unknown {
  const bytes = Buffer.from(text);
  const value = parseSignedJson(bytes, 'role.json');
  assertCanonical(bytes, value, 'role.json');
  return value;
}

function outcome(read: (text: string) => unknown, text: string): unknown {
  try {
    return { value: read(text) };
  } catch (error) {
    if (error instanceof AssayError) return { code: error.code, message: error.message };
    throw error;
  }
}

describe('the shortcut', () => {
  it('says what the strict parser says of texts that are nearly canonical', () => {
    const text = '{"a":{"b":[1,"x",{"c":null}],"d":":1e2"},"e":20,"f":[{"g":-2},{"g":true}],"é":"é"}';
    const piece = fc.constantFrom(
      ...[
        '"a":1,',
        '"b":',
        ',"z":1',
        '"',
        '\\"',
        '\\u0061',
        '__proto__',
        ':',
        ',',
        ' ',
        '{',
        '}',
        '[',
        ']',
        'é',
        '\u0000',
      ],
      ...['1', '-0', '1e3', '1.0', '0.5', '9007199254740993', 'true', '"10":1,"9":2', '\ud800'],
    );
    const edit = fc.tuple(fc.nat(text.length), fc.nat(4), fc.array(piece, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        let edited = text;
        for (const [at, length, pieces] of edits)
          edited = edited.slice(0, at) + pieces.join('') + edited.slice(at + length);
        expect([edited, outcome(parse, edited)]).toEqual([edited, outcome(slowly, edited)]);
      }),
      { numRuns: 3000 },
    );
  });
});
