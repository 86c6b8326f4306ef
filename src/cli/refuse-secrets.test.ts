import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leakIn } from '../model/leaks/values.ts';
import { refuseSecrets } from './refuse-secrets.ts';

function isRefused(json: unknown): boolean {
  try {
    refuseSecrets({ exit: 0, json, text: () => '' });
    return false;
  } catch {
    return true;
  }
}

/** Every text of a value, names among them. */
function textsOf(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [name, ...textsOf(value)]);
}

const SECRET = ['private-key', 'private-insert-uri', 'process-token', 'session-token', 'form-password', 'credential'];

/** What tokens are made of, and what stands between them in paths and ids. */
const PIECE = fc.constantFrom(
  ...[
    'ghp_',
    'sk-',
    'xoxb-',
    'hvs.',
    'npm_',
    'sk_live_',
    'dapi',
    'bearer ',
    'secret=',
    'token:',
    'eyJ',
    'MC4C',
    '%73',
    '@',
  ],
  ...[
    'a1b2c3d4',
    'e5f6a7b8c9',
    '0d1e2f3a4b5c',
    'apps',
    'org',
    'example',
    '1',
    '10',
    'x',
    '.',
    '/',
    '-',
    '--',
    '_',
    ' ',
  ],
);

describe('texts that are let pass quickly', () => {
  it('are none that the search for secrets would find', () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect([text, isRefused({ text })]).toEqual([text, SECRET.includes(leakIn(text) ?? '')]);
      }),
      { numRuns: 3000 },
    );
  });

  it('are no words of any letters and no instants that the search would find', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abekstyzABEKSTYZ'), maxLength: 15 });
    const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true });
    const text = fc.oneof(
      letters,
      instant.map((each) => each.toISOString().replace(/\.\d+Z$/, 'Z')),
    );
    fc.assert(
      fc.property(text, (each) => {
        expect([each, isRefused([each])]).toEqual([each, SECRET.includes(leakIn(each) ?? '')]);
      }),
      { numRuns: 2000 },
    );
  });

  it('are none of the names and texts around them either', () => {
    const secret = `ghp_${'a1b2c3d4'.repeat(3)}`;
    const text = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('"', '\\', '\\"', '",', '":"', '[', 'a', secret),
    );
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.constantFrom(null, true, 1),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (json) => {
        expect([json, isRefused(json)]).toEqual([json, textsOf(json).some((each) => leakIn(each) === 'credential')]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is told with its place, its name before its value', () => {
    const secret = `ghp_${'a1b2c3d4'.repeat(3)}`;
    const json = { a: ['x"', '\\', { 'b/c': `"${secret}`, d: secret }] };
    expect(() => refuseSecrets({ exit: 0, json, text: () => '' })).toThrow('(credential) from an input, at /a/2/b~1c;');
    expect(() => refuseSecrets({ exit: 0, json: { a: [{ [secret]: 1 }] }, text: () => '' })).toThrow('at /a/0;');
    expect(() => refuseSecrets({ exit: 0, json: secret, text: () => '' })).toThrow('at its root;');
  });

  it('can be as long as a text gets', () => {
    expect(isRefused({ a: 'x"'.repeat(500_000) })).toBe(false);
    expect(isRefused({ a: 'x.'.repeat(500_000), b: `ghp_${'a1b2c3d4'.repeat(3)}` })).toBe(true);
  });

  it.each([
    ['a path', 'apps/org.example/1.10.0/org.example-1.10.0.tgz', false],
    ['a digest', `sha256:${'0123456789abcdef'.repeat(4)}`, false],
    ['what is as long as a digest', `sk-${'a1b2c3d4'.repeat(8)}sk-1`, true],
    ['a token that calls itself a format', 'ghp_a1b2c3d4a1b2c3d4a1b2c3d4', true],
    ['a token in a path', 'apps/xoxb-1234567890/1.0.0', true],
    ['a token between slashes', 'a1b2c3d4/e5f6a7b8/c9d0e1f2/a3b4c5d6/e7f8', true],
  ])('%s: %s', (_, text, refused) => {
    const within = [{ list: [{ text }] }, { [text]: 1 }, { kind: text }];
    expect(within.map(isRefused)).toEqual([refused, refused, refused]);
  });
});
