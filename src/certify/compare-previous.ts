import { OUTCOMES, STATES } from '../decide/states.ts';
import type {
  Certification,
  CertificationPrevious,
  CertifiedChange,
  CertifiedRequirement,
  CertifiedStanding,
} from '../formats/generated/certification.ts';

/** An earlier certification with the place that it was read from. */
export interface PreviousCertification {
  readonly certification: Certification;
  readonly digest: string;
  readonly shown: string;
}

/** What is otherwise than before, requirement by requirement; one that the mode turned off is not there. */
export function comparePrevious(
  { certification, digest, shown }: PreviousCertification,
  requirements: readonly CertifiedRequirement[],
): CertificationPrevious {
  const before = standings(certification.requirements);
  const after = standings(requirements);
  const ids = [...new Set([...after.keys(), ...before.keys()])];
  const changes = ids.flatMap((id) => changeOf(id, before.get(id), after.get(id)));
  return {
    path: shown,
    digest,
    release: certification.release,
    mode: certification.mode,
    decision: certification.decision,
    ruleSetDigest: certification.tool.ruleSetDigest,
    unchanged: ids.length - changes.length,
    changes,
  };
}

function standings(requirements: readonly CertifiedRequirement[]): Map<string, CertifiedStanding> {
  return new Map(
    requirements.flatMap(({ id, level, state, outcome }) =>
      level === 'off' || state === 'off' || outcome === 'off' ? [] : [[id, { level, state, outcome }] as const],
    ),
  );
}

function changeOf(
  requirement: string,
  before: CertifiedStanding | undefined,
  after: CertifiedStanding | undefined,
): CertifiedChange[] {
  if (before === undefined || after === undefined)
    return [
      {
        requirement,
        change: before === undefined ? 'new' : 'removed',
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
      },
    ];
  const step = rank(after) - rank(before);
  if (step === 0) return [];
  return [{ requirement, change: step < 0 ? 'regression' : 'improvement', before, after }];
}

/** Worse is less: first what it means for the decision, then what was found. */
function rank({ outcome, state }: CertifiedStanding): number {
  return OUTCOMES.indexOf(outcome) * STATES.length + STATES.indexOf(state);
}
