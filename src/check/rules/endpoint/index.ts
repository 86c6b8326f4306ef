import type { Rule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import unreachable from './unreachable.ts';

/** Rules about the endpoints of one contract. */
export const ENDPOINT_RULES: readonly Rule<ContractInput>[] = [unreachable];
