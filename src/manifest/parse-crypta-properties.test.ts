import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseCryptaProperties } from './parse-crypta-properties.ts';

function pairs(text: string): [string, string][] {
  return parseCryptaProperties(text, 'm').entries.map(({ key, value }) => [key, value]);
}

function refusal(source: string | Uint8Array): { code: string; line: number | undefined; column: number | undefined } {
  try {
    parseCryptaProperties(source, 'm');
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    expect(error.kind).toBe('input');
    return { code: error.code, line: error.location?.line, column: error.location?.column };
  }
  throw new Error('was accepted');
}

describe('parseCryptaProperties', () => {
  it.each<[string, [string, string][]]>([
    ['a=b\n', [['a', 'b']]],
    [
      'a:b\r\nc=d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a=b:c', [['a', 'b:c']]],
    ['a:b=c', [['a', 'b=c']]],
    ['  a b\t= c d \t', [['a b', 'c d']]],
    ['a=', [['a', '']]],
    ['\n  # c=d\n\t! e=f\n#\n', []],
    [
      'a=1\na=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['\ufeffa=b', [['a', 'b']]],
    ['a=b\u2028c=d', [['a', 'b\u2028c=d']]],
    ['a=b\u000cc', [['a', 'b\u000cc']]],
    ['\u000b# comment, as String.trim sees it', []],
    ['', []],
    // Escapes that both sides know.
    ['a=\\\\ \\  \\: \\= \\# \\! x', [['a', '\\   : = # ! x']]],
    ['a\\ b=c', [['a b', 'c']]],
    ['a\\u0041=\\u00e9\\u0020', [['aA', 'é ']]],
    ['a=\\uD83D\\uDE00', [['a', '😀']]],
    // The separator is the first one, escaped or not.
    ['a\\=b=c', [['a\\', 'b=c']]],
    // Control escapes work in keys and stay in values; unknown escapes stay anywhere; a backslash ends nothing.
    ['a\\tb=\\t\\n\\r\\f', [['a\tb', '\\t\\n\\r\\f']]],
    ['a\\x=\\x\\q', [['a\\x', '\\x\\q']]],
    [
      'a=b\\\nc=d',
      [
        ['a', 'b\\'],
        ['c', 'd'],
      ],
    ],
    ['a=\\U0041', [['a', '\\U0041']]],
  ])('%j', (text, entries) => {
    expect(pairs(text)).toEqual(entries);
  });

  it.each<[string, string]>([
    ['bin\\start.exe', 'bin\\start.exe'],
    ['bin\\upload.exe', 'bin\\upload.exe'],
    ['bin\\u0041.exe', 'bin\\u0041.exe'.replace('\\u0041', 'A')],
    ['bin\\x\\u0041.exe', 'bin\\x\\u0041.exe'],
    ['bin\\\\u0041.exe', 'bin\\u0041.exe'],
    ['bin/\\u0041.sh', 'bin/A.sh'],
    ['\\u0062in', 'bin'],
    ['bin\\new\\table.exe', 'bin\\new\\table.exe'],
  ])('app.exec=%s keeps what looks like a Windows path', (raw, value) => {
    expect(pairs(`app.exec=${raw}`)).toEqual([['app.exec', value]]);
  });

  it('says where each key stands', () => {
    const { entries } = parseCryptaProperties('\ufeff# c\r\n  a = b\r\nc=d', 'm');
    expect(entries.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [3, 1],
    ]);
  });

  it.each<[string, string, number, number]>([
    ['a=b\nnothing here', 'manifest-line', 2, 1],
    ['a=b\n  =c', 'manifest-line', 2, 3],
    ['a=b\n:c', 'manifest-line', 2, 1],
    ['a=\\u00g0', 'manifest-unicode-escape', 1, 3],
    ['a= x\\u004', 'manifest-unicode-escape', 1, 5],
    ['a\\u12=b', 'manifest-unicode-escape', 1, 2],
    ['a=\\uD83D', 'manifest-unicode-escape', 1, 3],
    ['a=\\uDE00\\uD83D', 'manifest-unicode-escape', 1, 3],
    ['a=\\uFF21'.replace('FF21', '\uff11\uff11\uff11\uff11'), 'manifest-unicode-escape', 1, 3],
    ['app.exec=bin/\\upload.sh', 'manifest-unicode-escape', 1, 14],
    ['a=b\rc=d', 'manifest-character', 1, 4],
    ['# hidden\rapp.permissions=all', 'manifest-character', 1, 9],
    ['a=b\r\r\n', 'manifest-character', 1, 4],
    ['a=b\nc=\u0000', 'manifest-character', 2, 3],
    ['# \u0000', 'manifest-character', 1, 3],
  ])('refuses %j', (text, code, line, column) => {
    expect(refusal(text)).toEqual({ code, line, column });
  });

  it('refuses what is too large or no utf-8', () => {
    const limit = 128 * 1024;
    expect(pairs(`a=${'b'.repeat(limit - 2)}`)).toHaveLength(1);
    expect(refusal(`a=${'b'.repeat(limit - 1)}`).code).toBe('input-too-large');
    expect(refusal(`a=${'é'.repeat(limit / 2)}`).code).toBe('input-too-large');
    expect(refusal(new Uint8Array(limit + 1)).code).toBe('input-too-large');
    expect(refusal(Uint8Array.of(0x61, 0x3d, 0xc3, 0x28)).code).toBe('input-not-utf8');
    expect(refusal(Uint8Array.of(0x61, 0x3d, 0xed, 0xa0, 0x80)).code).toBe('input-not-utf8');
  });

  it('takes its time in proportion to the size', () => {
    const started = performance.now();
    for (const unit of ['\\', '\\u0041', '=', 'a=\\\n', 'a=b\n', '\\ ', '# \n', ' '])
      parseCryptaProperties(`a=${unit.repeat(Math.floor((120 * 1024) / unit.length))}`.replace(/\\$/, '\\\\'), 'm');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('gives entries or an AssayError for any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ unit: fc.constantFrom('a', '=', ':', '\\', 'u', '0', ' ', '\n', '\r', '#', '\ufeff', '\u0000') })
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (source) => {
        try {
          parseCryptaProperties(source, 'm');
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
