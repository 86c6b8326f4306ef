// A run of many parts decides as one process does, to the byte, and loses no part unseen.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../src/model/json/canonical.ts';
import { type CliRun, runCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONFIG = ['--config', join(ROOT, 'assay.config.json')];
let folder = '';
const at = (...names: string[]): string => join(folder, ...names);

function cli(argv: readonly string[], cwd = ROOT): Promise<CliRun> {
  return runCli([...argv, ...CONFIG], { cwd, now: '2046-01-01T00:00:00Z' });
}

async function shards(total: number): Promise<string[]> {
  const names = Array.from({ length: total }, (_, index) => at(`${total}`, `${index + 1}`));
  // Machines are where they are.
  process.env.TZ = total === 1 ? 'UTC' : 'Asia/Kathmandu';
  for (const [index, name] of names.entries())
    await cli(['certify', 'run', '--plan', at('plan.json'), '--shard', `${index + 1}/${total}`, '--output', name]);
  return names;
}

/** The exit and the code of an error. */
const refusal = ({ exit, stdout }: CliRun): unknown => [exit, JSON.parse(stdout).error.code];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-shards-'));
  expect((await cli(['certify', 'plan', '--output', at('plan.json')])).exit).toBe(0);
}, 60_000);
afterAll(() => {
  delete process.env.TZ;
  rmSync(folder, { recursive: true });
});

const merge = (names: readonly string[], output = at('merged')): Promise<CliRun> =>
  cli(['certify', 'merge', '--json', '--plan', at('plan.json'), '--output', output, ...names]);

describe('a run of many shards', () => {
  test.each([1, 2, 8])(
    'of %d decides to the byte as one process does, in any order and folder',
    async (total) => {
      const one = await cli(['certify', '--json']);
      const names = (await shards(total)).reverse();
      const output = at(`merged-${total}`);
      expect((await merge(names, output)).exit).toBe(0);
      const gate = await cli(['certify', 'gate', '--json', '--plan', at('plan.json'), '--evidence', output], tmpdir());
      expect([gate.exit, gate.stdout]).toEqual([one.exit, one.stdout]);
      const direct = names.flatMap((name) => ['--evidence', name]);
      expect((await cli(['certify', 'gate', '--json', '--plan', at('plan.json'), ...direct])).stdout).toBe(one.stdout);
    },
    120_000,
  );

  test('merges to the same bytes whatever their number, twice over and with copies among them', async () => {
    const eight = readdirSync(at('8')).map((name) => at('8', name));
    expect((await merge([...eight, ...eight, at('merged-2'), at('1', '1')], at('again'))).exit).toBe(0);
    for (const name of readdirSync(at('merged-1'), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.json'))
        expect(readFileSync(at('again', name), 'utf8'), name).toBe(readFileSync(at('merged-1', name), 'utf8'));
  }, 60_000);

  test('names what is missing, and whose it was, whichever shard is left out', async () => {
    const eight = Array.from({ length: 8 }, (_, index) => at('8', `${index + 1}`));
    for (const [index, lost] of eight.entries()) {
      const run = await merge(eight.filter((name) => name !== lost));
      expect(refusal(run)).toEqual([5, 'shard-incomplete']);
      expect(run.stdout).toContain(`(shard ${index + 1}/8)`);
    }
  }, 60_000);

  test('does not count a shard that died before its last file', async () => {
    cpSync(at('2', '2'), at('dead'), { recursive: true });
    rmSync(at('dead', 'shard.json'));
    const { exit, stderr } = await merge([at('2', '1'), at('dead')]);
    expect([exit, stderr]).toEqual([5, expect.stringContaining('is not finished')]);
  });

  test('is not the folder in which all of them lie (shard-not-a-folder)', async () => {
    const run = await merge([at('8')]);
    expect(refusal(run)).toEqual([3, 'shard-not-a-folder']);
    expect(JSON.parse(run.stdout).error.hint).toBe('give each of them: 8/1 8/2 8/3 …');
  });
});

describe('a shard that is not what it says', () => {
  /** A copy of the whole run with one change to what says that it is finished, or to a document. */
  async function changed(change: (shard: Record<string, unknown>, file: string) => unknown): Promise<CliRun> {
    rmSync(at('changed'), { recursive: true, force: true });
    cpSync(at('merged-1'), at('changed'), { recursive: true });
    const shard = JSON.parse(readFileSync(at('changed', 'shard.json'), 'utf8'));
    const [first = ''] = readdirSync(at('changed', 'evidence')).sort();
    const result = change(shard, at('changed', 'evidence', first)) ?? shard;
    writeFileSync(at('changed', 'shard.json'), JSON.stringify(result));
    return merge([at('changed')]);
  }
  const units = (shard: Record<string, unknown>): Record<string, unknown>[] =>
    Array.isArray(shard.units) ? shard.units : [];

  test.each<[string, (shard: Record<string, unknown>, file: string) => unknown, number, string]>([
    ['another plan', (shard) => ({ ...shard, planDigest: `sha256:${'0'.repeat(64)}` }), 4, 'shard-foreign'],
    [
      'another version of the tool',
      (shard) => ({ ...shard, tool: { ...Object(shard.tool), version: '0' } }),
      4,
      'shard-foreign',
    ],
    [
      'a unit that nobody planned',
      (shard) => ({ ...shard, units: [{ ...units(shard)[0], evidenceId: 'other' }] }),
      4,
      'shard-foreign',
    ],
    ['a unit twice', (shard) => ({ ...shard, units: [...units(shard), units(shard)[0]] }), 4, 'shard-evidence'],
    [
      'no answer',
      (shard) => ({ ...shard, units: [{ ...units(shard)[0], evidenceDigest: undefined }] }),
      4,
      'shard-evidence',
    ],
    [
      'a fault beside its evidence',
      (shard) => ({
        ...shard,
        units: [{ ...units(shard)[0], fault: { state: 'untrusted', reason: 'x', location: { path: 'x' } } }],
      }),
      4,
      'shard-evidence',
    ],
    ['an unfinished one', (shard) => ({ ...shard, complete: false }), 3, 'schema-invalid'],
    [
      'a changed document',
      (_, file) =>
        writeFileSync(
          file,
          readFileSync(file, 'utf8')
            .replace('"status":"fail"', '"status":"pass"')
            .replace('"attempt":1', '"attempt":2'),
        ),
      4,
      'shard-evidence',
    ],
    ['a lost document', (_, file) => rmSync(file), 3, 'input-unreadable'],
    ['a cut document', (_, file) => writeFileSync(file, readFileSync(file).subarray(0, 100)), 3, 'json-syntax'],
  ])('%s is refused', async (_, change, exit, code) => {
    const result = await changed(change);
    expect(refusal(result)).toEqual([exit, code]);
  });

  test('two answers to one unit are a conflict', async () => {
    const now = ['--now', '2026-11-20T09:00:01Z'];
    await cli(['certify', 'run', '--plan', at('plan.json'), '--output', at('later'), ...now]);
    expect(refusal(await merge([at('merged-1'), at('later')]))).toEqual([4, 'shard-conflict']);
  }, 60_000);

  test('what was planned before the candidate changed is refused at the gate', async () => {
    const plan = JSON.parse(readFileSync(at('plan.json'), 'utf8'));
    writeFileSync(
      at('other.json'),
      canonicalJson({ ...plan, candidate: { ...plan.candidate, digest: `sha256:${'1'.repeat(64)}` } }),
    );
    const run = await cli(['certify', 'run', '--json', '--plan', at('other.json'), '--output', at('no')]);
    expect(refusal(run)).toEqual([4, 'plan-outdated']);
    expect(run.stdout).toContain('another candidate');
  });

  test.each(['0/2', '3/2', '1', '1/5000', '01/2'])('a shard of number %s is refused', async (number) => {
    const run = await cli([
      'certify',
      'run',
      '--json',
      '--plan',
      at('plan.json'),
      '--output',
      at('no'),
      '--shard',
      number,
    ]);
    expect(refusal(run)).toEqual([2, 'shard-number']);
  });
});
