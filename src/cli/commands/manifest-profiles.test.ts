import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Workspace, workspace } from '../../../testing/app-files.ts';
import { runCli } from '../../../testing/run-cli.ts';
import validateDiff from '../../formats/generated/validators/manifest-profile-diff.js';
import validateProfiles from '../../formats/generated/validators/manifest-profiles.js';
import validateReport from '../../formats/generated/validators/manifest-report.js';
import validateNormalized from '../../formats/generated/validators/normalized-manifest.js';
import type { Validator } from '../../formats/validate.ts';

const HEAD = { manifest_version: '1', id: 'desk', name: 'Desk', version: '1.0.0', developer: 'Team' };
let space: Workspace;

beforeAll(() => {
  space = workspace();
  const write = (name: string, more: object): void =>
    space.write(`${name}/palette-plugin.json`, JSON.stringify({ ...HEAD, ...more }));
  write('plain', {});
  write('scoped', { data_scope: 'personal', category: 'Finance' });
  write('broken', { connections: {} });
  write('twofold', { provides: { events: [{ id: 'a.b', name: 'a.c' }] } });
  write('old', { requires: { services: [{ id: 'org.hierarchy', version: '^1.0.0' }] } });
  space.write('plain/.env.dev', 'KEY=1\n');
});
afterAll(() => space.remove());

const ofForm = (validator: Validator, text: string): unknown => {
  const json: unknown = JSON.parse(text);
  expect(validator(json), JSON.stringify(validator.errors)).toBe(true);
  return json;
};

describe('assay manifest validate of a palette manifest', () => {
  it.each<[string, number, string[]]>([
    ['plain', 0, []],
    ['plain', 0, ['--profile', 'cli']],
    ['plain', 1, ['--profile', 'server']],
    ['plain', 0, ['--profile', 'sdk@0.1.30']],
    ['plain', 1, ['--profile', 'all']],
    ['scoped', 0, []],
    ['scoped', 1, ['--profile', 'cli@0.3.63']],
    ['scoped', 0, ['--profile', 'server@2026-08']],
    ['scoped', 1, ['--profile', 'sdk']],
    ['broken', 1, []],
    ['plain', 0, ['--env', 'dev']],
  ])('%s: exit %i with %j', async (app, exit, flags) => {
    const run = await runCli(['manifest', 'validate', '--bundle-dir', app, ...flags, '--json'], { cwd: space.path });
    expect([run.exit, run.stderr]).toEqual([exit, '']);
    ofForm(validateReport, run.stdout);
  });

  it('names no value of a .env file', async () => {
    space.write('leaky/palette-plugin.json', JSON.stringify(HEAD));
    space.write('leaky/.env', 'KEY="made-up-value-of-a-key"\n');
    space.write('leaky/.palette/dev/run.py', 'KEY = "made-up-value-of-a-key"\n');
    for (const flags of [[], ['--json']]) {
      const args = ['manifest', 'validate', '--bundle-dir', 'leaky', '--env', 'dev', ...flags];
      const { exit, stdout, stderr } = await runCli(args, { cwd: space.path });
      expect(exit).toBe(1);
      expect(stdout).toContain('manifest/secret-in-generated-file');
      expect(`${stdout}${stderr}`).not.toContain('made-up');
    }
  });
});

it('assay manifest profiles', async () => {
  const { exit, stdout } = await runCli(['manifest', 'profiles', '--json'], { cwd: space.path });
  expect(exit).toBe(0);
  expect(ofForm(validateProfiles, stdout)).toMatchObject({ conflicts: [{ key: 'data_scope' }] });
});

it.each<[string, string, number, number]>([
  ['cli', 'server', 1, 2],
  ['server', 'cli', 1, 1],
  ['cli@0.3.50', 'cli', 0, 0],
])('assay manifest profiles diff %s %s', async (from, to, exit, broken) => {
  const files = ['plain', 'scoped', 'broken'].map((app) => `${app}/palette-plugin.json`);
  const run = await runCli(['manifest', 'profiles', 'diff', from, to, ...files, '--json'], { cwd: space.path });
  expect(run.exit).toBe(exit);
  expect(ofForm(validateDiff, run.stdout)).toMatchObject({ broken });
});

it.each<[string, number, object]>([
  ['plain', 0, { mapped: [], kept: [] }],
  ['old', 0, { mapped: [{ id: 'org.hierarchy', target: 'org/v1#hierarchy' }] }],
  ['twofold', 1, { digest: null, summary: { errors: 1 } }],
])('assay manifest normalize %s', async (app, exit, expected) => {
  const args = ['manifest', 'normalize', `${app}/palette-plugin.json`, '--json'];
  const run = await runCli(args, { cwd: space.path });
  expect(run.exit).toBe(exit);
  expect(ofForm(validateNormalized, run.stdout)).toMatchObject(expected);
});
