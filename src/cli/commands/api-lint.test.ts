import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSource, endpoint } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import type { LintReport } from '../../formats/generated/lint-report.ts';
import validateReport from '../../formats/generated/validators/lint-report.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-lint-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const write = (name: string, content: unknown): void => writeFileSync(join(cwd, name), JSON.stringify(content));
const lint = (...args: string[]) => runCli(['api', 'lint', ...args], { cwd });

async function report(...args: string[]): Promise<{ exit: number; report: LintReport }> {
  const { exit, stdout, stderr } = await lint(...args, '--json');
  const document: unknown = JSON.parse(stdout || '{}');
  if (!isReport(document)) throw new Error(`${stderr}${JSON.stringify(validateReport.errors)}`);
  return { exit, report: document };
}

function isReport(document: unknown): document is LintReport {
  return validateReport(document);
}

const boundaries = (...list: object[]) => ({ kind: 'assay.boundaries', schemaVersion: 1, boundaries: list });
const ids = ({ findings }: LintReport): string[] => findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`);

describe('assay api lint', () => {
  it('finds nothing in a sound contract', async () => {
    write('contract.json', contractSource());
    expect(await report('--contract', 'contract.json')).toMatchObject({
      exit: 0,
      report: { findings: [], strict: false },
    });
    expect((await lint('--contract', 'contract.json')).stdout).toBe(
      'sound: contract.json, contract version 1 (no findings)\n  boundaries  none given\n',
    );
  });

  it('asks the rules of every release too, and says where', async () => {
    write(
      'contract.json',
      contractSource({ endpoints: [endpoint({ routeTemplate: '/a/', requiredCapabilities: ['queue.raed'] })] }),
    );
    const { exit, report: found } = await report('--contract', 'contract.json');
    expect(exit).toBe(1);
    expect(ids(found)).toEqual(
      expect.arrayContaining(['error contract/dangling-capability', 'error endpoint/template-syntax']),
    );
    expect(found.findings.map(({ location }) => location.pointer)).toContain('/contract/endpoints/0/routeTemplate');
  });

  it('is stricter under --strict', async () => {
    write('contract.json', contractSource({ endpoints: [endpoint({ description: '' })] }));
    expect(ids((await report('--contract', 'contract.json')).report)).toEqual(['note contract/description-missing']);
    expect(ids((await report('--contract', 'contract.json', '--strict')).report)).toEqual([
      'warning contract/description-missing',
    ]);
  });

  it('takes the configured source before the snapshot', async () => {
    write('source.json', contractSource());
    write('assay.config.json', { schemaVersion: 1, contract: { source: 'source.json', snapshot: 'nowhere.json' } });
    expect((await report()).report.contract.path).toBe('source.json');
  });

  it.each<[number, string, string[]]>([
    [2, 'contract-not-given', []],
    [3, 'schema-invalid', ['--contract', 'contract.json', '--boundaries', 'bad.json']],
    [3, 'input-unreadable', ['--contract', 'contract.json', '--boundaries', 'nowhere.json']],
  ])('exit %i: %s', async (exit, code, args) => {
    write('contract.json', contractSource());
    write('bad.json', boundaries());
    const run = await lint(...args, '--json');
    expect(run.exit).toBe(exit);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code } });
  });
});

const real = sharedData('crypta/contracts');
describe.skipIf(real === undefined)('assay api lint on the real contract', () => {
  const contract = `${real}/platform-api-contract.v4.json`;
  const both = ['apps.manage', 'catalogs.manage'];
  const asserted = boundaries(
    {
      name: 'updates',
      routes: ['/apps/{}/updates/check', '/apps/{}/updates/stage', '/apps/{}/updates/apply'],
      methods: ['POST'],
      requires: both,
    },
    {
      name: 'recommendations are read',
      routes: ['/app-catalogs/recommended'],
      methods: ['GET'],
      requires: ['catalogs.read'],
    },
    {
      name: 'recommendations are taken',
      routes: ['/app-catalogs/recommended/{}/add'],
      methods: ['POST'],
      requires: ['catalogs.manage'],
    },
  );

  it('its boundaries hold', async () => {
    write('boundaries.json', asserted);
    const { exit, report: found } = await report('--contract', contract, '--boundaries', 'boundaries.json');
    expect(ids(found).filter((id) => id.startsWith('error'))).toEqual([]);
    expect(exit).toBe(0);
  });

  it('a boundary that asks for more fails, by endpoint and capability', async () => {
    write(
      'boundaries.json',
      boundaries({ name: 'rollback', routes: ['/apps/{}/updates/*'], methods: ['POST'], requires: both }),
    );
    const { exit, report: found } = await report('--contract', contract, '--boundaries', 'boundaries.json');
    expect(exit).toBe(1);
    expect(found.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      'endpoint "POST /apps/{}/updates/rollback" does not demand "catalogs.manage", which the boundary "rollback" requires',
      'endpoint "POST /apps/{}/updates/policy" does not demand "catalogs.manage", which the boundary "rollback" requires',
    ]);
  });
});
