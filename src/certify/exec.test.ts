import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, space, unit } from '../../testing/certify-small.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { PolicyExec } from '../formats/generated/policy.ts';

type Exec = Readonly<Record<string, unknown>>;

/** What the gate makes of a requirement with this command: its state, and the first message. */
async function exec(command: Exec, allow = true): Promise<unknown> {
  const policy = smallPolicy({ 'security.scan': { run: 'exec' } });
  const requirements = Array.isArray(policy.requirements) ? policy.requirements : [];
  const changed = requirements.map((one) => (one.id === 'security.scan' ? { ...one, exec: command } : one));
  writeJson(space(), 'policy.json', { ...policy, requirements: changed });
  const certification = await run(allow ? { exec: { path: process.env.PATH } } : {});
  const { state } = unit(certification, 'security.scan') ?? {};
  return [state, certification.findings.find((one) => one.unit === 'security.scan')?.message ?? ''];
}

const node = (script: string, ...more: string[]): string[] => [process.execPath, '-e', script, ...more];
const PASSED = '<testsuite name=\\"s\\"><testcase name=\\"a\\"/></testsuite>';
const FAILED = '<testsuite name=\\"s\\"><testcase name=\\"a\\"><failure/></testcase></testsuite>';

describe('a command of the policy', () => {
  test('passes nothing where there is nothing to release', async () => {
    const policy = smallPolicy({ 'security.scan': { run: 'exec' } });
    const requirements = (Array.isArray(policy.requirements) ? policy.requirements : [])
      .filter(({ id }) => id === 'security.scan')
      .map((one) => ({ ...one, exec: { command: node('0'), result: 'exit-code' } }));
    writeJson(space(), 'policy.json', { ...policy, requirements });
    const nothing = { apps: [], catalog: {}, clients: [], contract: {} };
    const { decision, findings } = await run({ exec: { path: process.env.PATH } }, nothing);
    expect([decision, findings.map(({ message }) => message)]).toEqual([
      'no-go',
      [expect.stringContaining('the candidate has no artifact that could be read')],
    ]);
  });

  test('is not started unless that is allowed (exec-failed)', async () => {
    const command = node(`require('fs').writeFileSync('started', '')`);
    expect(await exec({ command, result: 'exit-code' }, false)).toEqual([
      'error',
      expect.stringContaining('--allow-exec was not given'),
    ]);
    expect(existsSync(join(space().path, 'started'))).toBe(false);
    expect(await exec({ command, result: 'exit-code' })).toEqual(['pass', '']);
    expect(existsSync(join(space().path, 'started'))).toBe(true);
  });

  test.each<[string, Exec, string, string]>([
    ['that exits with 3 fails', { command: node('process.exit(3)'), result: 'exit-code' }, 'fail', 'exits with 3'],
    ['that prints a report passes by it', { command: node(`console.log("${PASSED}")`), result: 'junit' }, 'pass', ''],
    [
      'that ends as a shell ends one that a signal ended did not look, whatever it printed',
      { command: node(`console.log("${FAILED}"); process.exit(139)`), result: 'junit' },
      'error',
      'exits with 139',
    ],
    [
      'that a shell could not start did not look',
      { command: node('process.exit(126)'), result: 'exit-code' },
      'error',
      'exits with 126',
    ],
    [
      'that exits with 125 fails',
      { command: node('process.exit(125)'), result: 'exit-code' },
      'fail',
      'exits with 125',
    ],
    [
      'that prints a failure and exits with a status that means findings fails by it alone',
      { command: node(`console.log("${FAILED}"); process.exit(1)`), result: 'junit', findingsExit: [1] },
      'fail',
      'the test a failed',
    ],
    [
      'that prints a pass and exits with a status that means findings fails',
      { command: node(`console.log("${PASSED}"); process.exit(1)`), result: 'junit', findingsExit: [1] },
      'fail',
      'its report has no error',
    ],
    [
      'that prints a pass and fails, fails',
      { command: node(`console.log("${PASSED}"); process.exit(1)`), result: 'junit' },
      'fail',
      'exits with 1',
    ],
    [
      'writes its report where it is told',
      { command: node(`require('fs').writeFileSync(process.argv[1], "${PASSED}")`, '{report}'), result: 'junit' },
      'pass',
      '',
    ],
    [
      'that writes no report did not look',
      { command: node('0', '{report}'), result: 'junit' },
      'error',
      'the report of security.scan',
    ],
    [
      'that prints no report did not look',
      { command: node('console.log("ok")'), result: 'junit' },
      'error',
      'no well-formed xml',
    ],
    [
      'that prints no test did not look',
      { command: node('console.log("<testsuite/>")'), result: 'junit' },
      'error',
      'nothing to judge',
    ],
    [
      'without an end is ended',
      { command: node('setInterval(() => {}, 1000)'), result: 'exit-code', timeoutSeconds: 1 },
      'error',
      'within 1 seconds',
    ],
    [
      'that is not there is an error',
      { command: ['no-such-program-here'], result: 'exit-code' },
      'error',
      'is not there',
    ],
    [
      'gets no shell',
      {
        command: [process.execPath, '-e', 'process.exit(process.argv[1] === "$(id)" ? 0 : 1)', '$(id)'],
        result: 'exit-code',
      },
      'pass',
      '',
    ],
    [
      'gets no environment but a path',
      {
        command: node(`process.exit(Object.keys(process.env).sort().join() === 'LC_ALL,PATH,TZ' ? 0 : 1)`),
        result: 'exit-code',
      },
      'pass',
      '',
    ],
  ])('%s', async (_, command, state, message) => {
    expect(await exec(command)).toEqual([state, expect.stringContaining(message)]);
  });

  test.each<[string, number, readonly number[] | undefined, string[]]>([
    ['the status is named', 1, [1], ['junit/test-failed']],
    ['it is among several', 7, [1, 7], ['junit/test-failed']],
    ['it is 0', 0, [1], ['junit/test-failed']],
    ['none is named', 1, undefined, ['exec/failed', 'junit/test-failed']],
    ['another one is named', 2, [1], ['exec/failed', 'junit/test-failed']],
    ['the highest of them is not', 125, [1], ['exec/failed', 'junit/test-failed']],
  ])('that exits after a report with a failure, where %s', async (_, status, findingsExit, rules) => {
    const command = node(`console.log("${FAILED}"); process.exit(${status})`);
    await exec({ command, result: 'junit', ...(findingsExit ? { findingsExit } : {}) });
    const { findings } = await run({ exec: { path: process.env.PATH } });
    const found = findings.filter((one) => one.unit === 'security.scan' && one.blocks);
    expect(found.map(({ ruleId }) => ruleId).sort()).toEqual(rules);
  });

  test.each<[string, string, boolean, string]>([
    ['warnings that block', 'warning', true, 'sarif/result: R1: no message'],
    ['warnings that block nothing', 'warning', false, 'has only warnings, which block where the requirement has'],
    ['notes', 'note', true, 'has no error'],
  ])('that exits with a status that means findings, after %s', async (_, level, warnBlocks, found) => {
    const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 't' } }, results: [{ ruleId: 'R1', level }] }] };
    writeJson(space(), 'log.json', log);
    const script = `console.log(require('fs').readFileSync('log.json', 'utf8')); process.exit(1)`;
    const exec: PolicyExec = { command: [process.execPath, '-e', script], result: 'sarif', findingsExit: [1] };
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { run: 'exec', warnBlocks, exec } }));
    const { findings } = await run({ exec: { path: process.env.PATH } });
    const blocks = findings.filter((one) => one.unit === 'security.scan' && one.blocks);
    expect(blocks.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([expect.stringContaining(found)]);
  });

  test('that exits with another status is another finding', async () => {
    const found = async (status: number): Promise<string | undefined> => {
      await exec({ command: node(`process.exit(${status})`), result: 'exit-code' });
      const { findings } = await run({ exec: { path: process.env.PATH } });
      return findings.find(({ ruleId }) => ruleId === 'exec/failed')?.fingerprint;
    };
    expect(await found(1)).toBe(await found(1));
    expect(await found(1)).not.toBe(await found(2));
  });

  // It starts a program that ignores SIGTERM and holds stdout, writes its id, and stays or goes.
  const starter = (then: string): string[] =>
    node(
      `const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', () => { require('fs').writeFileSync('child.pid', String(child.pid)); ${then} });`,
    );
  const alive = (pid: number): boolean => {
    try {
      // A program that ended and that nobody has waited for yet is no program any more.
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };

  test.skipIf(process.platform !== 'linux').each([
    ['takes too long', 'setInterval(() => {}, 1000)', 'error'],
    ['ends', 'process.exit(0)', 'pass'],
  ])('ends with all that it started, where it %s', async (_, then, state) => {
    const found = await exec({ command: starter(then), result: 'exit-code', timeoutSeconds: 2 });
    expect(found).toEqual([state, expect.anything()]);
    const pid = Number(readFileSync(join(space().path, 'child.pid'), 'utf8'));
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => alive(pid)).toBe(false);
  });

  test('goes with run: exec, and with nothing else (policy-exec)', async () => {
    const policy = smallPolicy({ 'security.scan': { run: 'exec' } });
    writeJson(space(), 'policy.json', policy);
    await expect(run()).rejects.toMatchObject({ code: 'policy-exec' });
    const exec: PolicyExec = { command: ['true'], result: 'exit-code', findingsExit: [1] };
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { run: 'exec', exec } }));
    await expect(run()).rejects.toMatchObject({
      code: 'policy-exec',
      message: expect.stringContaining('security.scan has no report to find them in'),
    });
  });
});
