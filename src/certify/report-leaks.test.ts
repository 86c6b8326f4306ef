import { expect, test } from 'vitest';
import { leakWords, reportLeaks } from './report-leaks.ts';

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';

test.each([
  [
    'an instant',
    { now: '2031-05-10T12:00:00Z', finishedAt: '2031-05-10T12:00:00Z', text: 'ends at 2031-05-10T12:00:00Z' },
  ],
  ['a link with a query', { tracking: ['https://tracker.example.org/browse?id=12&view=all'] }],
  [
    'a digest',
    { fingerprint: `sha256:${'0123456789abcdef'.repeat(4)}`, text: `is sha256:${'fedcba9876543210'.repeat(4)}` },
  ],
  ['a principal', { owner: 'mailto:ann@example.org' }],
  ['a placeholder', { text: 'found in <workspace>/apps/x and <home>/.npmrc' }],
])('%s may be in a report', (_, document) => {
  expect(reportLeaks(document)).toEqual([]);
});

test.each([
  ['a token', { message: `the token ${TOKEN} was refused` }, '/message'],
  ['a token behind an instant', { message: `2031-05-10T12:00:00Z ${TOKEN}` }, '/message'],
  ['a token where an instant belongs', { now: TOKEN }, '/now'],
  ['a token in a query', { tracking: [`https://example.org/?token=${TOKEN}`] }, '/tracking/0'],
  ['a token after a harmless query', { tracking: [`https://example.org/?id=1&token=${TOKEN}`] }, '/tracking/0'],
  ['a home folder', { message: 'in /home/bob/work' }, '/message'],
  ['a private key', { text: '-----BEGIN PRIVATE KEY-----' }, '/text'],
  ['a password by its name', { annotations: { password: 'hunter2' } }, '/annotations/password'],
])('%s may not', (_, document, pointer) => {
  expect(reportLeaks(document).map((leak) => leak.pointer)).toEqual([pointer]);
});

test('words name kinds and places, five at most, and never a value', () => {
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`m${i}`, `password=hunter${i}xyz`]));
  const words = leakWords(reportLeaks(many));
  expect(words).toBe(
    'credential at /m0, credential at /m1, credential at /m2, credential at /m3, credential at /m4 and 2 more',
  );
});
