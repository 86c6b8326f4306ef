import type { Rule } from '../../model/rule.ts';
import type { LintInput } from '../lint-input.ts';
import { CAPABILITY_LINT_RULES } from './capability/index.ts';
import { CONTRACT_LINT_RULES } from './contract/index.ts';
import { ENDPOINT_LINT_RULES } from './endpoint/index.ts';

/** Rules of style and of routes: a contract may be released against them, so only `api lint` asks them. */
export const LINT_RULES: readonly Rule<LintInput>[] = [
  ...CAPABILITY_LINT_RULES,
  ...CONTRACT_LINT_RULES,
  ...ENDPOINT_LINT_RULES,
];
