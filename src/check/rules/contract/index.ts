import type { Rule } from '../../../model/rule.ts';
import type { BumpInput } from '../../bump-input.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import type { HistoryInput } from '../../history-input.ts';
import type { LintInput } from '../../lint-input.ts';
import apiVersionChanged from './api-version-changed.ts';
import danglingCapability from './dangling-capability.ts';
import danglingSchema from './dangling-schema.ts';
import descriptionMissing from './description-missing.ts';
import duplicateIdentity from './duplicate-identity.ts';
import emptySurface from './empty-surface.ts';
import exampleInvalid from './example-invalid.ts';
import exampleMissing from './example-missing.ts';
import nonCanonical from './non-canonical.ts';
import policyTextChanged from './policy-text-changed.ts';
import policyWeakened from './policy-weakened.ts';
import predecessorMismatch from './predecessor-mismatch.ts';
import predecessorMissing from './predecessor-missing.ts';
import sameVersionDifferentContent from './same-version-different-content.ts';
import schemaInvalid from './schema-invalid.ts';
import sinceInFuture from './since-in-future.ts';
import sinceMissingForNew from './since-missing-for-new.ts';
import sinceRewritten from './since-rewritten.ts';
import tombstoneMissing from './tombstone-missing.ts';
import tombstoneReused from './tombstone-reused.ts';
import unsatisfiableSchema from './unsatisfiable-schema.ts';
import versionBumpTooSmall from './version-bump-too-small.ts';
import versionBumpedWithoutChange from './version-bumped-without-change.ts';
import versionDecreased from './version-decreased.ts';
import versionGap from './version-gap.ts';
import versionMismatch from './version-mismatch.ts';

/** Rules about one contract. */
export const CONTRACT_RULES: readonly Rule<ContractInput>[] = [
  danglingCapability,
  danglingSchema,
  duplicateIdentity,
  emptySurface,
  schemaInvalid,
  sinceInFuture,
  unsatisfiableSchema,
];

/** Rules of style about the descriptors of one contract. */
export const CONTRACT_LINT_RULES: readonly Rule<LintInput>[] = [descriptionMissing, exampleInvalid, exampleMissing];

/** Rules about a contract's history. */
export const HISTORY_RULES: readonly Rule<HistoryInput>[] = [
  nonCanonical,
  predecessorMismatch,
  sameVersionDifferentContent,
  sinceRewritten,
  tombstoneReused,
  versionDecreased,
  versionGap,
  versionMismatch,
];

/** Rules about a history that holds everything released: not about two contracts that someone compares. */
export const WHOLE_HISTORY_RULES: readonly Rule<HistoryInput>[] = [predecessorMissing];

/** Rules about the envelopes of two contracts. */
export const CONTRACT_DIFF_RULES: readonly DiffRule[] = [
  apiVersionChanged,
  policyTextChanged,
  policyWeakened,
  sinceMissingForNew,
  tombstoneMissing,
  versionBumpedWithoutChange,
];

/** Rules about the versions that are said to cover a comparison. */
export const BUMP_RULES: readonly Rule<BumpInput>[] = [versionBumpTooSmall];
