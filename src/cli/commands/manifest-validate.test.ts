import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractSource, manifestLines, type Workspace, workspace } from '../../../testing/app-files.ts';
import { runCli } from '../../../testing/run-cli.ts';
import type { ManifestReport } from '../../formats/generated/manifest-report.ts';
import validateReport from '../../formats/generated/validators/manifest-report.js';

let space: Workspace;
const validate = (...args: string[]) => runCli(['manifest', 'validate', ...args], { cwd: space.path });

async function reportOf(...args: string[]): Promise<{ exit: number; report: ManifestReport }> {
  const { exit, stdout, stderr } = await validate(...args, '--json');
  const document: unknown = JSON.parse(stdout || '{}');
  if (!isReport(document)) throw new Error(`${stderr}\n${JSON.stringify(validateReport.errors)}`);
  return { exit, report: document };
}

function isReport(document: unknown): document is ManifestReport {
  return validateReport(document);
}

const found = (report: ManifestReport): string[] =>
  report.findings.map(({ severity, ruleId, location }) => `${severity} ${ruleId} ${location.line ?? 'file'}`);

beforeAll(() => {
  space = workspace();
  space.write('contract.json', contractSource(4, ['queue.read']));
  for (const app of ['good', 'twice', 'twice-the-same', 'near', 'bare', 'free', 'asks']) {
    space.write(`${app}/bin/start.sh`, '#!/bin/sh\n');
    space.write(`${app}/static/index.html`, '<p>app</p>\n');
  }
  space.app('empty', manifestLines());
  space.app('good', manifestLines('app.permissions=queue.read'));
  space.app('twice', manifestLines('app.permissions=queue.read', 'app.permissions=queue.write'));
  space.app('twice-the-same', manifestLines('app.permissions=queue.read', 'app.permissions=queue.read'));
  space.app('near', manifestLines('api.minimunVersion=1', 'api.targetStability=stabel'));
  space.app('bare', ['manifest.version=1', 'app.id=bare', 'app.exec=bin/start.sh']);
  space.app(
    'free',
    manifestLines().map((line) => line.replace('app.version=1.0.0', 'app.version=spring release')),
  );
  space.app('asks', manifestLines('app.permissions=queue.raed'));
  space.write('named-like-nothing.txt', 'app.id=x');
  space.write('bad.properties', 'app.id');
});
afterAll(() => space.remove());

describe('assay manifest validate', () => {
  it.each<[string, string[], number, string[], number]>([
    ['good', [], 0, [], 0],
    ['twice', ['error manifest/duplicate-key 9'], 1, ['error manifest/duplicate-key 9'], 1],
    ['twice-the-same', ['warning manifest/duplicate-key 9'], 0, ['warning manifest/duplicate-key 9'], 0],
    [
      'near',
      ['warning manifest/unknown-key 8', 'error manifest/invalid-value 9'],
      1,
      ['error manifest/unknown-key 8', 'error manifest/invalid-value 9'],
      1,
    ],
    [
      'bare',
      ['error manifest/missing-key file', 'error manifest/missing-key file'],
      1,
      ['error manifest/missing-key file', 'error manifest/missing-key file'],
      1,
    ],
    ['free', ['warning manifest/version-not-semver 4'], 0, ['warning manifest/version-not-semver 4'], 0],
    ['asks', ['warning manifest/unknown-permission 8'], 0, ['error manifest/unknown-permission 8'], 1],
  ])('%s', async (app, usual, exit, strict, strictExit) => {
    const first = await reportOf('--bundle-dir', app);
    expect([found(first.report), first.exit]).toEqual([usual, exit]);
    const second = await reportOf('--bundle-dir', app, '--strict');
    expect([found(second.report), second.exit]).toEqual([strict, strictExit]);
  });

  it('tells of a bundle what keeps its app from being started, and of a file nothing', async () => {
    const { exit, report } = await reportOf('--bundle-dir', 'empty');
    expect([found(report), exit]).toEqual([
      ['error bundle/entry-missing file', 'error bundle/entry-not-launchable file'],
      1,
    ]);
    expect(found((await reportOf('empty/cryptad-app.properties')).report)).toEqual([]);
  });

  it('says whose manifest it is, in which dialect and by which profile', async () => {
    const { report } = await reportOf('good/cryptad-app.properties');
    expect(report.manifest).toEqual({
      id: 'reader',
      version: '1.0.0',
      dialect: 'crypta',
      profile: 'common',
      path: 'good/cryptad-app.properties',
    });
    expect(report).not.toHaveProperty('contract');
  });

  it('goes on to compatibility where a contract is given or configured', async () => {
    const given = await reportOf('--bundle-dir', 'asks', '--contract', 'contract.json');
    expect(found(given.report)).toEqual(['warning compat/unknown-manifest-permission 8']);
    expect(given.report.contract).toMatchObject({ path: 'contract.json', contractVersion: 4 });
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1, contract: { source: 'contract.json' } }));
    const configured = await reportOf('--bundle-dir', 'asks');
    expect(configured.report.findings).toEqual(given.report.findings);
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1 }));
  });

  it('knows permissions of a given vocabulary where no contract is known', async () => {
    space.write(
      'words.json',
      JSON.stringify({
        kind: 'assay.capability-vocabulary',
        schemaVersion: 1,
        capabilities: [{ name: 'queue.raed', description: 'A name of their own.', since: 1 }],
      }),
    );
    expect(found((await reportOf('--bundle-dir', 'asks', '--vocabulary', 'words.json')).report)).toEqual([]);
  });

  it('is for people: verdict first, then each finding and what to do', async () => {
    const { exit, stdout } = await validate('--bundle-dir', 'near');
    expect(exit).toBe(1);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('invalid: reader 1.0.0 (1 error, 1 warning)');
    expect(lines[2]).toBe('  contract  none given or configured, so compatibility was not checked');
    expect(lines[4]).toMatch(
      /^ {2}warning {2}manifest\/unknown-key {4}near\/cryptad-app\.properties:8 {2}"api\.minimunVersion"/,
    );
    expect(lines[5]).toMatch(/^ {2}error {4}manifest\/invalid-value {2}near\/cryptad-app\.properties:9 {2}/);
    expect(lines).toContain('what to do');
    expect((await validate('--bundle-dir', 'good')).stdout.split('\n')[0]).toBe('valid: reader 1.0.0 (no findings)');
  });

  it.each<[number, string, string[]]>([
    [2, 'there is nothing to check', []],
    [2, 'there are two things to check', ['good/cryptad-app.properties', '--bundle-dir', 'good']],
    [2, '--profile', ['--bundle-dir', 'good', '--profile', 'uncommon']],
    [3, 'nowhere', ['--bundle-dir', 'nowhere']],
    [3, 'named like no manifest', ['named-like-nothing.txt']],
    [3, 'bad.properties:1', ['bad.properties']],
  ])('exit %i: %s', async (exit, message, args) => {
    const run = await validate(...args);
    expect([run.exit, run.stdout]).toEqual([exit, '']);
    expect(run.stderr).toContain(message);
  });
});
