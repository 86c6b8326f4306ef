import type { DiffRule } from '../../diff-rule.ts';

/** Rules about the methods of two contracts. */
export const METHOD_DIFF_RULES: readonly DiffRule[] = [];
