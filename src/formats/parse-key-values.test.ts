import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseKeyValues } from './parse-key-values.ts';

const parse = (text: string | Uint8Array, maxBytes?: number) =>
  parseKeyValues(typeof text === 'string' ? Buffer.from(text) : text, {
    path: 'x.properties',
    name: 'sidecar',
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}@${error.location?.line ?? '-'}`;
    throw error;
  }
  return 'accepted';
}

describe('parseKeyValues', () => {
  it.each([
    ['plain', 'a=1\nb=2\n', { a: '1', b: '2' }],
    ['no final line break', 'a=1', { a: '1' }],
    ['crlf', 'a=1\r\nb=2\r\n', { a: '1', b: '2' }],
    ['byte order mark', '\ufeffa=1\n', { a: '1' }],
    ['comments and empty lines', '# c\n! c\n\na=1\n', { a: '1' }],
    ['first equals sign separates', 'a=b=c\n', { a: 'b=c' }],
    ['the key is trimmed, the value is not', ' a\t =  1 \n', { a: '  1 ' }],
    ['no escapes', 'a=\\u0041\\n\n', { a: '\\u0041\\n' }],
    ['an empty value', 'a=\n', { a: '' }],
    ['a colon is no separator', 'a:b=1\n', { 'a:b': '1' }],
    ['nothing at all', '', {}],
  ])('reads %s', (_, text, expected) => {
    expect(Object.fromEntries(parse(text).entries)).toEqual(expected);
  });

  it('keeps names of Object.prototype as plain keys', () => {
    const { entries } = parse('__proto__=x\nconstructor=y\n');
    expect([...entries]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it.each([
    ['no separator', 'a=1\nb\n', 'key-values-syntax@2'],
    ['an empty key', '=1\n', 'key-values-syntax@1'],
    ['a blank key', ' \t=1\n', 'key-values-syntax@1'],
    ['a line of spaces', 'a=1\n  \n', 'key-values-syntax@2'],
    ['a repeated key', 'a=1\nb=1\na=1\n', 'key-values-duplicate@3'],
    ['a key repeated after trimming', 'a=1\n a =2\n', 'key-values-duplicate@2'],
    ['a lone carriage return', 'a=1\rb=2\n', 'key-values-line-break@1'],
    ['a line separator in a value', 'a=1\u2028b=2\n', 'key-values-line-break@1'],
    ['a next-line character', 'a=1\n\u0085b=2\n', 'key-values-line-break@2'],
    ['a form feed', 'a=1\u000cb=2', 'key-values-line-break@1'],
  ])('refuses %s', (_, text, expected) => {
    expect(codeOf(() => parse(text))).toBe(expected);
  });

  it('refuses bytes that are not utf-8, and too many of them', () => {
    expect(codeOf(() => parse(Uint8Array.of(0x61, 0x3d, 0xff)))).toBe('input-not-utf8@-');
    expect(codeOf(() => parse('a=12345\n', 4))).toBe('input-too-large@-');
  });

  it('knows the line of each key', () => {
    const values = parse('# c\na=1\n\nb=2\n');
    expect(values.locate('b')).toEqual({ path: 'x.properties', line: 4 });
    expect(values.locate('c')).toEqual({ path: 'x.properties' });
  });
});
