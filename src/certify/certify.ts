import { join } from 'node:path';
import { type DecideInput, decide } from '../decide/decide.ts';
import type { Observation } from '../decide/observation.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { Tool } from '../formats/generated/plan.ts';
import type { Policy } from '../formats/generated/policy.ts';
import { digestJson } from '../model/digest.ts';
import { isThere, readAccepted } from './accepted/read-accepted.ts';
import { belowFloor } from './below-floor.ts';
import { certificationOf } from './certification.ts';
import type { CertifiedRun } from './certified-run.ts';
import { comparePrevious } from './compare-previous.ts';
import type { CertifyInput } from './input.ts';
import { type Gather, judgeAll } from './judge-all.ts';
import { movedBackward } from './moved-backward.ts';
import { type Prepared, prepare } from './prepare.ts';
import { memoryOf } from './previous-memory.ts';
import { readApprovals, readRegister } from './read-approvals.ts';
import { readEvidence } from './read-evidence.ts';
import { readPrevious } from './read-previous.ts';
import { readWaivers, type WaiverFile } from './read-waivers.ts';
import { redactCertification } from './redact-certification.ts';
import { unreadArtifacts } from './unread-artifacts.ts';

/**
 * Certifies a platform on this machine: reads it, plans, judges every planned unit, gathers the evidence of others,
 * decides, and gives the document that every report is made from.
 * @throws AssayError of kind input for a policy or a folder that can't be read and for what is listed twice, of kind integrity where a report could not be made
 * without a secret, of kind environment
 */
export async function certify(input: CertifyInput): Promise<Certification> {
  return (await certifyRun(input)).certification;
}

/** Certifies as `certify` does. @throws AssayError as `certify` does */
export async function certifyRun(input: CertifyInput): Promise<CertifiedRun> {
  return certifyPrepared(input, await prepare(input), judgeAll);
}

/**
 * Certifies what is prepared: release and mode are those that it was planned for.
 * @param gather how the run comes by the evidence of its own units @throws AssayError as `certify` does
 */
export async function certifyPrepared(input: CertifyInput, prepared: Prepared, gather: Gather): Promise<CertifiedRun> {
  const { root, config, policyPath } = input;
  const { policy, tool, made, run, trust } = prepared;
  const { release, mode } = run;
  const own = await gather(prepared, input);
  const passedOver = (path: string): void =>
    input.progress(`${path} is passed over: only .json, .yaml and .yml files of the folder itself are read`);
  const waivers = await folder(config.waivers, (path) => readWaivers(join(root, path), path, passedOver));
  const approvals = await folder(config.approvals, async (path) =>
    readApprovals(join(root, path), path, trust, passedOver),
  );
  const register =
    config.register && readRegister({ file: join(root, config.register), shown: config.register }, trust);
  const evidence = await folder(config.evidence, (path) =>
    readEvidence(join(root, path), path, input.folders, trust, passedOver),
  );
  const accepted =
    config.acceptedFindings === undefined || !isThere(join(root, config.acceptedFindings))
      ? undefined
      : readAccepted(
          { file: join(root, config.acceptedFindings), shown: config.acceptedFindings },
          { platform: config.platform ?? 'platform', trust },
        );
  const seen = [
    ...own,
    ...evidence.map(({ observation }) => observation),
    ...waiverLeaks(waivers),
    ...unreadArtifacts(prepared),
  ];
  const platform = config.platform ?? 'platform';
  const previous =
    input.previous && (await readPrevious(input.previous, { trust, platform, run, knobs: policy.value.knobs ?? {} }));
  const backward = previous
    ? movedBackward(previous, {
        release,
        mode,
        policyPath,
        requirements: policy.value.requirements,
        evidence: seen,
        waivers: waivers.map(({ read }) => read),
        register: register ? register.read : undefined,
        accepted: accepted?.read,
      })
    : [];
  const floors = belowFloor(trust, {
    release,
    platform,
    register: register ? register.read : undefined,
    accepted: accepted?.read,
  });
  const decided: DecideInput = {
    run,
    requirements: made.requirements,
    evidence: [...seen, ...backward, ...floors, ...otherRuleSet(policy.value, tool, policyPath)],
    waivers: waivers.map(({ read }) => read),
    approvals: approvals.map(({ read }) => read),
    ...(register ? { register: register.read } : {}),
    ...(accepted ? { accepted: accepted.read } : {}),
    knobs: policy.value.knobs ?? {},
    policyPath,
  };
  const digests = new Map(prepared.digests);
  const signed = [...approvals, ...(register ? [register] : []), ...(accepted ? [accepted] : [])];
  for (const files of [waivers, signed, evidence])
    for (const [path, digest] of documentDigests(files)) digests.set(path, digest);
  if (trust) digests.set(trust.path, trust.digest);
  digests.set(policyPath, policy.digest);
  digests.set(input.configPath, digestJson(config));
  const decision = decide(decided);
  const certification = certificationOf({
    platform,
    release,
    mode,
    now: input.now,
    nowSource: input.nowSource,
    policyPath,
    made,
    decision,
    tool,
    digests,
    ...(input.source ? { source: input.source } : {}),
    ...(previous
      ? { previous: { ...comparePrevious(previous, decision), remembered: memoryOf(previous.certification) } }
      : {}),
  });
  return {
    certification: redactCertification(certification, input.folders),
    decided,
    waivers,
    trust,
    accepted: accepted?.lines ?? [],
    policy: policy.value,
    plan: made.plan,
  };
}

/** Rules other than the policy pins decide nothing: what they let pass, nobody agreed to. */
function otherRuleSet({ ruleSet }: Policy, { ruleSetDigest, version }: Tool, policyPath: string): Observation[] {
  if (ruleSet === undefined || ruleSet === ruleSetDigest) return [];
  const reason = `the policy pins the rule set ${ruleSet}, and assay ${version} has ${ruleSetDigest}: \`assay certify --compare-rulesets\` shows what would change`;
  const location = { path: policyPath, pointer: '/ruleSet' };
  return [{ kind: 'broken', state: 'untrusted', reason, location, ruleId: PREVIOUS_RULES.ruleSet.id }];
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
