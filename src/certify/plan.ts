import type { PlannedRequirement } from '../decide/judge-requirement.ts';
import type { UnitRef } from '../decide/unit.ts';
import type { Resource } from '../formats/generated/evidence.ts';
import type { Candidate, Plan, PlanUnit, Tool } from '../formats/generated/plan.ts';
import type { Policy, PolicyRequirement } from '../formats/generated/policy.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';
import type { Platform } from './platform.ts';
import type { RunnerOptions, RunnerUnit, UnitResult } from './runner.ts';
import { RUNNERS } from './runners/index.ts';

export type Mode = Plan['release']['mode'];

/** One unit that this run makes the evidence of. */
export interface PlannedRun {
  readonly ref: UnitRef;
  readonly unit: RunnerUnit;
  readonly options: RunnerOptions;
  readonly inputs: readonly Resource[];
}

export interface PlanInput {
  readonly policy: Policy;
  readonly policyDigest: Digest;
  /** The place of a requirement by its index. */
  locate(pointer: string): Location;
  readonly platform: Platform;
  readonly candidate: Candidate;
  /** Digests of everything that was read, by path. */
  readonly digests: ReadonlyMap<string, string>;
  readonly release: string;
  readonly mode: Mode;
  /** Judge strictly whatever the mode. */
  readonly strict: boolean;
  readonly tool: Tool;
  /** Runs the command of a requirement, or says why it does not. */
  exec(requirement: PolicyRequirement): Promise<UnitResult>;
}

export interface MadePlan {
  readonly plan: Plan;
  readonly digest: Digest;
  readonly requirements: readonly PlannedRequirement[];
  readonly runs: readonly PlannedRun[];
  /** What could be judged of the platform, and no requirement of this mode asks for. */
  readonly unasked: readonly UnaskedRunner[];
}

/** A runner that no requirement names, with how many things it would judge. */
export interface UnaskedRunner {
  readonly run: string;
  readonly units: number;
}

/** Everything that must be judged in this mode, before anything is: what is not here later can't be missed. */
export function makePlan(input: PlanInput): MadePlan {
  const planned = input.policy.requirements.map((policy, index) => planRequirement(policy, index, input));
  const plan: Plan = {
    kind: 'assay.plan',
    schemaVersion: 1,
    release: { id: input.release, mode: input.mode },
    candidate: input.candidate,
    policyDigest: input.policyDigest,
    tool: input.tool,
    units: planned.flatMap(({ units }) => units),
  };
  return {
    plan,
    digest: digestJson(plan),
    requirements: planned.map(({ requirement }) => requirement),
    runs: planned.flatMap(({ runs }) => runs),
    unasked: unaskedRunners(input),
  };
}

function unaskedRunners({ policy, mode, platform }: PlanInput): UnaskedRunner[] {
  const asked = new Set(policy.requirements.flatMap(({ run, levels }) => (levels[mode] === 'off' ? [] : [run])));
  return RUNNERS.filter(({ name }) => !asked.has(name))
    .map((runner) => ({ run: runner.name, units: runner.units(platform).length }))
    .filter(({ units }) => units > 0);
}

interface RequirementPlan {
  readonly requirement: PlannedRequirement;
  readonly runs: readonly PlannedRun[];
  readonly units: readonly PlanUnit[];
}

function planRequirement(policy: PolicyRequirement, index: number, input: PlanInput): RequirementPlan {
  const level = policy.levels[input.mode];
  const location = input.locate(`/requirements/${index}`);
  if (level === 'off') return { requirement: { policy, level, location, units: [] }, runs: [], units: [] };
  const { run } = policy;
  if (run === 'evidence')
    return {
      requirement: { policy, level, location, units: [{}] },
      runs: [],
      units: [{ evidenceId: policy.id, run, inputs: [] }],
    };
  const options = {
    strict: input.strict || (policy.strict ?? STRICT_MODES).includes(input.mode),
    requireApiMetadata: policy.requireApiMetadata ?? false,
    severities: input.policy.severities ?? {},
  };
  if (run === 'exec') {
    const names = input.candidate.artifacts.map(({ name }) => name);
    const judge = (): Promise<UnitResult> => input.exec(policy);
    const unit: RunnerUnit = { subjects: names, inputs: names, judge };
    const inputs = resources(names, input.digests);
    return {
      requirement: { policy, level, location, units: [{}] },
      runs: [{ ref: { evidenceId: policy.id }, unit, options, inputs }],
      units: [{ evidenceId: policy.id, run, inputs: [...inputs] }],
    };
  }
  const runner = RUNNERS.find(({ name }) => name === run);
  const runs = (runner?.units(input.platform) ?? []).map((unit): PlannedRun => {
    const ref = { evidenceId: policy.id, ...(unit.target ? { target: unit.target } : {}) };
    return { ref, unit, options, inputs: resources(unit.inputs, input.digests) };
  });
  return {
    requirement: { policy, level, location, units: runs.map(({ ref: { target } }) => (target ? { target } : {})) },
    runs,
    units: runs.map(({ ref: { evidenceId, target }, inputs }) => ({
      evidenceId,
      ...(target ? { target } : {}),
      run,
      strict: options.strict,
      inputs: [...inputs],
    })),
  };
}

const STRICT_MODES: readonly Mode[] = ['release-candidate', 'production'];

function resources(paths: readonly string[], digests: ReadonlyMap<string, string>): Resource[] {
  return paths.flatMap((name) => {
    const digest = digests.get(name);
    return digest === undefined ? [] : [{ name, digest }];
  });
}
