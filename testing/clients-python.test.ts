import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-clients-python-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function generate(version: number, ...more: string[]) {
  const contract = resolve(`contracts/hearth/${version}.json`);
  return runCli(['clients', 'generate', '--lang', 'py', '--contract', contract, ...more], { cwd: folder });
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

describe('assay clients generate --lang py', () => {
  it('makes a package whose version moves with the contract, and sees when a byte of it is another', async () => {
    const project = ['--package', 'hearth-client', '--output', 'project'];
    expect((await generate(4, ...project)).exit).toBe(0);
    expect(read('project/pyproject.toml')).toContain('\nversion = "1.0.0"\n');
    expect((await generate(5, ...project)).exit).toBe(0);
    expect(read('project/pyproject.toml')).toMatch(/\nversion = "(?:1\.1|2\.0)\.0"\n/);
    expect((await generate(5, ...project, '--check')).exit).toBe(0);
    const { exit, stdout } = await generate(4, ...project, '--check');
    expect(exit).toBe(1);
    expect(stdout).toContain('new devices/v1#history.query');
  });

  it("writes palette's one file, and models of pydantic where they are asked for", async () => {
    expect((await generate(5, '--palette', '--output', 'app')).exit).toBe(0);
    expect(readdirSync(join(folder, 'app/.palette/python'))).toEqual(['services.py']);
    expect((await generate(5, '--py-models', 'pydantic', '--output', 'models')).exit).toBe(0);
    expect(read('models/devices_v1_types.py')).toContain('class GetInput(BaseModel):');
    expect((await generate(5, '--py-models', 'attrs', '--output', 'other')).exit).toBe(2);
  });
});
