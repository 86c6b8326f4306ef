import { OUTCOMES, STATES } from '../decide/states.ts';
import type {
  Certification,
  CertificationPrevious,
  CertifiedChange,
  CertifiedRequirement,
  CertifiedStanding,
  PreviousDifference,
} from '../formats/generated/certification.ts';

import { canonicalJson } from '../model/json/canonical.ts';
import { plainJson } from './private-paths.ts';

/** An earlier certification with the place that it was read from. */
export interface PreviousCertification {
  readonly certification: Certification;
  readonly digest: string;
  readonly shown: string;
}

/** What is otherwise than before, requirement by requirement; one that the mode turned off is not there. */
export function comparePrevious(
  { certification, digest, shown }: PreviousCertification,
  { requirements, findings }: Pick<Certification, 'requirements' | 'findings'>,
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
    now: certification.now,
    candidateDigest: certification.candidate.digest,
    unchanged: ids.length - changes.length,
    changes,
    findings: compareFindings(certification, { requirements, findings }),
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

type Found = Pick<Certification, 'requirements' | 'findings'>;

/** What was not found before, is told otherwise, or is found no more. A finding is one by its unit and fingerprint. */
function compareFindings(before: Found, after: Found): NonNullable<CertificationPrevious['findings']> {
  const [then, now] = [saidOf(before), saidOf(after)];
  const changed = [...now].flatMap(([key, { unit, fingerprint, said }]): PreviousDifference[] => {
    const earlier = then.get(key);
    if (earlier?.said === said) return [];
    const state = earlier === undefined ? 'new' : 'updated';
    return [{ state, ...(unit === undefined ? {} : { unit }), ...(fingerprint === undefined ? {} : { fingerprint }) }];
  });
  return { changed, absent: before.findings.filter((finding) => !now.has(keyOf(finding.unit, finding.fingerprint))) };
}

interface Said {
  readonly unit: string | undefined;
  readonly fingerprint: string | undefined;
  /** All that is said of it, for comparison. */
  readonly said: string;
}

/** Every finding by what it is, and each unit in which nothing was found by its name alone. */
function saidOf({ requirements, findings }: Found): Map<string, Said> {
  const found = new Set(findings.map(({ unit }) => unit));
  const quiet = requirements
    .flatMap(({ units }) => units)
    .filter(({ name }) => !found.has(name))
    .map(({ name, state, outcome }) => [keyOf(name, undefined), said(name, undefined, { state, outcome })] as const);
  return new Map([
    ...findings.map((one) => [keyOf(one.unit, one.fingerprint), said(one.unit, one.fingerprint, { ...one })] as const),
    ...quiet,
  ]);
}

function said(unit: string | undefined, fingerprint: string | undefined, what: object): Said {
  return { unit, fingerprint, said: canonicalJson(plainJson(what)) };
}

function keyOf(unit: string | undefined, fingerprint: string | undefined): string {
  return JSON.stringify([unit ?? null, fingerprint ?? null]);
}
