import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonCanonical } from './python-json.ts';

const SCRIPT = `
import json, sys
for line in sys.stdin.buffer.read().decode('utf-8').split('\\n'):
    print(json.dumps(json.loads(line), sort_keys=True, separators=(',', ':')))
`;

/** What Python itself writes. */
function python(lines: readonly string[]): string[] | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', SCRIPT], { input: lines.join('\n'), encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd().split('\n') : undefined;
}

const CASES: readonly (readonly [string, string])[] = [
  ['{"b":1,"a":2}', '{"a":2,"b":1}'],
  ['{"user":"Zoë"}', '{"user":"Zo\\u00eb"}'],
  ['"😀"', '"\\ud83d\\ude00"'],
  ['{"😀":1,"\\uffff":2}', '{"\\uffff":2,"\\ud83d\\ude00":1}'],
  ['"\\u007f/\\/\\b\\n\\u0001\\""', '"\\u007f//\\b\\n\\u0001\\""'],
  ['[1, 1.0, 1e0, -0, -0.0, 0.0]', '[1,1.0,1.0,0,-0.0,0.0]'],
  ['[12345678901234567890]', '[12345678901234567890]'],
  [
    '[1e16, 1e15, 0.0001, 0.00001, 1.5e300, 123456789.125]',
    '[1e+16,1000000000000000.0,0.0001,1e-05,1.5e+300,123456789.125]',
  ],
  ['{"a":{},"b":[],"c":[[],{}]}', '{"a":{},"b":[],"c":[[],{}]}'],
  [' [ true , false , null ] ', '[true,false,null]'],
];

describe('pythonCanonical', () => {
  it.each(CASES)('%s', (text, expected) => {
    expect(pythonCanonical(text)).toBe(expected);
  });
});

describe.skipIf(python(['1']) === undefined)('beside a real python3', () => {
  it('agrees on every case', () => {
    expect(python(CASES.map(([text]) => text))).toEqual(CASES.map(([, expected]) => expected));
  });

  it('agrees on whatever JSON there is', () => {
    const lines = fc
      .sample(fc.json({ stringUnit: 'binary', maxDepth: 4 }), { numRuns: 1_500, seed: 7 })
      .filter((text) => !text.includes('\n') && !/\\ud[89a-f]/i.test(text) && text.isWellFormed());
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 1_500, seed: 7 });
    const all = [...lines, ...numbers.map((number) => `[${number}, ${number.toExponential()}]`)];
    expect(all.length).toBeGreaterThan(2_000);
    expect(all.map(pythonCanonical)).toEqual(python(all));
  });
});
