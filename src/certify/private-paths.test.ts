import { expect, test } from 'vitest';
import { hidePrivatePaths } from './private-paths.ts';

const FOLDERS = { workspace: '/home/ann/code/app', home: '/home/ann/', temporary: '/tmp' };
const hide = (text: string): unknown => hidePrivatePaths(text, FOLDERS).value;

test.each([
  ['/home/ann/code/app/src/a.ts:3', '<workspace>/src/a.ts:3'],
  ['file:///home/ann/code/app', 'file://<workspace>'],
  ['in /home/ann/code/app, and in /home/ann', 'in <workspace>, and in <home>'],
  ['/home/ann/code/application', '<home>/code/application'],
  ['/home/anna/x', '/home/anna/x'],
  ['/home/ann.old/x', '/home/ann.old/x'],
  ['/tmp/x /tmpfs/y', '<temporary>/x /tmpfs/y'],
  ['/backup/home/ann/x', '/backup/home/ann/x'],
  ['x-/home/ann .//home/ann a/home/ann', 'x-/home/ann .//home/ann a/home/ann'],
  ['at /home/ann.', 'at <home>.'],
  ['/home/ann\u00e9 \u00e9/home/ann', '/home/ann\u00e9 \u00e9/home/ann'],
  ['the app calls GET /home/ann/x', 'the app calls GET /home/ann/x'],
  ['nothing here', 'nothing here'],
])('%s becomes %s', (text, expected) => {
  expect(hide(text)).toBe(expected);
});

test('the prose of a document, at any depth, and what is replaced is counted', () => {
  const document = {
    a: [{ message: '/home/ann/x', annotations: { b: '/tmp/y and /tmp/z' } }],
    n: 1,
    '/tmp/name': true,
  };
  expect(hidePrivatePaths(document, FOLDERS)).toEqual({
    value: {
      a: [{ message: '<home>/x', annotations: { b: '<temporary>/y and <temporary>/z' } }],
      n: 1,
      '/tmp/name': true,
    },
    replaced: 3,
  });
});

test('ids, digests, names and paths are never touched', () => {
  const document = {
    release: { id: '/home/ann/r' },
    unitId: '/home/ann',
    location: { path: '/home/ann/x' },
    path: '/tmp/x',
  };
  expect(hidePrivatePaths(document, FOLDERS)).toEqual({ value: document, replaced: 0 });
});

test.each([
  ['roots', { workspace: '/', home: '', temporary: 'C:\\' }],
  ['folders of one name, which may be routes', { workspace: '/hearth', home: '/apps', temporary: 'C:\\y' }],
  ['relative folders', { workspace: 'contracts/hearth', home: 'apps', temporary: './api/v1' }],
])('%s tell nothing and are left alone', (_, folders) => {
  const text = '/etc/x C:\\y contracts/hearth/1.json in /apps, apps/reader, ./api/v1, /hearth/x';
  expect(hidePrivatePaths(text, folders).value).toBe(text);
});
