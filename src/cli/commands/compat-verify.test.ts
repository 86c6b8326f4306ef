import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractSource, manifestLines, type Workspace, workspace } from '../../../testing/app-files.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { snapshotText, toSnapshot } from '../../contract/snapshot.ts';
import type { CompatReport } from '../../formats/generated/compat-report.ts';
import validateReport from '../../formats/generated/validators/compat-report.js';

let space: Workspace;
const verify = (...args: string[]) => runCli(['compat', 'verify', ...args], { cwd: space.path });
const AGAINST = ['--contract', 'contract.json'];

/** The validated report of a run with --json. */
async function reportOf(...args: string[]): Promise<{ exit: number; report: CompatReport }> {
  const { exit, stdout, stderr } = await verify(...args, '--json');
  const document: unknown = JSON.parse(stdout || '{}');
  if (!isReport(document)) throw new Error(`${stderr}\n${JSON.stringify(validateReport.errors)}`);
  return { exit, report: document };
}

function isReport(document: unknown): document is CompatReport {
  return validateReport(document);
}

const ids = (report: CompatReport): string[] => report.findings.map((finding) => finding.ruleId);

beforeAll(() => {
  space = workspace();
  space.write('contract.json', contractSource(4, ['queue.read', 'queue.write']));
  space.write('baseline.json', contractSource(20, ['queue.read', 'queue.write'], ['queue.read']));
  space.app('good', manifestLines('app.permissions=queue.read', 'api.minimumVersion=1', 'api.maximumTestedVersion=4'));
  space.app('undeclared', manifestLines('app.permissions=queue.read'));
  space.app('late', manifestLines('api.minimumVersion=19', 'api.maximumTestedVersion=23'));
  space.app('old', manifestLines('api.minimumVersion=1', 'api.maximumTestedVersion=3'));
  space.app('typo', manifestLines('app.permissions=queue.raed', 'api.minimunVersion=1'));
  space.app('broken', manifestLines('api.minimumVersion=5', 'api.maximumTestedVersion=3'));
  space.app('twice', manifestLines('app.permissions=queue.read', 'app.permissions=queue.write'));
  space.write('empty/readme.txt', 'no manifest');
  space.zip('dist/reader-1.0.0.zip', manifestLines('app.permissions=queue.read', 'api.minimumVersion=1'));
});
afterAll(() => space.remove());

describe('statuses and exit codes', () => {
  it.each([
    ['good', 'compatible', 0, 'compatible', 0],
    ['undeclared', 'unknown', 0, 'unknown', 0],
    ['late', 'below_minimum', 1, 'below_minimum', 1],
    ['old', 'newer_than_tested', 0, 'incompatible', 1],
    ['typo', 'unknown', 0, 'incompatible', 1],
    ['broken', 'below_minimum', 1, 'below_minimum', 1],
    ['twice', 'incompatible', 1, 'incompatible', 1],
  ])('%s: %s/%i, strictly %s/%i', async (app, status, exit, strictStatus, strictExit) => {
    const usual = await reportOf('--bundle-dir', app, ...AGAINST);
    expect([usual.report.status, usual.exit]).toEqual([status, exit]);
    const strict = await reportOf('--bundle-dir', app, ...AGAINST, '--strict');
    expect([strict.report.status, strict.exit]).toEqual([strictStatus, strictExit]);
    expect(strict.report.apiCompatibility).toEqual(usual.report.apiCompatibility);
  });

  it('finds what is wrong with the manifest itself, and where', async () => {
    const { report } = await reportOf('--bundle-dir', 'typo', ...AGAINST);
    expect(report.findings.map(({ ruleId, location }) => [ruleId, location.path, location.line])).toEqual([
      ['compat/unknown-manifest-permission', 'typo/cryptad-app.properties', 8],
      ['manifest/unknown-key', 'typo/cryptad-app.properties', 9],
    ]);
    expect(report.findings[1]?.message).toContain('did you mean "api.minimumVersion"?');
    expect(report.summary).toEqual({ errors: 0, warnings: 2, notes: 0 });
  });

  it('takes a broken api value for an error in both modes', async () => {
    const { report } = await reportOf('--bundle-dir', 'broken', ...AGAINST);
    expect(report.findings).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ ruleId: 'manifest/invalid-value', severity: 'error' })]),
    );
  });
});

describe('the report', () => {
  it('names app and contract, with version and digest', async () => {
    const { report } = await reportOf('--bundle-dir', 'good', ...AGAINST);
    expect(report).toMatchObject({
      subject: { kind: 'bundle-dir', path: 'good' },
      app: { id: 'reader', version: '1.0.0', dialect: 'crypta', manifest: 'good/cryptad-app.properties' },
      contract: { path: 'contract.json', contractVersion: 4, stableBaseline: null },
      apiCompatibility: { minimumVersion: 1, maximumTestedVersion: 4, currentVersion: 4, status: 'compatible' },
      findings: [],
    });
    expect(report.contract.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('is for people: verdict first, one aligned line per finding, then what to do', async () => {
    const { exit, stdout, stderr } = await verify('--bundle-dir', 'typo', ...AGAINST);
    expect([exit, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('unknown: reader 1.0.0 on contract v4 (2 warnings)');
    expect(lines[3]).toBe('  declared  no api metadata, so nothing is promised either way');
    expect(lines.slice(5, 7)).toEqual([
      '  warning  compat/unknown-manifest-permission  typo/cryptad-app.properties:8  permission "queue.raed" is not in contract v4, did you mean "queue.read"?',
      '  warning  manifest/unknown-key                typo/cryptad-app.properties:9  "api.minimunVersion" is no key of a manifest, did you mean "api.minimumVersion"?',
    ]);
    expect(lines[8]).toBe('what to do');
    expect(stdout.endsWith('\n')).toBe(true);
  });

  it('lets no character of a hostile manifest act on the terminal', async () => {
    space.app('hostile', manifestLines('app.\u001b[2J\u202ekey=\u001b[31m', 'app.permissions=\u001b[2J'));
    const { stdout } = await verify('--bundle-dir', 'hostile', ...AGAINST);
    expect(stdout).toContain('manifest/unknown-key');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('goes to a file with --output', async () => {
    const { exit, stdout } = await verify('--bundle-dir', 'good', ...AGAINST, '--output', 'json=out/report.json');
    expect(exit).toBe(0);
    expect(stdout).toContain('compatible: reader 1.0.0');
    const written: unknown = JSON.parse(readFileSync(`${space.path}/out/report.json`, 'utf8'));
    expect(isReport(written)).toBe(true);
  });

  it('is the same bytes from another working directory inside the project', async () => {
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1, contract: { source: 'contract.json' } }));
    const above = await runCli(['compat', 'verify', '--bundle-dir', 'typo', '--json'], { cwd: space.path });
    const below = await runCli(['compat', 'verify', '--bundle-dir', '.', '--json'], { cwd: `${space.path}/typo` });
    expect(below.stdout).toBe(above.stdout);
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1 }));
  });
});

describe('which contract', () => {
  const config = (contract: object): void =>
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1, contract }));

  it('is the configured snapshot, else the source; its version and digest are shown', async () => {
    config({ source: 'contract.json' });
    const { report } = await reportOf('--bundle-dir', 'good');
    expect(report.contract).toMatchObject({ path: 'contract.json', contractVersion: 4 });
    config({ source: 'nowhere.json', snapshot: 'baseline.json' });
    expect((await reportOf('--bundle-dir', 'good')).report.contract).toMatchObject({ contractVersion: 20 });
    const { stdout } = await verify('--bundle-dir', 'good');
    expect(stdout).toMatch(
      /contract {2}baseline\.json, api v1, contract v20 stable baseline 1\.0, sha256:[0-9a-f]{64}/,
    );
    config({});
  });

  it('is a usage error where none is given or configured', async () => {
    const { exit, stdout, stderr } = await verify('--bundle-dir', 'good');
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no contract to compare with');
  });
});

describe('a name that the contract does not have', () => {
  const messageOf = async (...args: string[]): Promise<string | undefined> =>
    (await reportOf('--bundle-dir', 'ahead', ...args)).report.findings[0]?.message;
  const v2 = ['--contract', 'v2.json'];

  beforeAll(() => {
    space.app('ahead', manifestLines('app.permissions=vault.use'));
    space.write('v2.json', contractSource(2, ['queue.read']));
    const words = { kind: 'assay.capability-vocabulary', schemaVersion: 1 };
    const entry = { name: 'vault.use', description: 'Use the vault.' };
    space.write('words.json', JSON.stringify({ ...words, capabilities: [{ ...entry, since: 3 }] }));
    space.write('other-words.json', JSON.stringify({ ...words, capabilities: [{ ...entry, since: 9 }] }));
  });

  it('is explained by the vocabulary given, else the configured one', async () => {
    expect(await messageOf(...v2)).toBe('permission "vault.use" is not in contract v2');
    expect(await messageOf(...v2, '--vocabulary', 'words.json')).toBe(
      'permission "vault.use" exists since v3, target is v2',
    );
    space.write(
      'assay.config.json',
      JSON.stringify({ schemaVersion: 1, contract: { vocabulary: 'other-words.json' } }),
    );
    expect(await messageOf(...v2)).toBe('permission "vault.use" exists since v9, target is v2');
    expect(await messageOf(...v2, '--vocabulary', 'words.json')).toContain('since v3');
  });

  it('is explained by the configured history', async () => {
    const { contract } = JSON.parse(contractSource(7, ['vault.use']));
    contract.capabilities[0].sinceContractVersion = 7;
    space.write('history/7.json', snapshotText(toSnapshot(contract)));
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1, contract: { history: 'history' } }));
    expect(await messageOf(...v2)).toBe('permission "vault.use" exists since v7, target is v2');
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1 }));
  });

  it('needs no history where every name is known, but a file that was given is read', async () => {
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1, contract: { history: 'nowhere' } }));
    expect((await verify('--bundle-dir', 'good', ...AGAINST)).exit).toBe(0);
    expect((await verify('--bundle-dir', 'ahead', ...AGAINST)).exit).toBe(3);
    expect((await verify('--bundle-dir', 'good', ...AGAINST, '--vocabulary', 'nowhere.json')).exit).toBe(3);
    space.write('assay.config.json', JSON.stringify({ schemaVersion: 1 }));
  });
});

describe('target stability', () => {
  it.each([
    [['--target-stability', 'stable'], ['compat/target-newer-than-tested']],
    [[], ['compat/api-target-stability-missing', 'compat/target-newer-than-tested']],
  ])('%j', async (flags, expected) => {
    const { report } = await reportOf('--bundle-dir', 'good', '--contract', 'baseline.json', ...flags);
    expect(ids(report).sort()).toEqual(expected);
  });

  it('means nothing to a contract without baseline', async () => {
    const { report } = await reportOf('--bundle-dir', 'good', ...AGAINST, '--target-stability', 'stable');
    expect(report.findings).toEqual([]);
    expect(report.apiCompatibility).not.toHaveProperty('targetStability');
  });
});

describe('--require-metadata', () => {
  it('makes an undeclared app an error', async () => {
    const { exit, report } = await reportOf('--bundle-dir', 'undeclared', ...AGAINST, '--require-metadata');
    expect([exit, ids(report)]).toEqual([1, ['compat/api-metadata-missing']]);
  });
});

describe('a catalog entry', () => {
  const entry = (file: string, artifact: string, ...lines: string[]): void =>
    space.write(
      file,
      [`artifact.path=${artifact}`, 'bundle.uri=https://example.invalid/r.zip', 'summary=Reads.', ...lines, ''].join(
        '\n',
      ),
    );

  it('is compared with the bundle beside it', async () => {
    entry('catalog/good.properties', '../dist/reader-1.0.0.zip', 'app.id=reader', 'permissions=queue.read');
    const { exit, report } = await reportOf('--catalog-entry', 'catalog/good.properties', ...AGAINST, '--strict');
    expect([exit, report.findings]).toEqual([0, []]);
    expect(report.entry).toMatchObject({
      path: 'catalog/good.properties',
      id: 'reader',
      version: null,
      bundle: 'dist/reader-1.0.0.zip',
      apiCompatibility: { declared: false, status: 'unknown' },
    });
    expect(report.app.manifest).toBe('dist/reader-1.0.0.zip!/cryptad-app.properties');
  });

  it('that disagrees has findings at its own lines', async () => {
    entry(
      'catalog/bad.properties',
      '/somewhere/reader-1.0.0.zip',
      'app.id=writer',
      'version=2.0.0',
      'permissions=queue.write',
      'api.minimumVersion=2',
      'api.targetStability=stable',
    );
    const { exit, report } = await reportOf(
      '--catalog-entry',
      'catalog/bad.properties',
      '--bundles',
      'dist',
      ...AGAINST,
    );
    expect(exit).toBe(1);
    expect(
      report.findings.map(({ ruleId, severity, location }) => [ruleId, severity, location.path, location.line]),
    ).toEqual([
      ['catalog/entry-app-mismatch', 'error', 'catalog/bad.properties', 4],
      ['catalog/entry-version-mismatch', 'error', 'catalog/bad.properties', 5],
      ['compat/catalog-permission-mismatch', 'warning', 'catalog/bad.properties', 6],
      ['compat/catalog-api-compatibility-mismatch', 'warning', 'catalog/bad.properties', 7],
      ['compat/catalog-api-target-stability-mismatch', 'warning', 'catalog/bad.properties', 8],
    ]);
    expect(report.findings.map((finding) => finding.legacyCode)).toEqual([
      undefined,
      undefined,
      'catalog_permission_mismatch',
      'catalog_api_compatibility_mismatch',
      'catalog_api_target_stability_mismatch',
    ]);
  });

  it('may name a bundle that is a folder', async () => {
    entry('catalog/folder.properties', '../good', 'version=1.0.0');
    expect((await reportOf('--catalog-entry', 'catalog/folder.properties', ...AGAINST)).exit).toBe(0);
  });

  it.each([
    ['relative', '../dist/nowhere.zip', [], 'dist/nowhere.zip'],
    ['absolute, shown without its folders', '/home/somebody/nowhere.zip', [], ' nowhere.zip'],
    ['in a folder', '/home/somebody/nowhere.zip', ['--bundles', 'dist'], 'dist/nowhere.zip'],
  ])('whose bundle is missing (%s) is exit 3', async (_, artifact, flags, shown) => {
    entry('catalog/lost.properties', artifact);
    const { exit, stdout, stderr } = await verify('--catalog-entry', 'catalog/lost.properties', ...flags, ...AGAINST);
    expect([exit, stdout]).toEqual([3, '']);
    expect(stderr).toContain('the bundle of catalog/lost.properties is not there');
    expect(stderr).toContain(shown);
    expect(stderr).not.toContain('/home/somebody');
  });
});

describe('calls that can not be understood', () => {
  it.each<[string, string[]]>([
    ['there is nothing to check', AGAINST],
    ['there are 2 things to check, expected one', ['--bundle-dir', 'good', '--bundle', 'good', ...AGAINST]],
    ['--bundles says where the bundle of an entry lies', ['--bundle-dir', 'good', '--bundles', 'dist', ...AGAINST]],
  ])('%s', async (message, args) => {
    const { exit, stdout, stderr } = await verify(...args);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('input that can not be read', () => {
  it.each<[string, string[]]>([
    ['nowhere', ['--bundle-dir', 'nowhere', ...AGAINST]],
    ['has no manifest', ['--bundle-dir', 'empty', ...AGAINST]],
    ['nowhere.json', ['--bundle-dir', 'good', '--contract', 'nowhere.json']],
    ['catalog/none.properties', ['--catalog-entry', 'catalog/none.properties', ...AGAINST]],
  ])('%s is exit 3, as a document with --json', async (message, args) => {
    const { exit, stderr } = await verify(...args);
    expect([exit, stderr]).toEqual([3, expect.stringContaining(message)]);
    const asJson = await verify(...args, '--json');
    expect(JSON.parse(asJson.stdout)).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });

  it('a broken zip is exit 4', async () => {
    space.write('dist/broken.zip', 'PK\u0003\u0004 nothing more');
    expect((await verify('--bundle', 'dist/broken.zip', ...AGAINST)).exit).toBe(4);
  });
});
