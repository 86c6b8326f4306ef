// The small platform with evidence that fails, people who may decide, and their keys.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approvalStatement } from '../src/attest/waiver-statements.ts';
import type { Approval } from '../src/formats/generated/approval.ts';
import type { Certification } from '../src/formats/generated/certification.ts';
import type { PolicyRequirement } from '../src/formats/generated/policy.ts';
import type { Waiver } from '../src/formats/generated/waiver.ts';
import type { WaiverReport } from '../src/formats/generated/waiver-report.ts';
import { digestJson } from '../src/model/digest.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import { space, withScan } from './certify-small.ts';
import { exampleKeyFile, exampleSigner, exampleTrust } from './example-keys.ts';
import { finding, waiver } from './gate-fixtures.ts';
import { type CliRun, runCli } from './run-cli.ts';
import { smallConfig, smallPolicy, writeJson } from './small-platform.ts';
import { wordsOf } from './transcript.ts';

const PEOPLE = {
  rita: ['release-manager'],
  otto: ['risk-owner'],
  ann: ['release-manager', 'security'],
} as const;
const PASSPHRASE = 'a hut beside the lake';

/** Findings for which security.scan fails. */
export const FAILS = [finding('a'), finding('b')];

/** Puts everything in place; the scan fails with two findings. */
export async function openDesk(
  changes: Partial<PolicyRequirement> = {},
  config: Record<string, unknown> = {},
  knobs: Record<string, unknown> = {},
): Promise<void> {
  writeJson(space(), 'trust.json', exampleTrust(PEOPLE, 'example.org', '2031-01-01T00:00:00Z'));
  writeJson(space(), 'policy.json', { ...smallPolicy({ 'security.scan': changes }), knobs });
  writeJson(space(), 'assay.config.json', { ...smallConfig(), ...config });
  for (const who of [...Object.keys(PEOPLE), 'eve'])
    writeFileSync(join(space().path, `${who}.pem`), exampleKeyFile(who, PASSPHRASE), { mode: 0o600 });
  await scanFails();
}

/** Evidence of the scan for the candidate as it lies there. */
export async function scanFails(findings = FAILS): Promise<void> {
  const counts = { checks: 3, errors: findings.length, warnings: 0, notes: 0 };
  // The plan names the tool, which is another one in a test that calls certify itself.
  const { candidate, plan, policy, release: id } = await certification();
  const release = {
    id,
    mode: 'release-candidate' as const,
    candidateDigest: candidate.digest,
    planDigest: plan.digest,
    policyDigest: policy.digest,
  };
  await withScan({ status: findings.length > 0 ? 'fail' : 'pass', findings, counts, release });
}

/** Another build of the same platform, scanned again. */
export async function rebuild(findings = FAILS): Promise<void> {
  space().write('apps/reader/static/index.html', '<p>reader, built again</p>\n');
  await scanFails(findings);
}

export function cli(line: string, now?: string): Promise<CliRun> {
  const at = now === undefined ? [] : ['--now', now];
  return runCli([...wordsOf(line), '--quiet', ...at], {
    cwd: space().path,
    env: { PASSPHRASE, PATH: process.env.PATH ?? '' },
  });
}

/** The report of a command about waivers. */
export async function report(line: string, now?: string): Promise<WaiverReport & { exit: number }> {
  const { stdout, exit } = await cli(`${line} --json`, now);
  return { ...JSON.parse(stdout), exit };
}

/** The code of the error that a command ends with, and its exit code. */
export async function refusal(line: string, now?: string): Promise<string> {
  const { stdout, exit } = await cli(`${line} --json`, now);
  return `${JSON.parse(stdout).error.code}/${exit}`;
}

export async function certification(now?: string): Promise<Certification> {
  return JSON.parse((await cli('certify --json', now)).stdout);
}

/** The words of a decision, without the command and the id. */
export function by(who: keyof typeof PEOPLE | 'eve', role = 'release-manager', key = who): string {
  return `--principal mailto:${who}@example.org --role ${role} --private-key-file ${key}.pem --passphrase-env PASSPHRASE`;
}

/** Puts a waiver with nothing wrong for the scan into the folder. */
export async function putWaiver(changes: Partial<Waiver> = {}, name = 'one'): Promise<Waiver> {
  const { candidate } = await certification();
  const one = waiver('security.scan', {
    requestedBy: 'mailto:ann@example.org',
    release: { id: '2031.5', modes: ['release-candidate'], candidateDigest: candidate.digest },
    scope: {
      evidenceId: 'security.scan',
      states: ['fail'],
      findings: [finding('a').fingerprint, finding('b').fingerprint],
    },
    ...changes,
  });
  writeJson(space(), `waivers/${name}.json`, one);
  return one;
}

/** An approval that somebody signs by other means than our command. */
export function signByHand(one: Waiver, who: string, changes: Partial<Approval>, name = `${who}-by-hand`): void {
  const approval: Approval = {
    kind: 'assay.approval',
    schemaVersion: 1,
    waiverId: one.id,
    waiverDigest: digestJson(one),
    releaseId: one.release.id,
    ...(one.release.candidateDigest ? { candidateDigest: one.release.candidateDigest } : {}),
    decision: 'approve',
    principal: `mailto:${who}@example.org`,
    role: 'release-manager',
    decidedAt: '2031-05-10T12:00:00Z',
    reportDigest: digestJson('a report'),
    ...changes,
  };
  space().write(`approvals/${name}.json`, signStatement(approvalStatement(approval), [exampleSigner(who)]));
}

export const filesIn = (folder: string): string[] =>
  readdirSync(join(space().path, folder))
    .filter((name) => !name.startsWith('.'))
    .sort();
export const textOf = (path: string): string => readFileSync(join(space().path, path), 'utf8');
export const jsonOf = (path: string) => JSON.parse(textOf(path));
