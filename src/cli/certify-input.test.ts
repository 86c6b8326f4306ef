import { expect, test } from 'vitest';
import { buildSource } from './certify-input.ts';

const SHA = 'a'.repeat(40);
const GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'example/small', GITHUB_SHA: SHA };
const GITLAB = { GITLAB_CI: 'true', CI_PROJECT_URL: 'https://git.example.org/small', CI_COMMIT_SHA: SHA };

test('the revision is what GitHub Actions and GitLab say', () => {
  expect(buildSource(GITHUB)).toEqual({ repositoryUri: 'https://github.com/example/small', revision: SHA });
  expect(buildSource({ ...GITHUB, GITHUB_SERVER_URL: 'https://code.example.org' })?.repositoryUri).toBe(
    'https://code.example.org/example/small',
  );
  expect(buildSource(GITLAB)).toEqual({ repositoryUri: 'https://git.example.org/small', revision: SHA });
});

test.each<[string, Record<string, string>]>([
  ['nothing is said', {}],
  ['the variables stand there outside of a build', { GITHUB_REPOSITORY: 'example/small', GITHUB_SHA: SHA }],
  ['there is no commit', { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'example/small' }],
  ['the commit is none', { ...GITHUB, GITHUB_SHA: 'main' }],
  ['the address holds a password', { ...GITLAB, CI_PROJECT_URL: 'https://ci:secret@git.example.org/small' }],
  ['the address is no https', { ...GITLAB, CI_PROJECT_URL: 'javascript:alert(1)' }],
])('there is none where %s', (_, env) => expect(buildSource(env)).toBeUndefined());
