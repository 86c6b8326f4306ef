import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../../../testing/run-cli.ts';

const NATIVE = { kind: 'assay.manifest', schemaVersion: 1, id: 'rota', name: 'Rota', version: '1.0.0' };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-services-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...args: string[]) => runCli(['services', ...args], { cwd, env: {} });

it.each([0o600, 0o664])('leaves a manifest of mode %o in that mode', async (mode) => {
  const file = join(cwd, 'palette-plugin.json');
  writeFileSync(file, '{ "id": "rota" }');
  chmodSync(file, mode);
  expect((await run('add', 'hr/v1#a')).exit).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(mode);
});

it('refuses a target that the other list has', async () => {
  const text = '{ "consumes": { "events": ["hr/v1#a"] } }';
  writeFileSync(join(cwd, 'palette-plugin.json'), text);
  const { exit, stdout } = await run('add', 'hr/v1#b', 'hr/v1#a', '--json');
  expect([JSON.parse(stdout).error.code, exit]).toEqual(['target-in-other-list', 2]);
  expect(readFileSync(join(cwd, 'palette-plugin.json'), 'utf8')).toBe(text);
});

it('takes a target that is a method and an event of the catalog', async () => {
  writeFileSync(join(cwd, 'palette-plugin.json'), '{ "consumes": { "events": ["hr/v1#a"] } }');
  writeFileSync(join(cwd, 'catalog.json'), '{"services":[{"target":"hr/v1#a"}],"events":[{"target":"hr/v1#a"}]}');
  expect((await run('add', 'hr/v1#a', '--from', 'catalog.json')).exit).toBe(0);
});

it('adds to, and scaffolds in, a native manifest that stays valid', async () => {
  const file = join(cwd, 'assay-manifest.json');
  writeFileSync(file, JSON.stringify(NATIVE, null, 2));
  expect((await run('add', 'hr/v1#a', '--event')).exit).toBe(0);
  expect((await run('scaffold', 'rota/v1#shift.get')).exit).toBe(0);
  const { exit, stdout } = await runCli(['manifest', 'validate', file, '--json'], { cwd, env: {} });
  expect([JSON.parse(stdout).findings, exit]).toEqual([[], 0]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    consumes: { events: ['hr/v1#a'] },
    provides: { services: [{ methods: [{ id: 'shift.get', input: 'schemas/shift.get.in.json' }] }] },
  });
});
