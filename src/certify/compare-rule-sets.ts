import { decide } from '../decide/decide.ts';
import type { Observation } from '../decide/observation.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import type { Certification, CertifiedFinding } from '../formats/generated/certification.ts';
import type { RuleChanges, RuleSetComparison, RuleSetSide } from '../formats/generated/rule-set-comparison.ts';
import { digestJson } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { exitOf, summaryOf } from './certification.ts';
import { certifyRun } from './certify.ts';
import { comparePrevious } from './compare-previous.ts';
import type { CertifyInput } from './input.ts';
import { readCertification } from './read-certification.ts';
import { redactCertification } from './redact-certification.ts';

/**
 * What the rules of this version find otherwise of what another version certified, as if the policy pinned none. Evidence
 * that was made for the other version's plan counts as if it were for this one: it is of the same candidate.
 * @param rules what is otherwise in the rules themselves, where somebody has a list of those before
 * @throws AssayError rule-sets-other-input (input) where the certification is not of what lies here, those of certify and
 * readCertification
 */
export async function compareRuleSets(
  input: CertifyInput,
  saved: { readonly file: string; readonly shown: string },
  rules?: RuleChanges,
): Promise<RuleSetComparison> {
  const { file, shown } = saved;
  const before = await readCertification(file, shown);
  const previous = { certification: before, digest: digestJson(before), shown };
  const { decided, certification, policy } = await certifyRun(input);
  refuseOther(before, certification, shown);
  const { planDigest } = decided.run;
  const evidence = decided.evidence
    .filter((seen) => seen.kind === 'document' || seen.ruleId !== PREVIOUS_RULES.ruleSet.id)
    .map((seen) => ofPlan(seen, before.plan.digest, planDigest));
  const decision = decide({ ...decided, evidence });
  const { requirements, findings } = decision;
  const after = redactCertification(
    { ...certification, ...decision, exit: exitOf(decision), summary: summaryOf(requirements, findings) },
    input.folders,
  );
  const { unchanged, changes, findings: compared = { changed: [], absent: [] } } = comparePrevious(previous, after);
  const named = (state: 'new' | 'updated'): CertifiedFinding[] =>
    after.findings.filter(({ unit, fingerprint }) =>
      compared.changed.some((one) => one.state === state && one.unit === unit && one.fingerprint === fingerprint),
    );
  return {
    kind: 'assay.rule-set-comparison',
    schemaVersion: 1,
    path: shown,
    ...(policy.ruleSet === undefined ? {} : { pinned: policy.ruleSet }),
    before: sideOf(before),
    after: sideOf(after),
    unchanged,
    changes,
    added: named('new'),
    gone: compared.absent,
    updated: named('updated'),
    ...(rules === undefined ? {} : { rules }),
  };
}

/** Where anything else is otherwise, nobody could say what the rules change. */
function refuseOther(before: Certification, now: Certification, shown: string): void {
  const pairs = [
    ['release', before.release, now.release],
    ['mode', before.mode, now.mode],
    ['candidate', before.candidate.digest, now.candidate.digest],
    ['policy', before.policy.digest, now.policy.digest],
  ] as const;
  const other = pairs.find(([, then, here]) => then !== here);
  if (other === undefined) return;
  throw inputError(
    'rule-sets-other-input',
    `${shown} is of another ${other[0]}: ${other[1]}, and here is ${other[2]}`,
    'certify what lies here with the version that the policy pins, and compare with that',
    { path: shown },
  );
}

function ofPlan(seen: Observation, before: string, now: string): Observation {
  if (seen.kind !== 'document' || seen.evidence.release.planDigest !== before) return seen;
  return { ...seen, evidence: { ...seen.evidence, release: { ...seen.evidence.release, planDigest: now } } };
}

function sideOf({ tool, decision }: Certification): RuleSetSide {
  return { version: tool.version, ruleSetDigest: tool.ruleSetDigest, decision };
}
