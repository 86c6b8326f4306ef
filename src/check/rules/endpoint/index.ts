import type { Rule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import unreachable from './unreachable.ts';

/** Rules about the endpoints of one contract. */
export const ENDPOINT_RULES: readonly Rule<ContractInput>[] = [unreachable];

/** Rules about the endpoints of two contracts. */
export const ENDPOINT_DIFF_RULES: readonly DiffRule[] = [];
