import type { DiffRule } from '../../diff-rule.ts';

/** Rules about the events of two contracts. */
export const EVENT_DIFF_RULES: readonly DiffRule[] = [];
