import type { Rule } from '../../model/rule.ts';
import type { EntryInput } from '../compat-input.ts';
import { CATALOG_RULES } from './catalog/index.ts';
import apiCompatibilityMismatch from './compat/catalog-api-compatibility-mismatch.ts';
import targetStabilityMismatch from './compat/catalog-api-target-stability-mismatch.ts';
import permissionMismatch from './compat/catalog-permission-mismatch.ts';

/** Every rule that compares a catalog entry with its bundle, whatever contract there is. */
export const ENTRY_RULES: readonly Rule<EntryInput>[] = [
  apiCompatibilityMismatch,
  targetStabilityMismatch,
  permissionMismatch,
  ...CATALOG_RULES,
];
