import { join } from 'node:path';
import { type DecideInput, decide } from '../decide/decide.ts';
import type { Observation, RunIdentity } from '../decide/observation.ts';
import { unitName } from '../decide/unit.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { AssayConfig } from '../formats/generated/config.ts';
import type { Candidate } from '../formats/generated/plan.ts';
import type { Policy } from '../formats/generated/policy.ts';
import { digestJson } from '../model/digest.ts';
import { candidateOf } from './candidate.ts';
import { certificationOf } from './certification.ts';
import { platformDigests } from './digests.ts';
import { type EvidenceContext, makeEvidence } from './make-evidence.ts';
import { type MadePlan, type Mode, makePlan, type PlannedRun } from './plan.ts';
import type { PrivateFolders } from './private-paths.ts';
import { readApprovals, readRegister } from './read-approvals.ts';
import { readEvidence } from './read-evidence.ts';
import { readPlatform } from './read-platform.ts';
import { readPolicy } from './read-policy.ts';
import { type RunTrust, readTrust } from './read-trust.ts';
import type { Typed } from './read-typed.ts';
import { readWaivers, type WaiverFile } from './read-waivers.ts';
import { redactCertification } from './redact-certification.ts';
import { refuseRepeats } from './refuse-repeats.ts';
import { ruleSetDigest } from './rule-set.ts';
import { runUnit } from './run-unit.ts';

export interface CertifyInput {
  readonly config: AssayConfig;
  /** Absolute path of the folder that the configuration's paths are relative to. */
  readonly root: string;
  /** The configuration's path as shown to people. */
  readonly configPath: string;
  /** The policy's path relative to the root. */
  readonly policyPath: string;
  readonly release: string;
  readonly mode: Mode;
  /** The instant of the decision, in UTC with seconds. */
  readonly now: string;
  /** Judge strictly whatever the mode. */
  readonly strict: boolean;
  readonly version: string;
  readonly folders: PrivateFolders;
  /** Told of each unit before it is judged, and of files that are passed over. */
  progress(line: string): void;
}

/**
 * Certifies a platform on this machine: reads it, plans, judges every planned unit, gathers the evidence of others,
 * decides, and gives the document that every report is made from.
 * @throws AssayError of kind input for a policy or a folder that can't be read and for what is listed twice, of kind integrity where a report could not be made
 * without a secret, of kind environment
 */
export async function certify(input: CertifyInput): Promise<Certification> {
  return (await certifyRun(input)).certification;
}

/** A certification with what it was decided from, for whoever asks what else would be decided. */
export interface CertifiedRun {
  readonly certification: Certification;
  readonly decided: DecideInput;
  /** Every file of the waivers folder. */
  readonly waivers: readonly WaiverFile[];
  readonly trust: RunTrust | undefined;
}

/** Certifies as `certify` does. @throws AssayError as `certify` does */
export async function certifyRun(input: CertifyInput): Promise<CertifiedRun> {
  const { root, config, policyPath, mode, release } = input;
  refuseRepeats(config, input.configPath);
  const policy = await readPolicy(join(root, policyPath), policyPath);
  const platform = await readPlatform(root, config);
  const candidate = candidateOf(platform);
  const tool = { name: 'assay', version: input.version, ruleSetDigest: ruleSetDigest() } as const;
  const digests = platformDigests(platform);
  const made = makePlan({
    policy: policy.value,
    policyDigest: policy.digest,
    locate: (pointer) => policy.document.locate(pointer),
    platform,
    candidate,
    digests,
    release,
    mode,
    strict: input.strict,
    tool,
  });
  const run = runIdentity(input, policy, made, digests);
  const own = await judgeAll(made.runs, { run, candidate, tool, folders: input.folders }, input.progress);
  const passedOver = (path: string): void =>
    input.progress(`${path} is passed over: only .json, .yaml and .yml files of the folder itself are read`);
  const waivers = await folder(config.waivers, (path) => readWaivers(join(root, path), path, passedOver));
  const trust = readTrust(root, config.trust, input.now);
  const approvals = await folder(config.approvals, async (path) =>
    readApprovals(join(root, path), path, trust, passedOver),
  );
  const register =
    config.register && readRegister({ file: join(root, config.register), shown: config.register }, trust);
  const evidence = await folder(config.evidence, (path) =>
    readEvidence(join(root, path), path, input.folders, passedOver),
  );
  const decided: DecideInput = {
    run,
    requirements: made.requirements,
    evidence: [...own, ...evidence.map(({ observation }) => observation), ...waiverLeaks(waivers)],
    waivers: waivers.map(({ read }) => read),
    approvals: approvals.map(({ read }) => read),
    ...(register ? { register: register.read } : {}),
    knobs: policy.value.knobs ?? {},
    policyPath,
  };
  const signed = [...approvals, ...(register ? [register] : [])];
  for (const files of [waivers, signed, evidence])
    for (const [path, digest] of documentDigests(files)) digests.set(path, digest);
  if (trust) digests.set(trust.path, trust.digest);
  digests.set(policyPath, policy.digest);
  digests.set(input.configPath, digestJson(config));
  const certification = certificationOf({
    platform: config.platform ?? 'platform',
    release,
    mode,
    now: input.now,
    policyPath,
    made,
    decision: decide(decided),
    tool,
    digests,
  });
  return { certification: redactCertification(certification, input.folders), decided, waivers, trust };
}

/** The candidate that lies there now, without judging anything. @throws AssayError as `certify` does */
export async function currentCandidate({ root, config, configPath }: CertifyInput): Promise<Candidate> {
  refuseRepeats(config, configPath);
  return candidateOf(await readPlatform(root, config));
}

function runIdentity(
  { release, mode, now }: CertifyInput,
  policy: Typed<Policy>,
  { plan, digest }: MadePlan,
  inputs: ReadonlyMap<string, string>,
): RunIdentity {
  const { candidate } = plan;
  const artifacts = candidate.artifacts.flatMap(({ name, digest: own }) =>
    own === null ? [] : [[name, own] as const],
  );
  return {
    release,
    mode,
    candidateDigest: candidate.digest,
    policyDigest: policy.digest,
    planDigest: digest,
    inputs: new Map(inputs),
    artifacts: new Map(artifacts),
    now,
    clockSkewSeconds: policy.value.knobs?.clockSkewSeconds ?? 300,
  };
}

async function judgeAll(
  runs: readonly PlannedRun[],
  context: EvidenceContext,
  progress: CertifyInput['progress'],
): Promise<Observation[]> {
  const seen: Observation[] = [];
  for (const planned of runs) {
    progress(`judging ${unitName(planned.ref)}`);
    seen.push(makeEvidence(planned, await runUnit(planned), context));
  }
  return seen;
}

async function folder<T>(path: string | undefined, read: (path: string) => Promise<T[]>): Promise<T[]> {
  return path === undefined ? [] : read(path);
}

/** A secret in a waiver blocks as one in evidence does. */
function waiverLeaks(waivers: readonly WaiverFile[]): Observation[] {
  return waivers.flatMap(({ leak }) => (leak ? [{ kind: 'broken', state: 'redaction-failed', ...leak }] : []));
}

function documentDigests(
  files: readonly { readonly shown: string; readonly fileDigest?: string }[],
): [string, string][] {
  return files.flatMap(({ shown, fileDigest }) => (fileDigest === undefined ? [] : [[shown, fileDigest]]));
}
