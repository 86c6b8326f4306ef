import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { gitPlace } from './git-place.ts';

describe('gitPlace', () => {
  it.each([
    ['git:main:contracts', 'main', 'contracts'],
    ['git:HEAD~2:contracts/4.json', 'HEAD~2', 'contracts/4.json'],
    ['git:origin/release-1.x:./contract.yaml', 'origin/release-1.x', './contract.yaml'],
    ['git:v1.2.0:', 'v1.2.0', ''],
    ['git:main@{1}:a:b', 'main@{1}', 'a:b'],
  ])('%s', (text, revision, path) => expect(gitPlace(text)).toEqual({ revision, path }));

  it.each(['contracts/4.json', './git:main:contracts', 'GIT:main:x', ''])('%j is a path', (text) =>
    expect(gitPlace(text)).toBeUndefined(),
  );

  it.each([
    'git:',
    'git:main',
    'git::contracts',
    'git:--upload-pack=x:contracts',
    'git:-h:contracts',
    'git:^main:contracts',
    'git:main..next:contracts',
    'git:main next:contracts',
    'git:main\n:contracts',
    'git:main:/etc/passwd',
    'git:main:../other/contract.json',
    'git:main:a/../../b',
    'git:main:a\u0000b',
  ])('%j is refused', (text) => expect(codeOf(() => gitPlace(text))).toBe('git-place-invalid/2'));
});
