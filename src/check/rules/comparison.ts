import type { Rule } from '../../model/rule.ts';
import { HISTORY_RULES } from './contract/index.ts';
import { DIFF_RULES } from './diff.ts';
import { SINGLE_RULES } from './single.ts';

/** Every rule that a comparison of two contracts asks: about both, about the current one, and about its place after the other. */
export const COMPARISON_RULES: readonly Omit<Rule<never>, 'check' | 'scope'>[] = [
  ...DIFF_RULES,
  ...SINGLE_RULES,
  ...HISTORY_RULES,
];
