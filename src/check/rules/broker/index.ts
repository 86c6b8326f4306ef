import type { DiffRule } from '../../diff-rule.ts';

/** Rules about the services of two contracts. */
export const BROKER_DIFF_RULES: readonly DiffRule[] = [];
