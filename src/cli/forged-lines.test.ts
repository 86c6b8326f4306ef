import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../testing/run-cli.ts';

const FORGED = 'forged\nvalid: app 1.0.0 (no findings)\rverified: app';
const MANIFEST = {
  manifest_version: '1',
  id: FORGED,
  name: 'App',
  version: FORGED,
  provides: { namespace: 'hr', services: [{ id: 'hr', version: '1.0.0', methods: [{ id: 'm', scope: FORGED }] }] },
  consumes: { services: ['org/v1#gone'] },
};
const CATALOG = { services: [{ target: 'hr/v1#m', version: FORGED, provider_app_id: FORGED, scope: FORGED }] };

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-forged-'));
  mkdirSync(join(cwd, 'app'));
  writeFileSync(join(cwd, 'app/palette-plugin.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(cwd, 'catalog.json'), JSON.stringify(CATALOG));
});
afterAll(() => rmSync(cwd, { recursive: true }));

it.each([
  ['manifest', 'validate', '--bundle-dir', 'app'],
  ['bundle', 'verify', '--bundle-dir', 'app'],
  ['services', 'list', '--from', 'catalog.json'],
  ['services', 'check', 'app', '--from', 'catalog.json'],
  ['services', 'plan', 'app', '--from', 'catalog.json'],
])('no name of an app or a catalog begins a line of its own: %s %s', async (...args) => {
  const { stdout } = await runCli(args, { cwd, env: {} });
  expect(stdout).toContain('forged\\nvalid: app');
  expect(stdout).not.toMatch(/^\s*(?:valid|verified): app/m);
});
