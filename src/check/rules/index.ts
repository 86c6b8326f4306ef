import type { Rule } from '../../model/rule.ts';
import type { DiffRule } from '../diff-rule.ts';
import { BROKER_RULES, PLAN_RULES } from './broker/index.ts';
import { BUNDLE_RULES } from './bundle/index.ts';
import { CAPABILITY_RULES } from './capability/index.ts';
import { CATALOG_DIFF_RULES, CATALOG_RULES, WHOLE_CATALOG_RULES } from './catalog/index.ts';
import { COMPAT_RULES } from './compat/index.ts';
import { BUMP_RULES, CONTRACT_RULES, HISTORY_RULES, WHOLE_HISTORY_RULES } from './contract/index.ts';
import { DIFF_RULES } from './diff.ts';
import { ENDPOINT_RULES } from './endpoint/index.ts';
import { LIFECYCLE_RULES } from './lifecycle/index.ts';
import { LINT_RULES } from './lint.ts';
import { MANIFEST_RULES } from './manifest/index.ts';
import { REPOSITORY_RULES } from './repository/index.ts';
import { SDK_RULES } from './sdk/index.ts';
import { TRUST_RULES } from './trust/index.ts';

/** What a rule says of itself, whatever it is asked about: for `assay explain` and the reference. */
export type RuleInfo = Omit<Rule<never>, 'check'> &
  Partial<Pick<DiffRule, 'category' | 'experimental' | 'restricted' | 'bump'>>;

/** The rules of every area. A run imports only the areas that it needs. */
export const ALL_RULES: readonly RuleInfo[] = [
  ...BROKER_RULES,
  ...PLAN_RULES,
  ...BUNDLE_RULES,
  ...CAPABILITY_RULES,
  ...CATALOG_RULES,
  ...WHOLE_CATALOG_RULES,
  ...CATALOG_DIFF_RULES,
  ...COMPAT_RULES,
  ...CONTRACT_RULES,
  ...HISTORY_RULES,
  ...WHOLE_HISTORY_RULES,
  ...BUMP_RULES,
  ...ENDPOINT_RULES,
  ...LIFECYCLE_RULES,
  ...LINT_RULES,
  ...MANIFEST_RULES,
  ...REPOSITORY_RULES,
  ...SDK_RULES,
  ...TRUST_RULES,
  ...DIFF_RULES,
];
