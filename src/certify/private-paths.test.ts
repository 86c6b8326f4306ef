import { expect, test } from 'vitest';
import { hidePrivatePaths } from './private-paths.ts';

const FOLDERS = { workspace: '/home/ann/work/app', home: '/home/ann/', temporary: '/tmp' };
const hide = (text: string): unknown => hidePrivatePaths(text, FOLDERS).value;

test.each([
  ['/home/ann/work/app/src/a.ts:3', '<workspace>/src/a.ts:3'],
  ['file:///home/ann/work/app', 'file://<workspace>'],
  ['in /home/ann/work/app, and in /home/ann', 'in <workspace>, and in <home>'],
  ['/home/ann/work/application', '<home>/work/application'],
  ['/home/anna/x', '/home/anna/x'],
  ['/home/ann.old/x', '/home/ann.old/x'],
  ['/tmp/x /tmpfs/y', '<temporary>/x /tmpfs/y'],
  ['/backup/home/ann/x', '/backup<home>/x'],
  ['nothing here', 'nothing here'],
])('%s becomes %s', (text, expected) => {
  expect(hide(text)).toBe(expected);
});

test('every text of a document, at any depth, and they are counted', () => {
  const document = { a: ['/home/ann/x', { b: '/tmp/y and /tmp/z' }], n: 1, no: null, '/tmp/name': true };
  expect(hidePrivatePaths(document, FOLDERS)).toEqual({
    value: { a: ['<home>/x', { b: '<temporary>/y and <temporary>/z' }], n: 1, no: null, '/tmp/name': true },
    replaced: 3,
  });
});

test('a root tells nothing and is left alone', () => {
  expect(hidePrivatePaths('/etc/x C:\\y', { workspace: '/', home: '', temporary: 'C:\\' }).value).toBe('/etc/x C:\\y');
});
