import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseDocument } from './parse-document.ts';

const parse = async (text: string, path: string): Promise<unknown> =>
  (await parseDocument(Buffer.from(text), { path })).value;

async function codeOf(text: string | Uint8Array, path: string, maxBytes?: number): Promise<string> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  try {
    await parseDocument(bytes, maxBytes === undefined ? { path } : { path, maxBytes });
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  }
  return 'accepted';
}

describe('parseDocument', () => {
  it.each([
    ['{"a":1}', 'x.yaml'],
    [' \n[1]', 'x'],
    ['{"a":1}', 'x.json'],
    ['1', 'x.json'],
    ['a: 1', 'x.yaml'],
    ['a: 1', 'x.yml'],
    ['a: 1', 'x'],
    ['- 1', 'x.txt'],
  ])('reads %j of %s', async (text, path) => {
    expect(await parse(text, path)).toEqual(text.includes('a') ? { a: 1 } : text === '1' ? 1 : [1]);
  });

  it.each([
    ['a: 1', 'x.json', 'json-syntax/3'],
    ['{a: 1}', 'x.yaml', 'json-syntax/3'],
    ['', 'x.yaml', 'input-empty/3'],
    [' \n ', 'x', 'input-empty/3'],
    ['', 'x.json', 'json-empty/3'],
    ['\ufeffa: 1', 'x.yaml', 'json-byte-order-mark/3'],
    ['\ufeff{}', 'x.yaml', 'json-byte-order-mark/3'],
    ['a: 1\na: 2', 'x.yaml', 'yaml-duplicate-key/3'],
  ])('refuses %j of %s as %s', async (text, path, code) => {
    expect(await codeOf(text, path)).toBe(code);
  });

  it('refuses bytes that are no utf-8, and too many of them', async () => {
    expect(await codeOf(Uint8Array.of(0xff, 0xfe, 0x61, 0), 'x.yaml')).toBe('input-not-utf8/3');
    expect(await codeOf('a: 1234', 'x.yaml', 6)).toBe('input-too-large/3');
    expect(await codeOf('a: 123', 'x.yaml', 6)).toBe('accepted');
  });
});
