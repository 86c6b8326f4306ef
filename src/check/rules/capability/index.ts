import type { Rule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import type { LintInput } from '../../lint-input.ts';
import added from './added.ts';
import audienceNarrowed from './audience-narrowed.ts';
import audienceWidened from './audience-widened.ts';
import descriptionChanged from './description-changed.ts';
import nameStyle from './name-style.ts';
import reclassified from './reclassified.ts';
import removed from './removed.ts';
import renamed from './renamed.ts';
import scopeExpanded from './scope-expanded.ts';
import scopeNarrowed from './scope-narrowed.ts';
import sensitivityLowered from './sensitivity-lowered.ts';
import sensitivityRaised from './sensitivity-raised.ts';
import unused from './unused.ts';

/** Rules about the capabilities of one contract. */
export const CAPABILITY_RULES: readonly Rule<ContractInput>[] = [unused];

/** Rules of style about the capabilities of one contract. */
export const CAPABILITY_LINT_RULES: readonly Rule<LintInput>[] = [nameStyle];

/** Rules about the capabilities of two contracts. */
export const CAPABILITY_DIFF_RULES: readonly DiffRule[] = [
  added,
  audienceNarrowed,
  audienceWidened,
  descriptionChanged,
  reclassified,
  removed,
  renamed,
  scopeExpanded,
  scopeNarrowed,
  sensitivityLowered,
  sensitivityRaised,
];
