import type { Rule } from '../../../model/rule.ts';
import type { CompatInput } from '../../compat-input.ts';
import entryAppMismatch from './entry-app-mismatch.ts';
import entryVersionMismatch from './entry-version-mismatch.ts';

/** Rules about a catalog entry and the bundle that it names. */
export const CATALOG_RULES: readonly Rule<CompatInput>[] = [entryAppMismatch, entryVersionMismatch];
