// Our SARIF as Microsoft's multitool judges it, by the rules of the format and by those of GitHub's code scanning.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportsOf } from '../src/render/registry.ts';
import { ATTACKS, certification, hostileEverywhere } from './certification-fixture.ts';
import { multitoolFolder } from './report-validators.ts';

const binary = join(multitoolFolder() ?? '', process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
const there = multitoolFolder() !== undefined && existsSync(binary);

test('the multitool is there wherever everything is tested', () => {
  if (process.env.CI) expect(there, `no ${binary}: npm ci installs it`).toBe(true);
});

describe.skipIf(!there)('the multitool', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-sarif-'));
    // npm does not run the package's own script that does this.
    if (process.platform !== 'win32') chmodSync(binary, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Ids of the rules that files break as errors. The exit code is 0 whatever is found: only the output tells. */
  function errorsIn(files: Readonly<Record<string, string>>): string[] {
    const output = join(folder, 'findings.sarif');
    const paths = Object.entries(files).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    const options = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error', '--kind', 'Fail', '--log', 'ForceOverwrite'];
    const env = { PATH: process.env.PATH, HOME: folder, DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder };
    const run = spawnSync(binary, ['validate', ...paths, ...options, '--output', output], { env, encoding: 'utf8' });
    expect(run.stdout).toContain(`Done. ${paths.length} files scanned.`);
    expect(run.stdout).not.toMatch(/\bERR\d+/);
    const log: Log = JSON.parse(readFileSync(output, 'utf8'));
    return log.runs.flatMap(({ results = [] }) =>
      results
        .filter(({ level = 'warning' }) => level === 'error')
        .map(({ ruleId = '?', message }) => `${ruleId} ${message.text}`),
    );
  }

  test('finds no error in what is rendered, hostile or not', () => {
    const attacks = ATTACKS.map((attack, i) => [`attack-${i}`, hostileEverywhere(attack)] as const);
    const all = [['plain', certification()] as const, ...attacks].flatMap(([name, one]) =>
      ['sarif', 'sarif-github'].map((format) => [`${name}.${format}.sarif`, reportsOf(one)[format]?.() ?? ''] as const),
    );
    expect(errorsIn(Object.fromEntries(all))).toEqual([]);
  }, 120_000);

  test('would find one', () => {
    const text = reportsOf(certification()).sarif?.() ?? '';
    const broken = text.replace('"status": "accepted"', '"state": "accepted"');
    expect(errorsIn({ 'broken.sarif': broken }).join('\n')).toContain('JSON1005');
  }, 60_000);
});
