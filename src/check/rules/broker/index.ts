import type { DiffRule } from '../../diff-rule.ts';
import majorAdded from './major-added.ts';
import majorRemoved from './major-removed.ts';
import majorSkipped from './major-skipped.ts';
import namespaceRemoved from './namespace-removed.ts';

/** Rules about the services of two contracts. */
export const BROKER_DIFF_RULES: readonly DiffRule[] = [majorAdded, majorRemoved, majorSkipped, namespaceRemoved];
