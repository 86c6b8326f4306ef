import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { approvalStatement, registerStatement } from '../src/attest/waiver-statements.ts';
import type { Approval } from '../src/formats/generated/approval.ts';
import type { Waiver } from '../src/formats/generated/waiver.ts';
import { digestBytes, digestJson } from '../src/model/digest.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import { exampleSigner, exampleTrust } from './example-keys.ts';
import { runCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HEARTH = join(ROOT, 'contracts/hearth');

const PEOPLE: Readonly<Record<string, readonly [string, ...string[]]>> = {
  jonas: ['risk-owner'],
  lea: ['release-manager'],
  noor: ['security'],
  ci: ['certifier'],
};

/** Who approved what; nobody decides any more about what has expired. */
const APPROVED: Readonly<Record<string, readonly string[]>> = {
  'cinema-mode.json': ['lea', 'jonas'],
  'guest-panel.json': ['lea', 'noor'],
  'morning-brief-entry.json': ['lea'],
  'morning-brief.json': ['lea', 'jonas'],
  'night-watch.json': ['lea', 'noor'],
};

function trustText(): string {
  return `${JSON.stringify(exampleTrust(PEOPLE, 'hearth.example', '2026-11-01T09:00:00Z'), null, 2)}\n`;
}

/** Every signed file of the example platform, by its path in the folder. */
async function signedFiles(): Promise<Map<string, string>> {
  const { stdout } = await runCli(['certify', '--quiet', '--output', 'json'], { cwd: ROOT });
  const { reportDigest } = JSON.parse(stdout) as { reportDigest: string };
  const files = new Map([['trust/trust.json', trustText()]]);
  const waivers = readdirSync(join(HEARTH, 'waivers')).map((file) => {
    const waiver = JSON.parse(readFileSync(join(HEARTH, 'waivers', file), 'utf8')) as Waiver;
    return { file, waiver, digest: digestJson(waiver) };
  });
  const listed = waivers.map(({ file, waiver, digest }) => {
    const approvals = (APPROVED[file] ?? []).map((who) => {
      const [role = ''] = PEOPLE[who] ?? [];
      const approval: Approval = {
        kind: 'assay.approval',
        schemaVersion: 1,
        waiverId: waiver.id,
        waiverDigest: digest,
        releaseId: waiver.release.id,
        decision: 'approve',
        principal: `mailto:${who}@hearth.example`,
        role: role as Approval['role'],
        decidedAt: '2026-11-19T16:20:00Z',
        reportDigest,
      };
      const text = signStatement(approvalStatement(approval), [exampleSigner(who)]);
      files.set(`approvals/${waiver.id}.${who}.json`, text);
      return digestBytes(text);
    });
    return { id: waiver.id, digest, approvals };
  });
  const register = {
    kind: 'assay.waiver-register' as const,
    schemaVersion: 1 as const,
    releaseId: '2026.11-rc.1',
    sequence: 1,
    issuedAt: '2026-11-19T17:00:00Z',
    validUntil: '2026-12-19T17:00:00Z',
    waivers: listed,
  };
  return files.set('trust/register.json', signStatement(registerStatement(register), [exampleSigner('lea')]));
}

describe('the example platform', () => {
  it('is signed by its people, for what it is now', async () => {
    // ASSAY_UPDATE=1 signs anew; do so before the reports are made.
    const update = process.env.ASSAY_UPDATE === '1';
    if (update) {
      rmSync(join(HEARTH, 'approvals'), { recursive: true, force: true });
      mkdirSync(join(HEARTH, 'approvals'));
      mkdirSync(join(HEARTH, 'trust'), { recursive: true });
      writeFileSync(join(HEARTH, 'trust/trust.json'), trustText());
    }
    const files = await signedFiles();
    if (update) for (const [name, text] of files) writeFileSync(join(HEARTH, name), text);
    for (const [name, text] of files) expect(readFileSync(join(HEARTH, name), 'utf8'), name).toBe(text);
    const names = [...files.keys()].flatMap((name) => (name.startsWith('approvals/') ? [name.slice(10)] : [])).sort();
    expect(readdirSync(join(HEARTH, 'approvals')).sort()).toEqual(names);
  });
});
