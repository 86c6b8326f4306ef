// Certifies the small platform in a temporary folder that each test gets anew.
import { afterEach, beforeEach } from 'vitest';
import { approvalStatement } from '../src/attest/waiver-statements.ts';
import { certify } from '../src/certify/certify.ts';
import type { CertifyInput } from '../src/certify/input.ts';
import { unitIdOf } from '../src/certify/unit-id.ts';
import type { Certification, CertifiedUnit } from '../src/formats/generated/certification.ts';
import type { AssayConfig } from '../src/formats/generated/config.ts';
import type { Evidence } from '../src/formats/generated/evidence.ts';
import validateConfig from '../src/formats/generated/validators/config.js';
import type { Waiver } from '../src/formats/generated/waiver.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import type { Workspace } from './app-files.ts';
import { exampleSigner, exampleTrust } from './example-keys.ts';
import { approval, waiver } from './gate-fixtures.ts';
import { smallConfig, smallPlatform, writeJson } from './small-platform.ts';

let current: Workspace | undefined;
beforeEach(async () => {
  current = await smallPlatform();
});
afterEach(() => current?.remove());

/** The folder of this test. */
export function space(): Workspace {
  if (current === undefined) throw new Error('there is a small platform only while a test runs');
  return current;
}

function isConfig(value: unknown): value is AssayConfig {
  return validateConfig(value);
}

/** Certifies the small platform as it lies there. */
export async function run(
  changes: Partial<CertifyInput> = {},
  config: Record<string, unknown> = {},
): Promise<Certification> {
  return certify(certifyInput(changes, config));
}

/** What certifying the small platform takes. */
export function certifyInput(changes: Partial<CertifyInput> = {}, config: Record<string, unknown> = {}): CertifyInput {
  const whole = { ...smallConfig(), ...config };
  if (!isConfig(whole)) throw new Error(JSON.stringify(validateConfig.errors));
  return {
    config: whole,
    root: space().path,
    configPath: 'assay.config.json',
    policyPath: 'policy.json',
    release: '2031.5',
    mode: 'release-candidate',
    now: '2031-05-10T12:00:00Z',
    nowSource: 'clock',
    strict: false,
    version: '9.9.9',
    folders: { workspace: space().path, home: '/home/ann', temporary: '/tmp' },
    progress: () => undefined,
    ...changes,
  };
}

/** Evidence of security.scan for the candidate, plan and policy that the platform has as it lies there. */
export async function scan(changes: Partial<Evidence> = {}): Promise<Evidence> {
  const { candidate, plan, policy, release } = await run();
  const [artifact] = candidate.artifacts.filter(({ kind }) => kind === 'contract');
  const evidence: Evidence = {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId: 'security.scan',
    unitId: '',
    release: {
      id: release,
      mode: 'release-candidate',
      candidateDigest: candidate.digest,
      planDigest: plan.digest,
      policyDigest: policy.digest,
    },
    subject: [{ name: artifact?.name ?? '', digest: artifact?.digest ?? '' }],
    status: 'pass',
    producer: { name: 'scanner', version: '1', attempt: 1 },
    startedAt: '2031-05-10T10:00:00Z',
    finishedAt: '2031-05-10T10:01:00Z',
    counts: { checks: 3, errors: 0, warnings: 0, notes: 0 },
    findings: [],
    inputs: [],
    artifacts: [],
    redaction: { status: 'pass', findingCount: 0, placeholders: 0 },
    ...changes,
  };
  return { ...evidence, unitId: changes.unitId ?? unitIdOf(evidence) };
}

/** Puts evidence of security.scan into the evidence folder. */
export async function withScan(changes: Partial<Evidence> = {}): Promise<void> {
  writeJson(space(), 'evidence/scan.json', await scan(changes));
}

/** A unit by its name. */
export function unit(certification: Certification, name: string): CertifiedUnit | undefined {
  return certification.requirements.flatMap(({ units }) => units).find((one) => one.name === name);
}

/** Rule ids of what blocks. */
export const blocking = (certification: Certification): string[] =>
  certification.findings.filter(({ blocks }) => blocks).map(({ ruleId }) => ruleId);

/** A waiver for a unit, for what it blocks with now. */
export function waiverFor(
  certification: Certification,
  name: string,
  states: Waiver['scope']['states'],
  id = 'WVR-2031-0001',
): Waiver {
  const [evidenceId = ''] = name.split('#');
  const target = unit(certification, name)?.target;
  const [first, ...others] = certification.findings
    .filter((one) => one.unit === name && one.blocks)
    .map(({ fingerprint }) => fingerprint);
  const scope: Waiver['scope'] = { evidenceId, states, ...(target ? { target } : {}) };
  if (first !== undefined) scope.findings = [first, ...others];
  return waiver(evidenceId, { id, scope });
}

/** Puts a waiver into its folder, approved by a release manager and a risk owner of the platform. */
export function writeApproved(one: Waiver): void {
  const people = { rita: ['release-manager'], otto: ['risk-owner'] } as const;
  writeJson(space(), 'waivers/one.json', one);
  writeJson(space(), 'trust.json', exampleTrust(people, 'example.org', '2031-01-01T00:00:00Z'));
  for (const [who, [role]] of Object.entries(people)) {
    const { approval: decision } = approval(one, { principal: `mailto:${who}@example.org`, role });
    space().write(`approvals/${who}.json`, signStatement(approvalStatement(decision), [exampleSigner(who)]));
  }
}
