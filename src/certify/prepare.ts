import { join } from 'node:path';
import type { RunIdentity } from '../decide/observation.ts';
import type { Candidate, Tool } from '../formats/generated/plan.ts';
import type { Policy } from '../formats/generated/policy.ts';
import { candidateOf } from './candidate.ts';
import { platformDigests } from './digests.ts';
import type { CertifyInput } from './input.ts';
import { type MadePlan, makePlan } from './plan.ts';
import { readExec } from './read-exec.ts';
import { readPlatform } from './read-platform.ts';
import { readPolicy } from './read-policy.ts';
import { type DocumentedTrust, readTrust } from './read-trust.ts';
import type { Typed } from './read-typed.ts';
import { refuseRepeats } from './refuse-repeats.ts';
import { ruleSetDigest } from './rule-set.ts';

/** A run before anything is judged: what there is, and what must be judged of it. */
export interface Prepared {
  readonly policy: Typed<Policy>;
  readonly candidate: Candidate;
  readonly tool: Tool;
  /** Digests of everything of the platform that was read, by path. */
  readonly digests: ReadonlyMap<string, string>;
  readonly made: MadePlan;
  readonly run: RunIdentity;
  /** Who may sign what; absent where the configuration names no trust document. */
  readonly trust: DocumentedTrust | undefined;
}

/**
 * Reads policy and platform, and plans.
 * @throws AssayError of kind input for a policy that can't be read and for what is listed twice, of kind environment, and
 * those of readTrust
 */
export async function prepare(input: CertifyInput): Promise<Prepared> {
  const { root, config, policyPath, mode, release } = input;
  refuseRepeats(config, input.configPath);
  const policy = await readPolicy(join(root, policyPath), policyPath);
  const platform = await readPlatform(root, config, input.now);
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
    exec: (requirement) => readExec(requirement, input),
  });
  const trust = readTrust(root, config.trust, input.now);
  return { policy, candidate, tool, digests, made, run: runIdentity(input, policy, made, digests), trust };
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
