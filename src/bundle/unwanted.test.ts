import { expect, it } from 'vitest';
import { unwantedPart } from './unwanted.ts';

it.each([
  ['.git/config', '.git'],
  ['a/.Git/hooks/post-checkout', 'a/.Git'],
  ['Node_Modules/a/index.js', 'Node_Modules'],
  ['__MACOSX/._a', '__MACOSX'],
  ['a/.DS_Store', 'a/.DS_Store'],
  ['a/._b', 'a/._b'],
  ['.env', '.env'],
  ['.ENV.production', '.ENV.production'],
  ['static/.assay-4711-2.tmp', 'static/.assay-4711-2.tmp'],
])('%s has no place in a bundle', (path, part) => {
  expect(unwantedPart(path)).toBe(part);
});

it.each(['a/git', 'node_modules.js', '.env.example', '.env.local.template', 'environment', '.assay.tmp', '.gitignore'])(
  '%s has',
  (path) => {
    expect(unwantedPart(path)).toBeUndefined();
  },
);
