import type { Rule } from '../../../model/rule.ts';
import type { ClientInput } from '../../client-input.ts';
import clientDrift from './client-drift.ts';

/** Rules about generated clients. */
export const SDK_RULES: readonly Rule<ClientInput>[] = [clientDrift];
