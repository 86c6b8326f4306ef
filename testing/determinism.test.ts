// Snapshots made by real processes of the built program, in other surroundings.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateClient } from '../src/codegen/index.ts';
import { readClientFolder } from '../src/codegen/read-client.ts';
import { verifyDeterminism } from '../src/contract/determinism.ts';
import { snapshotAgain } from '../src/contract/read-again.ts';
import { readContract } from '../src/contract/read-contract.ts';
import { CLIENT_CONTRACT, event } from './client-contract.ts';
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

/** Schemas over which an engine may stumble. */
const ODD: readonly object[] = [
  {
    type: 'object',
    properties: { hasOwnProperty: { type: 'string' }, '[k: string]': true, 'naïve ☃ 𝒳': { const: 1 } },
  },
  {
    type: 'object',
    properties: { Ünïcode_Größe: { $ref: '#/$defs/straße' } },
    $defs: { straße: { enum: ['ß', 'ſ'] } },
  },
  { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } } },
  { type: 'object', patternProperties: { '^x-': { type: ['integer', 'null'] } }, additionalProperties: false },
  { type: 'array', prefixItems: [{ type: 'string' }, { title: 'Second', type: 'object' }], items: { type: 'boolean' } },
  { oneOf: [{ type: 'object', required: ['a'], properties: { a: { const: 'x' } } }, { type: 'number' }, false] },
  { type: 'object', description: '*/ """ \u202e', deprecated: true, properties: { class: {}, None: {}, __proto: {} } },
];

describe('clients that the built program makes, with its part of the engines,', () => {
  it('are what the sources make with the whole of them', async () => {
    const features = sharedData('codegen/features.json');
    const more: { readonly schema?: object }[] =
      features === undefined ? [] : JSON.parse(readFileSync(features, 'utf8'));
    const schemas = [...ODD, ...more.flatMap(({ schema = {} }) => (isAlone(schema) ? [schema] : []))];
    const events = schemas.map((schema, at) => event(`e${at}`, { ...schema }));
    const odd = { namespace: 'odd/v1', description: 'Odd.', events };
    const contract = { ...CLIENT_CONTRACT, services: [...(CLIENT_CONTRACT.services ?? []), odd] };
    const file = join(folder, 'odd.json');
    writeFileSync(file, JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract }));
    const output = join(folder, 'clients');
    const argv = ['clients', 'generate', '--lang', 'ts,py', '--contract', file, '--output', output];
    const { status, stderr } = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8', env: {} });
    expect([status, stderr]).toEqual([0, '']);
    for (const language of ['typescript', 'python'] as const)
      expect(readClientFolder(join(output, language), '.')).toEqual(await generateClient(contract, language));
  });
});

/** Whether a schema can stand in a contract: what it refers to is in it. */
function isAlone(schema: object): boolean {
  return !/"\$(?:ref|id)":"(?!#)/.test(JSON.stringify(schema));
}
