// Accepted findings of a command that the policy names: some are mended, one is new, and then the command breaks.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { space } from '../../../testing/certify-small.ts';
import { smallConfig, smallPolicy, writeJson } from '../../../testing/small-platform.ts';
import { cli, openDesk } from '../../../testing/waiver-desk.ts';
import type { PolicyExec } from '../../formats/generated/policy.ts';

const KEY = (who: string): string => `--private-key-file ${who}.pem --passphrase-env PASSPHRASE --allow-exec`;
const WORDS =
  '--requested-by mailto:eve@example.org --owner mailto:ann@example.org --reason "They were there before anybody looked." --tracking https://example.org/t/7';

/** The command prints a log with results of one rule in one file, and exits. */
function lints(lines: number, exit = 1): void {
  const results = Array.from({ length: lines }, (_, line) => ({
    ruleId: 'no-unused',
    level: 'error',
    message: { text: `line ${line + 1}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'app.js' }, region: { startLine: line + 1 } } }],
  }));
  const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'lint' } }, results }] };
  space().write('lint.cjs', `console.log(${JSON.stringify(JSON.stringify(log))}); process.exit(${exit});\n`);
}

async function decided(): Promise<[number, string, number | undefined, number]> {
  const { exit, stdout } = await cli('certify --allow-exec --json');
  const { decision, summary } = JSON.parse(stdout);
  return [exit, decision, summary.accepted, summary.blocked];
}

test('a list of what a command found: fewer pass, one more blocks, and so does a command that breaks', async () => {
  await openDesk();
  rmSync(join(space().path, 'evidence/scan.json'));
  const exec: PolicyExec = { command: [process.execPath, 'lint.cjs'], result: 'sarif', findingsExit: [1] };
  const knobs = { acceptedFindings: { maxDays: 90 } };
  writeJson(space(), 'policy.json', { ...smallPolicy({ 'security.scan': { run: 'exec', exec } }), knobs });
  writeJson(space(), 'assay.config.json', { ...smallConfig(), acceptedFindings: 'accepted.jsonl' });
  lints(40);
  expect((await cli(`findings accept ${WORDS} ${KEY('rita')}`)).stdout).toContain('40 findings of 1 unit');
  expect((await cli(`findings sign ${KEY('otto')}`)).exit).toBe(0);
  lints(37);
  expect(await decided()).toEqual([0, 'go-with-waivers', 37, 0]);
  lints(41);
  expect(await decided()).toEqual([1, 'no-go', 40, 1]);
  lints(0, 2);
  expect(await decided()).toEqual([1, 'no-go', undefined, 1]);
  // It broke on the way: what it wrote until then is well-formed, and all of it is accepted.
  lints(20, 2);
  expect(await decided()).toEqual([1, 'no-go', 20, 1]);
});
