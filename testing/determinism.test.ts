// Snapshots made by real processes of the built program, in other surroundings.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientFolder } from '../src/codegen/drift.ts';
import { generateClient } from '../src/codegen/index.ts';
import { readClientFolder } from '../src/codegen/read-client.ts';
import { verifyDeterminism } from '../src/contract/determinism.ts';
import type { Contract } from '../src/contract/model.ts';
import { permuteContract, shuffledBy } from '../src/contract/permute.ts';
import { snapshotAgain } from '../src/contract/read-again.ts';
import { readContract } from '../src/contract/read-contract.ts';
import { event } from './client-contract.ts';
import { ODD_CONTRACT } from './odd-schemas.ts';
import { sharedData } from './shared-data.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const hearth = join(root, 'contracts/hearth/contract.yaml');
let folder = '';
let bin = '';

beforeAll(() => {
  // Inside the project, because the bundle finds its packages from there.
  mkdirSync(join(root, '.assay'), { recursive: true });
  folder = mkdtempSync(join(root, '.assay/determinism-'));
  const built = spawnSync(process.execPath, ['tools/build.mjs', '--js', `--outdir=${folder}`], { cwd: root });
  if (built.status !== 0) throw new Error(String(built.stderr));
  bin = join(folder, 'bin.js');
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = (source: string) =>
  spawnSync(process.execPath, [bin, 'api', 'verify-determinism', '--source', source, '--json'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });

/** A program that answers `api snapshot --source S --output O` with a shell script. */
function maker(script: string): { command: string[]; path: string | undefined } {
  const file = join(folder, 'maker.sh');
  writeFileSync(file, `#!/bin/sh\n# $4 is the source, $6 the output\n${script}\n`);
  chmodSync(file, 0o755);
  return { command: [file], path: process.env.PATH };
}

describe('the snapshot of a contract', () => {
  it('is the same in any order, folder, time zone and locale', () => {
    const { status, stdout, stderr } = verify(hearth);
    expect(stderr).not.toContain('error');
    const report = JSON.parse(stdout);
    expect([status, report.deterministic, report.runs.length]).toEqual([0, true, 4]);
    expect(new Set(report.runs.map((run: { bytes: string }) => run.bytes))).toEqual(new Set([report.bytes]));
  });

  const crypta = sharedData('crypta/contracts');
  it.skipIf(crypta === undefined)('is the same for a platform’s own contract', () => {
    const { status } = verify(join(crypta ?? '', 'platform-api-contract.v4.json'));
    expect(status).toBe(0);
  });

  it.each([
    ['the time zone', 'date +%Z > "$6"'],
    ['the locale', 'echo "$LC_ALL" > "$6"'],
    ['the folder', 'pwd > "$6"'],
    ['the order of members', 'cat "$4" > "$6"'],
  ])('that depends on %s is found out', async (_, script) => {
    const loaded = await readContract(hearth, 'contract.yaml');
    const report = verifyDeterminism(loaded, (surroundings) => snapshotAgain(hearth, surroundings, maker(script)));
    expect(report.deterministic).toBe(false);
  });

  it('that can not be made again is no answer: snapshot-not-remade', async () => {
    const surroundings = { folder: 'a', timeZone: 'UTC', locale: 'C' };
    expect(() => snapshotAgain(hearth, surroundings, maker('echo "error: no" >&2; exit 3'))).toThrow(
      expect.objectContaining({ kind: 'incomplete', code: 'snapshot-not-remade' }),
    );
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"kind": "assay.contract", "schemaVersion": 1, "contract": {');
    expect(verify(broken).status).toBe(3);
  });
});

/** Every form that a client has. */
const CLIENTS = [
  { language: 'typescript', output: 'ts' },
  { language: 'typescript', output: 'ts-package', package: '@odd/client', validators: true },
  { language: 'typescript', output: 'app', palette: true },
  { language: 'python', output: 'py' },
  { language: 'python', output: 'py-package', package: 'odd-client' },
  { language: 'python', output: 'py-models', pyModels: 'pydantic' },
  { language: 'python', output: 'app', palette: true },
];

/** Clients of a contract, made by the built program in a project at `place`. */
function clientsIn(
  place: string,
  contract: object,
  env: Record<string, string>,
  clients: readonly object[] = CLIENTS,
): Map<string, ClientFolder> {
  const project = join(folder, place);
  mkdirSync(join(project, 'below'), { recursive: true });
  const config = { schemaVersion: 1, contract: { source: 'contract.json' }, clients };
  writeFileSync(join(project, 'assay.config.json'), JSON.stringify(config));
  const source = { kind: 'assay.contract', schemaVersion: 1, contract };
  writeFileSync(join(project, 'contract.json'), JSON.stringify(source));
  const argv = [bin, 'clients', 'generate'];
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: join(project, 'below'), encoding: 'utf8', env });
  expect([status, stderr]).toEqual([0, '']);
  const folders = ['ts', 'ts-package', 'app/.palette/types', 'app/.palette/python', 'py', 'py-package', 'py-models'];
  return new Map(folders.map((name) => [name, readClientFolder(join(project, name), name)]));
}

describe('clients that the built program makes, with its part of the engines,', () => {
  it('are the same in any folder, time zone and locale, and in any order of the contract', () => {
    const made = clientsIn('a', ODD_CONTRACT, { TZ: 'UTC', LC_ALL: 'C' });
    const again = permuteContract(JSON.parse(JSON.stringify(ODD_CONTRACT)), shuffledBy(3));
    const elsewhere = { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
    expect(clientsIn('日本 b', again, elsewhere)).toEqual(made);
  }, 60_000);

  it('are what the sources make with the whole of them', async () => {
    const features = sharedData('codegen/features.json');
    const more: { readonly schema?: object }[] =
      features === undefined ? [] : JSON.parse(readFileSync(features, 'utf8'));
    const events = more.flatMap(({ schema = {} }, at) => (isAlone(schema) ? [event(`e${at}`, { ...schema })] : []));
    const services = [...(ODD_CONTRACT.services ?? []), { namespace: 'features/v1', description: 'Features.', events }];
    const contract: Contract = { ...ODD_CONTRACT, services };
    const plain = CLIENTS.filter(({ output }) => output === 'ts' || output === 'py');
    const made = clientsIn('b', contract, {}, plain);
    expect(made.get('ts')).toEqual(await generateClient(contract, 'typescript'));
    expect(made.get('py')).toEqual(await generateClient(contract, 'python'));
  }, 60_000);
});

/** Whether a schema can stand in a contract: what it refers to is in it. */
function isAlone(schema: object): boolean {
  return !/"\$(?:ref|id)":"(?!#)/.test(JSON.stringify(schema));
}
