import type { DiffRule } from '../diff-rule.ts';
import { BROKER_DIFF_RULES } from './broker/index.ts';
import { CAPABILITY_DIFF_RULES } from './capability/index.ts';
import { CONTRACT_DIFF_RULES } from './contract/index.ts';
import { ENDPOINT_DIFF_RULES } from './endpoint/index.ts';
import { EVENT_DIFF_RULES } from './event/index.ts';
import { LIFECYCLE_DIFF_RULES } from './lifecycle/index.ts';
import { METHOD_DIFF_RULES } from './method/index.ts';
import { SDK_DIFF_RULES } from './sdk/index.ts';

/** Every rule over two contracts. */
export const DIFF_RULES: readonly DiffRule[] = [
  ...BROKER_DIFF_RULES,
  ...CAPABILITY_DIFF_RULES,
  ...CONTRACT_DIFF_RULES,
  ...ENDPOINT_DIFF_RULES,
  ...EVENT_DIFF_RULES,
  ...LIFECYCLE_DIFF_RULES,
  ...METHOD_DIFF_RULES,
  ...SDK_DIFF_RULES,
];
