import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capability, contractSource, endpoint } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import type { Contract } from '../../contract/model.ts';
import { toSnapshot } from '../../contract/snapshot.ts';
import { formatYaml } from '../../formats/format-yaml.ts';
import validateSnapshot from '../../formats/generated/validators/contract-snapshot.js';
import validateReport from '../../formats/generated/validators/snapshot-report.js';
import { digestJson } from '../../model/digest.ts';
import { LEAK_KINDS } from '../../model/leaks.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-snapshot-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...args: string[]) => runCli(['api', 'snapshot', ...args], { cwd });
const text = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const source = (members: Partial<Contract> = {}, name = 'contract.yaml'): void =>
  writeFileSync(join(cwd, name), formatYaml(contractSource(members)));
const FLAGS = ['--source', 'contract.yaml', '--output', 'out/4.json'];

async function report(...args: string[]) {
  const { exit, stdout } = await run(...args, '--json');
  const json: unknown = JSON.parse(stdout);
  expect(validateReport(json), JSON.stringify(validateReport.errors)).toBe(true);
  return { exit, json };
}

describe('assay api snapshot', () => {
  it('writes the snapshot, and prints counts and digest', async () => {
    source({ contractVersion: 4, capabilities: [capability(), capability({ name: 'a', stability: 'experimental' })] });
    const { exit, stdout, stderr } = await run(...FLAGS);
    expect([exit, stderr]).toEqual([0, '']);
    const snapshot: { digest: string; contract: Contract } = JSON.parse(text('out/4.json'));
    expect(validateSnapshot(snapshot), JSON.stringify(validateSnapshot.errors)).toBe(true);
    expect(snapshot.digest).toBe(digestJson(snapshot.contract));
    expect(stdout).toBe(
      [
        'out/4.json written',
        '',
        '  contract version  4 (API v1)',
        '  capabilities      2',
        '  endpoints         1',
        '  services          0',
        '  not stable        1',
        `  digest            ${snapshot.digest}`,
        '',
      ].join('\n'),
    );
    expect(readdirSync(join(cwd, 'out'))).toEqual(['4.json']);
  });

  it('says so where there is nothing to write', async () => {
    source();
    await run(...FLAGS);
    const { exit, stdout } = await run(...FLAGS);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^out\/4\.json is up to date\n/);
  });

  it('prints a published document with --json', async () => {
    source({
      services: [
        {
          namespace: 'hr/v1',
          description: '',
          methods: [
            { name: 'm', stability: 'stable', sinceContractVersion: 1, description: '', input: true, output: true },
          ],
        },
      ],
    });
    expect(await report(...FLAGS)).toMatchObject({
      exit: 0,
      json: {
        kind: 'assay.snapshot-report',
        apiVersion: 'v1',
        contractVersion: 1,
        counts: { capabilities: 1, endpoints: 1, services: 1, methods: 1, events: 0 },
        notStable: 0,
        output: 'out/4.json',
        upToDate: true,
        changes: [],
        findings: [],
      },
    });
  });

  it('replaces a snapshot that is stale, or no snapshot', async () => {
    source();
    writeFileSync(join(cwd, '4.json'), 'torn');
    expect((await run('--source', 'contract.yaml', '--output', '4.json')).exit).toBe(0);
    expect(JSON.parse(text('4.json'))).toMatchObject({ kind: 'assay.contract-snapshot' });
  });

  it('refuses a source that breaks a rule, prints the findings, and writes nothing', async () => {
    source({
      endpoints: [
        endpoint(),
        endpoint({ routeTemplate: '/queue' }),
        endpoint({ routeTemplate: '/x', requiredCapabilities: ['queue.raed'] }),
      ],
    });
    const { exit, stdout } = await run(...FLAGS);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^2 errors: contract\.yaml can't be released, nothing was written\n/);
    expect(stdout).toMatch(
      /error {4}contract\/duplicate-identity +contract\.yaml:\d+[:\d]* +endpoint "GET \/queue" is described 2 times/,
    );
    expect(stdout).toContain('did you mean "queue.read"?');
    expect(readdirSync(cwd)).toEqual(['contract.yaml']);
    expect(await report(...FLAGS)).toMatchObject({ exit: 1, json: { upToDate: false, summary: { errors: 2 } } });
  });

  it('writes the same bytes for any order of the source', async () => {
    const endpoints = [endpoint(), endpoint({ method: 'POST', requiredCapabilities: ['a', 'queue.read'] })];
    const capabilities = [capability(), capability({ name: 'a' })];
    source({ endpoints, capabilities });
    await run(...FLAGS);
    const first = text('out/4.json');
    const reversed = { endpoints: [...endpoints].reverse(), capabilities: [...capabilities].reverse() };
    const { kind, schemaVersion, contract } = contractSource(reversed);
    writeFileSync(join(cwd, 'other.json'), JSON.stringify({ contract, schemaVersion, kind }));
    await run('--source', 'other.json', '--output', 'out/5.json');
    expect(text('out/5.json')).toBe(first);
  });

  it.each(LEAK_KINDS)('refuses a source that holds: %s', async (kind) => {
    const fixture = new URL(`../../../fixtures/hostile/leaks/${kind}.json`, import.meta.url);
    writeFileSync(join(cwd, 'source.json'), readFileSync(fixture));
    const { exit, stdout, stderr } = await run('--source', 'source.json', '--output', '4.json');
    expect([exit, stdout]).toEqual([4, '']);
    expect(stderr).toContain(`${kind} at /contract/`);
    expect(stderr).not.toMatch(/4711|limit=|bwrap|NODE_QUEUE|BEGIN|2026|example\b/);
    expect(readdirSync(cwd)).toEqual(['source.json']);
  });
});

describe('assay api snapshot --check', () => {
  const check = (...args: string[]) => run(...FLAGS, '--check', ...args);

  it('passes where the committed snapshot is what the source gives', async () => {
    source();
    await run(...FLAGS);
    const { exit, stdout } = await check();
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^out\/4\.json is up to date\n/);
  });

  it('says what differs, by identity and member, and never writes', async () => {
    const method = {
      name: 'get',
      stability: 'stable',
      sinceContractVersion: 1,
      description: '',
      input: true,
      output: true,
    } as const;
    const service = { namespace: 'hr/v1', description: '' };
    source({
      endpoints: [endpoint(), endpoint({ method: 'DELETE', routeTemplate: '/queue/{id}' })],
      services: [{ ...service, methods: [method] }],
    });
    await run(...FLAGS);
    const before = text('out/4.json');
    source({
      contractVersion: 2,
      capabilities: [
        capability({ description: 'Other.', stability: 'deprecated' }),
        capability({ name: 'queue.write' }),
      ],
      endpoints: [endpoint()],
      services: [
        {
          ...service,
          description: 'HR.',
          methods: [{ ...method, output: { type: 'object' } }],
          events: [{ name: 'joined', stability: 'stable', sinceContractVersion: 2, description: '', payload: true }],
        },
      ],
    });
    const { exit, stdout } = await check();
    expect(exit).toBe(1);
    expect(stdout.split('\n').slice(0, 8)).toEqual([
      'out/4.json is not what contract.yaml gives: 7 differences',
      '  ~ contract v1: contractVersion',
      '  ~ capability queue.read: description, stability',
      '  + capability queue.write',
      '  - endpoint DELETE /queue/{}',
      '  ~ service hr/v1: description',
      '  ~ method hr/v1#get: output',
      '  + event hr/v1#joined',
    ]);
    expect(text('out/4.json')).toBe(before);
    expect(await report(...FLAGS, '--check')).toMatchObject({
      exit: 1,
      json: {
        check: true,
        upToDate: false,
        changes: { length: 7, 0: { kind: 'contract', identity: 'v1', state: 'changed', members: ['contractVersion'] } },
      },
    });
  });

  it('does not count order, and fails where only the bytes differ', async () => {
    source({ capabilities: [capability(), capability({ name: 'a' })] });
    await run(...FLAGS);
    source({ capabilities: [capability({ name: 'a' }), capability()] });
    expect((await check()).exit).toBe(0);
    writeFileSync(join(cwd, 'out/4.json'), text('out/4.json').replaceAll('\n', '\r\n'));
    const { exit, stdout } = await check();
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^out\/4\.json is not what contract\.yaml gives: it says the same in other bytes\n/);
  });

  it('is exit 3 where there is no snapshot, and 4 where one was edited', async () => {
    source();
    const missing = await check();
    expect([missing.exit, missing.stdout]).toEqual([3, '']);
    expect(missing.stderr).toContain('there is no snapshot out/4.json');
    await run(...FLAGS);
    writeFileSync(join(cwd, 'out/4.json'), text('out/4.json').replace('Read the queue.', 'Read a queue.'));
    expect((await check()).exit).toBe(4);
  });
});

describe('assay api snapshot on the configuration', () => {
  const config = (contract: object): void =>
    writeFileSync(join(cwd, 'assay.config.json'), JSON.stringify({ schemaVersion: 1, contract }));

  it('takes source and snapshot from it', async () => {
    source();
    config({ source: 'contract.yaml', snapshot: 'snapshots/1.json' });
    expect((await run()).exit).toBe(0);
    expect(JSON.parse(text('snapshots/1.json'))).toMatchObject({
      digest: toSnapshot(contractSource().contract).digest,
    });
    expect((await run('--check')).exit).toBe(0);
  });

  it('is a usage error with a hint where nothing names them', async () => {
    source();
    const none = await run();
    expect([none.exit, none.stderr.includes('--source')]).toEqual([2, true]);
    config({ source: 'contract.yaml' });
    const half = await run();
    expect([half.exit, half.stderr.includes('--output')]).toEqual([2, true]);
    const error: unknown = JSON.parse((await run('--json')).stdout);
    expect(error).toMatchObject({ error: { code: 'output-not-named' } });
  });

  it('never writes over its source', async () => {
    source();
    const { exit, stderr } = await run('--source', 'contract.yaml', '--output', './contract.yaml');
    expect(exit).toBe(2);
    expect(stderr).toContain('contract.yaml is both the source and the output');
  });
});

describe('assay api snapshot on real contracts', () => {
  const real = sharedData('crypta/contracts');
  it.skipIf(real === undefined)('snapshots a crypta contract, and the snapshot again to the same bytes', async () => {
    const { exit, stdout } = await run('--source', `${real}/platform-api-contract.v4.json`, '--output', '4.json');
    expect(exit).toBe(0);
    expect(stdout).toContain('capabilities      29\n  endpoints         81\n');
    expect((await run('--source', '4.json', '--output', '4b.json')).exit).toBe(0);
    expect(text('4b.json')).toBe(text('4.json'));
  });
});
