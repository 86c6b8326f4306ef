import type { DiffRule } from '../../diff-rule.ts';
import added from './added.ts';
import removed from './removed.ts';

/** Rules about the capabilities of two contracts. */
export const CAPABILITY_DIFF_RULES: readonly DiffRule[] = [added, removed];
