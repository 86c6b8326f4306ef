import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, space, unit } from '../../testing/certify-small.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';

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
      'that prints a failure fails by it',
      { command: node(`console.log("${FAILED}"); process.exit(1)`), result: 'junit' },
      'fail',
      'the test a failed',
    ],
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
  });
});
