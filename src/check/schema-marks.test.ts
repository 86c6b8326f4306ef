import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json/value.ts';
import { brokenMarks, hasMarks } from './schema-marks.ts';

const path = { type: 'string', 'x-assay-pathFree': true };
const token = { type: 'string', 'x-assay-tokenFree': true };
const marks = (schema: JsonValue, instance: JsonValue) =>
  brokenMarks(schema, instance).map(({ mark, pointer }) => `${mark} ${pointer}`);

describe('brokenMarks', () => {
  it.each([
    '/home/ann/notes.txt',
    '/srv/data',
    '~/notes.txt',
    './notes.txt',
    '../notes.txt',
    'C:\\Users\\ann',
    'C:/Users/ann',
    '\\\\server\\share',
    'see /home/ann/x',
    'file:///etc/passwd',
  ])('%j is a path', (text) => expect(marks(path, text)).toEqual(['path-free ']));

  it.each(['notes.txt', 'text/plain', 'https://example.org/a', 'a/b', '', '7 / 2', 'and/or'])('%j is none', (text) =>
    expect(marks(path, text)).toEqual([]),
  );

  it.each(['ghp_0123456789abcdefABCDEF', 'Bearer abcdef0123456789xyz'])('%j is a token', (text) =>
    expect(marks(token, text)).toEqual(['token-free ']),
  );

  it.each(['queue.read', 'token', '/home/ann/notes.txt'])('%j is none', (text) =>
    expect(marks(token, text)).toEqual([]),
  );

  it.each<[string, JsonValue, JsonValue, string[]]>([
    ['a property', { properties: { a: path } }, { a: '/x', b: '/x' }, ['path-free /a']],
    ['items, told once', { items: path }, ['/x', 'x', '/y'], ['path-free /*']],
    ['a tuple', { prefixItems: [{}, path], items: token }, ['/x', '/x', '/x'], ['path-free /*']],
    ['a draft 07 tuple', { items: [path], additionalItems: path }, ['x', '/x'], ['path-free /*']],
    ['other properties', { properties: { a: {} }, additionalProperties: path }, { a: '/x', b: '/x' }, ['path-free /b']],
    ['all below a mark', { 'x-assay-pathFree': true }, { a: [{ b: '/x' }] }, ['path-free /a/*/b']],
    ['a reference', { $ref: '#/$defs/p', $defs: { p: path } }, '/x', ['path-free ']],
    ['every branch', { oneOf: [{ type: 'null' }, path], if: {}, else: token }, '/x', ['path-free ']],
    ['a mark that is off', { type: 'string', 'x-assay-pathFree': false }, '/x', []],
    ['an escaped name', { properties: { 'a/b': path } }, { 'a/b': '/x' }, ['path-free /a~1b']],
    ['a member of the prototype', { properties: {} }, { constructor: '/x' }, []],
  ])('%s', (_, schema, instance, expected) => expect(marks(schema, instance)).toEqual(expected));

  it('comes to an end in schemas that refer to themselves, in place and below', () => {
    const loop = { $ref: '#', anyOf: [{ $ref: '#' }, { $ref: '#' }], properties: { next: { $ref: '#' }, file: path } };
    expect(marks(loop, { next: { next: { file: '/x' } } })).toEqual(['path-free /next/next/file']);
  });

  it('knows which schemas are marked at all', () => {
    expect(hasMarks({ properties: { a: { items: path } } })).toBe(true);
    expect(hasMarks({ properties: { a: { items: { type: 'string', 'x-assay-pathFree': 'yes' } } } })).toBe(false);
  });
});
