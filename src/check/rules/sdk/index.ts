import type { Rule } from '../../../model/rule.ts';
import type { ClientInput } from '../../client-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import clientDrift from './client-drift.ts';
import inputRequiredToOptional from './input-required-to-optional.ts';
import outputOptionalToRequired from './output-optional-to-required.ts';
import outputPropertyRemovedOptional from './output-property-removed-optional.ts';
import propertyNameCollision from './property-name-collision.ts';
import typeNameChanged from './type-name-changed.ts';

/** Rules about generated clients. */
export const SDK_RULES: readonly Rule<ClientInput>[] = [clientDrift];

/** Rules about what generated clients look like on two contracts. */
export const SDK_DIFF_RULES: readonly DiffRule[] = [
  inputRequiredToOptional,
  outputOptionalToRequired,
  outputPropertyRemovedOptional,
  propertyNameCollision,
  typeNameChanged,
];
