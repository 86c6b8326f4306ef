// Reports of other tools become evidence, somebody signs it, and the gate decides by it.
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { VERSION } from '../src/cli/version.ts';
import { run, space, unit } from './certify-small.ts';
import { exampleKeyFile, exampleTrust } from './example-keys.ts';
import { type CliRun, runCli } from './run-cli.ts';
import { smallPolicy, writeJson } from './small-platform.ts';

const KEY = ['--private-key-file', 'ci.pem', '--passphrase-env', 'CI'];
const cli = (...argv: string[]): Promise<CliRun> =>
  runCli(argv, { cwd: space().path, env: { CI: 'correct horse battery' } });
const importing = (report: string, ...more: string[]): Promise<CliRun> =>
  cli(
    'evidence',
    'import',
    '--plan',
    'plan.json',
    '--id',
    'security.scan',
    '--producer',
    'vitest@4',
    '--output',
    'evidence/scan.json',
    ...more,
    report,
  );

beforeEach(async () => {
  space().write('ci.pem', exampleKeyFile('ci', 'correct horse battery'));
  chmodSync(join(space().path, 'ci.pem'), 0o600);
  writeJson(space(), 'trust.json', exampleTrust({ ci: ['evidence-producer'] }, 'example.org', '2031-01-01T00:00:00Z'));
  const knobs = { signatures: { 'release-candidate': 'required' } };
  writeJson(space(), 'policy.json', { ...smallPolicy(), knobs });
  space().write('junit.xml', '<testsuite name="s"><testcase name="a"/></testsuite>');
  await cli('certify', 'plan', '--output', 'plan.json');
});

const state = async (): Promise<unknown> =>
  unit(await run({ version: VERSION }, { trust: 'trust.json' }), 'security.scan')?.state;

describe('an imported report', () => {
  test('counts once its producer signed it', async () => {
    expect((await importing('junit.xml', '--format', 'junit')).exit).toBe(0);
    expect(await state()).toBe('untrusted');
    const signed = await cli('evidence', 'sign', ...KEY, 'evidence/scan.json');
    expect([signed.exit, signed.stdout]).toEqual([0, 'signed  security.scan (pass), written to evidence/scan.json\n']);
    expect(await state()).toBe('pass');
  });

  test('says why it could not look', async () => {
    space().write('junit.xml', '<testsuite name="s"/>');
    expect((await importing('junit.xml', '--format', 'junit')).stdout).toBe(
      'error  security.scan: 0 checks, 0 errors, 0 warnings; not signed, written to evidence/scan.json\n  the report holds no test\n',
    );
  });

  test('is signed at once where a key is named', async () => {
    space().write('junit.xml', '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>');
    expect((await importing('junit.xml', '--format', 'junit', ...KEY)).stdout).toContain(
      '1 errors, 0 warnings; signed',
    );
    expect(await state()).toBe('fail');
  });

  test.each([
    ['a requirement that waits for none', ['--format', 'junit', '--id', 'compat'], 2],
    ['a producer without a version', ['--format', 'junit', '--producer', 'vitest'], 2],
    ['another format', ['--format', 'sarif'], 3],
  ])('%s is refused', async (_, more, exit) => {
    const argv = ['evidence', 'import', '--plan', 'plan.json', '--output', 'evidence/scan.json', 'junit.xml', ...more];
    if (!more.includes('--id')) argv.push('--id', 'security.scan');
    if (!more.includes('--producer')) argv.push('--producer', 'vitest@4');
    // evidence-unplanned, producer-malformed
    expect((await cli(...argv)).exit).toBe(exit);
  });

  test('that a test’s name leaks is not written', async () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    space().write('junit.xml', `<testsuite name="s"><testcase name="${secret}"><failure/></testcase></testsuite>`);
    const { exit, stderr } = await importing('junit.xml', '--format', 'junit');
    expect([exit, stderr.includes(secret)]).toEqual([4, false]);
  });
});

test('evidence that contradicts itself is not signed (evidence-contradictory)', async () => {
  await importing('junit.xml', '--format', 'junit');
  const evidence = JSON.parse(readFileSync(join(space().path, 'evidence/scan.json'), 'utf8'));
  writeJson(space(), 'evidence/scan.json', { ...evidence, counts: { ...evidence.counts, warnings: 3 } });
  expect((await cli('evidence', 'sign', ...KEY, 'evidence/scan.json')).exit).toBe(3);
});

test('a second signature leaves the first', async () => {
  await importing('junit.xml', '--format', 'junit', ...KEY);
  await cli('evidence', 'sign', ...KEY, 'evidence/scan.json');
  const envelope = JSON.parse(readFileSync(join(space().path, 'evidence/scan.json'), 'utf8'));
  expect(envelope.signatures).toHaveLength(2);
  expect(await state()).toBe('pass');
});

describe('a shard', () => {
  /** States of what a runner judged, decided from a shard that was run with these flags. */
  async function states(name: string, ...flags: string[]): Promise<Set<unknown>> {
    await cli('certify', 'run', '--plan', 'plan.json', '--output', name, ...flags);
    const gate = await cli('certify', 'gate', '--json', '--plan', 'plan.json', '--evidence', name);
    const { requirements } = JSON.parse(gate.stdout);
    const judged = requirements.filter(({ id }: { id: string }) => id !== 'security.scan');
    return new Set(judged.flatMap(({ units }: { units: { state: string }[] }) => units.map(({ state: one }) => one)));
  }

  test('counts signed, where signatures are required', async () => {
    expect(await states('unsigned')).toEqual(new Set(['untrusted']));
    expect(await states('signed', ...KEY)).toEqual(new Set(['pass']));
  });

  test('of a test key does not count in production', async () => {
    await cli('certify', 'plan', '--mode', 'production', '--output', 'plan.json');
    expect(await states('signed', ...KEY)).toEqual(new Set(['untrusted']));
  });
});
