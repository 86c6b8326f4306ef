import type { Rule } from '../../../model/rule.ts';
import type { ClientInput } from '../../client-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import clientDrift from './client-drift.ts';

/** Rules about generated clients. */
export const SDK_RULES: readonly Rule<ClientInput>[] = [clientDrift];

/** Rules about what generated clients look like on two contracts. */
export const SDK_DIFF_RULES: readonly DiffRule[] = [];
