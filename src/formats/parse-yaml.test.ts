import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import type { JsonValue } from '../model/json/value.ts';
import { formatYaml } from './format-yaml.ts';
import { parseYaml } from './parse-yaml.ts';

const parse = (text: string) => parseYaml(text, { path: 'x.yaml' });

function failure(text: string): AssayError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('expected an AssayError');
}

/** Text, error code, line and column. */
const REFUSED: readonly (readonly [string, string, number, number])[] = [
  ['\ufeffa: 1', 'json-byte-order-mark', 1, 1],
  ['a: 1\n---\nb: 2', 'yaml-many-documents', 2, 1],
  ['a: 1\n...\nb: 2', 'yaml-many-documents', 3, 1],
  ['a: 1\nb: 2\na: 3', 'yaml-duplicate-key', 3, 1],
  ['x: {a: 1, "a": 2}', 'yaml-duplicate-key', 1, 11],
  ['a: 1\n"\\x61": 2', 'yaml-duplicate-key', 2, 1],
  ['a: &x 1\nb: *x', 'yaml-alias', 2, 4],
  ['1: a', 'yaml-key', 1, 1],
  ['~: a', 'yaml-key', 1, 1],
  ['? [a]\n: b', 'yaml-key', 1, 3],
  ['__proto__: 1', 'json-proto-key', 1, 1],
  ['a: .nan', 'json-number-range', 1, 4],
  ['a: -.inf', 'json-number-range', 1, 4],
  ['a: 1e400', 'json-number-range', 1, 4],
  ['a: "\\ud800"', 'json-lone-surrogate', 1, 4],
  ['"\\ud800": a', 'json-lone-surrogate', 1, 1],
  ['a: !thing x', 'yaml-syntax', 1, 4],
  ['a: !!binary aGk=', 'yaml-syntax', 1, 13],
  ['!!set\n? a', 'yaml-syntax', 2, 1],
  ['!!omap\n- a: 1', 'yaml-syntax', 2, 1],
  ['a:\n\t- b', 'yaml-syntax', 2, 1],
  ['a: "x', 'yaml-syntax', 1, 6],
  ['a: [1', 'yaml-syntax', 1, 6],
  ['a: b: c', 'yaml-syntax', 1, 4],
  ['# only words', 'input-empty', 1, 1],
];

describe('parseYaml', () => {
  it.each(REFUSED)('refuses %j as %s', (text, code, line, column) => {
    const error = failure(text);
    expect(error).toMatchObject({ kind: 'input', code, exitCode: 3 });
    if (code !== 'input-empty') expect(error.location).toMatchObject({ path: 'x.yaml', line, column });
    expect(error.message).not.toContain('\n');
  });

  it.each<[string, JsonValue]>([
    ['a: yes\nb: no\nc: on', { a: 'yes', b: 'no', c: 'on' }],
    ['%YAML 1.1\n---\na: yes\nb: 1:30', { a: 'yes', b: '1:30' }],
    ['a: true\nb: null\nc: ~\nd:', { a: true, b: null, c: null, d: null }],
    ['a: 010\nb: 0x1F\nc: 0o17\nd: 1_000', { a: 10, b: 31, c: 15, d: '1_000' }],
    ['a: 2026-01-31\nb: 2026-01-31T12:00:00Z', { a: '2026-01-31', b: '2026-01-31T12:00:00Z' }],
    ['"1": a\n"null": b', { '1': 'a', null: 'b' }],
    ['<<: {a: 1}', { '<<': { a: 1 } }],
    ['a: &here 1', { a: 1 }],
    ['a: !!str 1', { a: '1' }],
    ['a: |\n  x\n  y\nb: >-\n  x\n  y', { a: 'x\ny\n', b: 'x y' }],
    ['---\n- 1\n...\n', [1]],
    ['constructor: 1\ntoString: 2', { constructor: 1, toString: 2 }],
    ['a: {}\nb: []', { a: {}, b: [] }],
  ])('reads %j', (text, value) => {
    expect(parse(text).value).toEqual(value);
  });

  it.each([
    ['flow lists', `a: ${'['.repeat(5000)}`],
    ['flow maps', `a: ${'{a: '.repeat(3000)}`],
    ['lists', `${'- '.repeat(5000)}x`],
    ['maps', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['complex keys', `${'? '.repeat(5000)}x`],
    ['201 levels', `${'- '.repeat(201)}x`],
  ])('refuses %s that are nested too deep', (_, text) => {
    expect(failure(text)).toMatchObject({ code: 'json-too-deep', exitCode: 3 });
  });

  it('reads 200 levels', () => {
    expect(() => parse(`${'- '.repeat(200)}x`)).not.toThrow();
  });

  it('takes a number of keys in a time that grows with it', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `key${index}: 1\n`).join('');
    const cpu = (text: string): number => {
      const start = process.cpuUsage();
      parse(text);
      return process.cpuUsage(start).user;
    };
    cpu(keys(2000));
    expect(cpu(keys(40_000))).toBeLessThan(20 * Math.max(cpu(keys(5000)), 20_000));
  });

  it('gives back what formatYaml writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(typeof value === 'object' && value !== null && !JSON.stringify(value).includes('__proto__'));
        const plain: JsonValue = JSON.parse(JSON.stringify(value));
        expect(parse(formatYaml(plain)).value).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the order of members', () => {
    expect(Object.keys(parse(formatYaml({ z: 1, a: 2, m: 3 })).value as object)).toEqual(['z', 'a', 'm']);
  });

  it.each([
    ['', 1, 1],
    ['/a', 2, 3],
    ['/a/1', 3, 5],
    ['/a/1/x', 3, 8],
    ['/b', 4, 4],
    ['/b/missing', 4, 4],
  ])('places %j', (pointer, line, column) => {
    const text = 'a:\n  - 1\n  - x: 2\nb: hello\n';
    expect(parse(text).locate(pointer)).toEqual({ path: 'x.yaml', line, column, pointer });
  });
});
