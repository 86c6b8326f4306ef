import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSource } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-profile-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('a profile that leaves changes out', () => {
  it.each(['text', 'md'])('calls nothing unchanged (%s)', async (format) => {
    writeFileSync(join(cwd, 'a.json'), `${JSON.stringify(contractSource())}\n`);
    const { stdout } = await runCli(['api', 'diff', 'a.json', 'a.json', '--profile', 'auth', '--output', format], {
      cwd,
    });
    expect(stdout).toContain('no changes of profile auth; others were not looked at');
    expect(stdout.toLowerCase()).not.toContain('unchanged');
  });

  it('is told from a whole comparison', async () => {
    writeFileSync(join(cwd, 'a.json'), `${JSON.stringify(contractSource())}\n`);
    const { stdout } = await runCli(['api', 'diff', 'a.json', 'a.json'], { cwd });
    expect(stdout).toContain('unchanged: ');
  });
});

describe('an operation that is none', () => {
  it('is refused, not lost', async () => {
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/x': { get: null } } };
    writeFileSync(join(cwd, 'o.json'), JSON.stringify(document));
    const { exit, stderr } = await runCli(['api', 'import', '--from', 'openapi', 'o.json', '--output', 'c.yaml'], {
      cwd,
    });
    expect([exit, stderr]).toEqual([3, expect.stringContaining('is no object')]);
  });
});
