import type { Rule } from '../../model/rule.ts';
import type { ContractInput } from '../contract-input.ts';
import { CAPABILITY_RULES } from './capability/index.ts';
import { CONTRACT_RULES } from './contract/index.ts';
import { ENDPOINT_RULES } from './endpoint/index.ts';
import { LIFECYCLE_RULES } from './lifecycle/index.ts';

/** Every rule over one contract by itself. */
export const SINGLE_RULES: readonly Rule<ContractInput>[] = [
  ...CAPABILITY_RULES,
  ...CONTRACT_RULES,
  ...ENDPOINT_RULES,
  ...LIFECYCLE_RULES,
];

/** The rules that a contract must keep to be released at all; the rest says what could be better. */
export const RELEASE_RULES: readonly Rule<ContractInput>[] = SINGLE_RULES.filter(
  ({ severity }) => severity.default === 'error',
);
