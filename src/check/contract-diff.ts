import type { LoadedContract } from '../contract/model.ts';
import { type Summary, summarize } from '../model/finding.ts';
import type { AppUse } from './app-use.ts';
import type { Change } from './change.ts';
import { type CompareSchemasOptions, compareSchemasOf } from './compare-schemas.ts';
import { diffInput } from './diff-input.ts';
import { categoriesOf, type Profile } from './diff-profile.ts';
import type { Bump, DiffRule } from './diff-rule.ts';
import { foldCauses } from './fold-causes.ts';
import { withImpact } from './impact.ts';
import { DIFF_RULES } from './rules/diff.ts';
import { compareChanges, type DiffOptions, requiredBump, runDiff } from './run-diff.ts';
import { type Severities, withSeverities } from './severities.ts';
import { singleChanges } from './single-changes.ts';

export interface ContractDiffOptions extends CompareSchemasOptions {
  /** What is undecided is an error, and every rule takes its strict severity. */
  readonly strict?: boolean;
  /** All unless told. */
  readonly profile?: Profile;
  /** Severities by rule id that a policy sets. */
  readonly severities?: Severities;
  /** Apps whose use of what changed is told. */
  readonly apps?: readonly AppUse[];
}

/** Everything that changed from one contract to another. */
export interface ContractDiff {
  /** In the order of kind and identity of the subject, then rule. */
  readonly changes: readonly Change[];
  /** How far a version of what is made from the contract must move. */
  readonly requiredBump: Bump;
  readonly summary: Summary;
}

/**
 * Compares two contracts by every rule there is: rules about both, and rules about one, or about a history, as far as
 * the current contract breaks them and the baseline did not. Pure; the same contracts give the same changes.
 */
export function diffContracts(
  baseline: LoadedContract,
  current: LoadedContract,
  options: ContractDiffOptions = {},
  rules: readonly DiffRule[] = DIFF_RULES,
): ContractDiff {
  const { strict = false, profile = 'all', severities, apps = [] } = options;
  const categories = categoriesOf(profile);
  const input = { ...diffInput(baseline, current, compareSchemasOf(current.contract, options)), apps };
  const diffOptions: DiffOptions & { readonly strict: boolean } = {
    strict,
    ...(categories === undefined ? {} : { categories }),
  };
  const found = [...runDiff(rules, input, diffOptions), ...singleChanges(baseline, current, diffOptions)].sort(
    compareChanges,
  );
  const changes = withImpact(foldCauses(withSeverities(found, severities)), input, apps);
  return { changes, requiredBump: requiredBump(changes), summary: summarize(changes) };
}
