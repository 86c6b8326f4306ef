import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseSidecar } from './parse-properties.ts';

const OPTIONS = { path: 'c.properties', name: 'catalog', code: 'invalid-catalog-entry', maxBytes: 1024 };

function parse(text: string | Uint8Array) {
  return parseSidecar(text, OPTIONS);
}

function errorOf(text: string | Uint8Array): AssayError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseSidecar', () => {
  it.each<[string, Record<string, string>]>([
    ['a=b\n', { a: 'b' }],
    ['a=b', { a: 'b' }],
    ['a=b\r\nc=d\r\n', { a: 'b', c: 'd' }],
    [' a \t= b ', { a: ' b ' }],
    ['a=', { a: '' }],
    ['a==b=c', { a: '=b=c' }],
    ['a:b=c', { 'a:b': 'c' }],
    ['a=b\\', { a: 'b\\' }],
    ['a=\\u0041\\n', { a: '\\u0041\\n' }],
    ['# c\n! d\n\na=b', { a: 'b' }],
    ['\ufeffa=b', { a: 'b' }],
    // Every \R of java.util.regex ends a line.
    ['a=1\rb=2\vc=3\fd=4\u0085e=5\u2028f=6\u2029g=7', { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6', g: '7' }],
    // U+001C and U+001E are none of them.
    ['a=1\u001cb', { a: '1\u001cb' }],
    ['\u00a0a=b', { '\u00a0a': 'b' }],
    ['__proto__=x\nconstructor=y', JSON.parse('{"__proto__":"x","constructor":"y"}')],
    ['', {}],
  ])('%j', (text, entries) => {
    expect(Object.fromEntries([...parse(text).entries].map(([key, entry]) => [key, entry.value]))).toEqual(entries);
  });

  it.each<[string, string, number | undefined]>([
    ['a=b\nnothing here\n', 'invalid-catalog-entry', 2],
    ['a=b\n =c', 'invalid-catalog-entry', 2],
    ['a=b\n \n', 'invalid-catalog-entry', 2],
    ['a=b\n # not at the start of the line', 'invalid-catalog-entry', 2],
    ['a=b\n\n\na =c', 'invalid-catalog-entry', 4],
    ['a=b\u2028\na=c', 'invalid-catalog-entry', 2],
    ['\ufeff\ufeffa=b\n=', 'invalid-catalog-entry', 2],
    [`a=${'b'.repeat(1024)}`, 'input-too-large', undefined],
  ])('refuses %j', (text, code, line) => {
    const error = errorOf(text);
    expect([error.kind, error.code, error.location?.line]).toEqual(['input', code, line]);
  });

  it('refuses bytes that are not utf-8', () => {
    expect(errorOf(Uint8Array.of(0x61, 0x3d, 0xff)).code).toBe('input-not-utf8');
    expect(errorOf(new Uint8Array(1025)).code).toBe('input-too-large');
  });

  it('names both lines of a duplicate and never shows a control character', () => {
    expect(errorOf('x\u001b[31m=1\nx\u001b[31m=2').message).toBe(
      'c.properties:2 has the catalog property "x\\u001b[31m" again; line 1 has it already',
    );
  });

  it('locates keys where an editor shows them', () => {
    const sidecar = parse('# head\u2028# still line 1\n  a=1\r\n\rb=2');
    expect(sidecar.locate('a')).toEqual({ path: 'c.properties', line: 2, column: 3 });
    expect(sidecar.locate('b')).toEqual({ path: 'c.properties', line: 4, column: 1 });
    expect(sidecar.locate('c')).toEqual({ path: 'c.properties' });
  });

  it('gives a value or an AssayError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
        }
      }),
    );
  });
});
