import type { ReadAccepted } from '../src/decide/accepted.ts';
import type { ReadApproval, ReadRegister } from '../src/decide/approval.ts';
import { type DecideInput, type Decision, decide } from '../src/decide/decide.ts';
import type { Observation, RunIdentity } from '../src/decide/observation.ts';
import type { ReadWaiver } from '../src/decide/read-waiver.ts';
import type { Level } from '../src/decide/states.ts';
import type { PolicyKnobs, PolicyRequirement } from '../src/formats/generated/policy.ts';
import {
  digest,
  document,
  evidence,
  evidenceInState,
  NOW,
  RUN,
  readWaiver,
  requirement,
  waiver,
  withApprovals,
} from './gate-fixtures.ts';

export interface Case {
  readonly state?: string;
  readonly evidence?: readonly Observation[];
  readonly level?: Level | 'off';
  readonly policy?: Partial<PolicyRequirement>;
  readonly waivers?: readonly ReadWaiver[];
  /** Enough for every waiver unless told. */
  readonly approvals?: readonly ReadApproval[];
  readonly register?: ReadRegister;
  readonly accepted?: ReadAccepted;
  readonly knobs?: PolicyKnobs;
  readonly run?: Partial<RunIdentity>;
}

/** Decides over one requirement `scan` with one unit. A second requirement that passes keeps the run from being empty. */
export function decideOne(one: Case): Decision {
  const units = [{}];
  const location = { path: 'policy.yaml', pointer: '/requirements/0' };
  const input: Omit<DecideInput, 'approvals'> = {
    run: { ...RUN, ...one.run },
    requirements: [
      { policy: requirement('scan', one.policy), level: one.level ?? 'required', location, units },
      { policy: requirement('other'), level: 'required', location, units },
    ],
    evidence: [
      ...(one.evidence ?? evidenceInState(one.state ?? 'pass', 'scan')),
      document(evidence('other', releaseOf(one.run))),
    ],
    waivers: one.waivers ?? [],
    ...(one.register ? { register: one.register } : {}),
    ...(one.accepted ? { accepted: one.accepted } : {}),
    knobs: one.knobs ?? {},
    policyPath: 'policy.yaml',
  };
  return decide(one.approvals ? { ...input, approvals: one.approvals } : withApprovals(input));
}

function releaseOf(run: Partial<RunIdentity> = {}): { release: ReturnType<typeof evidence>['release'] } {
  const { mode = RUN.mode } = run;
  return { release: { ...evidence('other').release, mode } };
}

/** Rule ids of a decision's findings, in order. */
export const ids = (decision: Decision): string[] => decision.findings.map(({ ruleId }) => ruleId);
/** The requirement `scan` as decided. */
export const scan = (decision: Decision) => decision.requirements.find(({ id }) => id === 'scan');

/** A waiver with exactly one fault, by the state in which it must be found. */
export const FAULTS: Readonly<Record<string, (id: string) => ReadWaiver>> = {
  malformed: () => ({ location: { path: 'waivers/bad.json' }, reason: 'is not JSON' }),
  'wrong-release': (id) => readWaiver(waiver(id, { release: { id: '2031.4', modes: ['release-candidate'] } })),
  'wrong-mode': (id) =>
    readWaiver(
      waiver(id, { release: { id: RUN.release, modes: ['production'], candidateDigest: RUN.candidateDigest } }),
    ),
  'wrong-candidate': (id) =>
    readWaiver(
      waiver(id, { release: { id: RUN.release, modes: ['release-candidate'], candidateDigest: digest('x') } }),
    ),
  'not-yet-valid': (id) => readWaiver(waiver(id, { notBefore: '2031-05-10T12:00:01Z' })),
  expired: (id) => readWaiver(waiver(id, { expiresAt: NOW })),
  'too-long': (id) => readWaiver(waiver(id, { expiresAt: '2031-06-09T00:00:01Z' })),
};
