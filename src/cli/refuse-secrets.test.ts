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

  it.each([
    ['a path', 'apps/org.example/1.10.0/org.example-1.10.0.tgz', false],
    ['a digest', `sha256:${'0123456789abcdef'.repeat(4)}`, false],
    ['what is as long as a digest', `sk-${'a1b2c3d4'.repeat(8)}sk-1`, true],
    ['a token in a path', 'apps/xoxb-1234567890/1.0.0', true],
    ['a token between slashes', 'a1b2c3d4/e5f6a7b8/c9d0e1f2/a3b4c5d6/e7f8', true],
  ])('%s: %s', (_, text, refused) => {
    expect([isRefused({ list: [{ text }] }), isRefused({ [text]: 1 })]).toEqual([refused, refused]);
  });
});
