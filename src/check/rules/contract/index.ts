import type { Rule } from '../../../model/rule.ts';
import type { BumpInput } from '../../bump-input.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import type { HistoryInput } from '../../history-input.ts';
import danglingCapability from './dangling-capability.ts';
import duplicateIdentity from './duplicate-identity.ts';
import emptySurface from './empty-surface.ts';
import sameVersionDifferentContent from './same-version-different-content.ts';
import sinceInFuture from './since-in-future.ts';
import sinceRewritten from './since-rewritten.ts';
import versionBumpTooSmall from './version-bump-too-small.ts';
import versionGap from './version-gap.ts';
import versionMismatch from './version-mismatch.ts';

/** Rules about one contract. */
export const CONTRACT_RULES: readonly Rule<ContractInput>[] = [
  danglingCapability,
  duplicateIdentity,
  emptySurface,
  sinceInFuture,
];

/** Rules about a contract's history. */
export const HISTORY_RULES: readonly Rule<HistoryInput>[] = [
  sameVersionDifferentContent,
  sinceRewritten,
  versionGap,
  versionMismatch,
];

/** Rules about the envelopes of two contracts. */
export const CONTRACT_DIFF_RULES: readonly DiffRule[] = [];

/** Rules about the versions that are said to cover a comparison. */
export const BUMP_RULES: readonly Rule<BumpInput>[] = [versionBumpTooSmall];
