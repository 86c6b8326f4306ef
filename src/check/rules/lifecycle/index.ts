import type { DiffRule } from '../../diff-rule.ts';

/** Rules about how stability and announcements moved between two contracts. */
export const LIFECYCLE_DIFF_RULES: readonly DiffRule[] = [];
