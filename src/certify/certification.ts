import type { Decision } from '../decide/decide.ts';
import type { Certification, CertifiedFinding, CertifiedRequirement } from '../formats/generated/certification.ts';
import type { Tool } from '../formats/generated/plan.ts';
import { EXIT, type ExitName, worstExit } from '../model/errors.ts';
import { summarize } from '../model/finding.ts';
import { resourceList } from './digests.ts';
import type { MadePlan } from './plan.ts';

export interface CertificationInput {
  readonly platform: string;
  readonly release: string;
  readonly mode: Certification['mode'];
  readonly now: string;
  readonly nowSource: Certification['nowSource'];
  readonly policyPath: string;
  readonly made: Pick<MadePlan, 'plan' | 'digest'>;
  readonly decision: Decision;
  readonly tool: Tool;
  /** Digests of everything that was read, by path. */
  readonly digests: ReadonlyMap<string, string>;
  readonly previous?: NonNullable<Certification['previous']>;
  readonly source?: NonNullable<Certification['source']>;
}

/** The one document of a run: the decision and all that it was made from, in a fixed order of members. */
export function certificationOf(input: CertificationInput): Certification {
  const { made, decision, mode, now, nowSource, platform, release, tool } = input;
  const { requirements, waivers, findings, reportDigest, register, acceptedFindings } = decision;
  const { plan, digest } = made;
  return {
    kind: 'assay.certification',
    schemaVersion: 1,
    decision: decision.decision,
    exit: exitOf(decision),
    mode,
    now,
    nowSource,
    platform,
    release,
    tool,
    candidate: plan.candidate,
    policy: { name: input.policyPath, digest: plan.policyDigest },
    plan: { digest, units: plan.units.length },
    reportDigest,
    ...(register ? { register } : {}),
    ...(acceptedFindings ? { acceptedFindings } : {}),
    ...(input.previous ? { previous: input.previous } : {}),
    ...(input.source ? { source: input.source } : {}),
    inputs: resourceList(input.digests),
    summary: summaryOf(requirements, findings),
    requirements,
    waivers,
    findings,
  };
}

/** How the run ends, where nobody asks to tell go from go-with-waivers. */
export function exitOf({
  decision,
  requirements,
  findings,
}: Pick<Decision, 'decision' | 'requirements' | 'findings'>): Certification['exit'] {
  if (decision !== 'no-go') return exit('ok');
  // What blocks outside of any unit is the gate's own word; a unit's findings may be anybody's, and its state tells.
  const blocked = (ruleId: string): boolean =>
    findings.some((finding) => finding.ruleId === ruleId && finding.blocks && finding.unit === undefined);
  const leaked = blocked('evidence/redaction-failed') || requirements.some(({ state }) => state === 'redaction-failed');
  const names: Certification['exit']['name'][] = ['findings'];
  if (leaked) names.push('integrity');
  if (blocked('evidence/nothing-evaluated')) names.push('incomplete');
  const worst = worstExit(names.map((name) => EXIT[name]));
  return exit(names.find((name) => EXIT[name] === worst) ?? 'findings');
}

function exit(name: Certification['exit']['name'] & ExitName): Certification['exit'] {
  return { code: EXIT[name], name };
}

/** What is counted of a run. */
export function summaryOf(
  requirements: readonly CertifiedRequirement[],
  findings: readonly CertifiedFinding[],
): Certification['summary'] {
  const units = requirements.flatMap((requirement) => requirement.units);
  const blocking = new Set(units.filter(({ outcome }) => outcome === 'block').map(({ name }) => name));
  const accepted = findings.filter((finding) => finding.accepted).length;
  const outside = findings.filter(({ blocks, unit }) => blocks && (unit === undefined || !blocking.has(unit)));
  return {
    requirements: requirements.length,
    units: units.length,
    blocked: blocking.size + outside.length,
    waived: units.filter(({ outcome }) => outcome === 'waived').length,
    ...(accepted === 0 ? {} : { accepted }),
    ...summarize(findings),
  };
}

/** A certification in which a leak was found after the decision: what it says, and that it blocks. */
export function withLeak(certification: Certification, leak: CertifiedFinding): Certification {
  const findings = [...certification.findings, leak];
  const decided = { decision: 'no-go', requirements: certification.requirements, findings } as const;
  return {
    ...certification,
    decision: 'no-go',
    exit: exitOf(decided),
    summary: summaryOf(certification.requirements, findings),
    findings,
  };
}
