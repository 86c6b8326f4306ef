import type { Rule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import announcementTooLate from './announcement-too-late.ts';
import baselineDefinitionChanged from './baseline-definition-changed.ts';
import baselineDescriptorMissing from './baseline-descriptor-missing.ts';
import baselineDescriptorRestricted from './baseline-descriptor-restricted.ts';
import baselineDescriptorTooNew from './baseline-descriptor-too-new.ts';
import baselineHistoryRewritten from './baseline-history-rewritten.ts';
import baselineIdentityChanged from './baseline-identity-changed.ts';
import baselineMetadataMissing from './baseline-metadata-missing.ts';
import baselineSemanticsChanged from './baseline-semantics-changed.ts';
import baselineVersionIncomplete from './baseline-version-incomplete.ts';
import clockReset from './clock-reset.ts';
import dependsOnDeprecated from './depends-on-deprecated.ts';
import deprecatedSinceInvalid from './deprecated-since-invalid.ts';
import deprecationAnnounced from './deprecation-announced.ts';
import deprecationWindowTooShort from './deprecation-window-too-short.ts';
import experimentalTooOld from './experimental-too-old.ts';
import introducedDeprecated from './introduced-deprecated.ts';
import overdue from './overdue.ts';
import reactivated from './reactivated.ts';
import removalAnnounced from './removal-announced.ts';
import removalMovedEarlier from './removal-moved-earlier.ts';
import removalMovedLater from './removal-moved-later.ts';
import removalUnset from './removal-unset.ts';
import removalVersionMissing from './removal-version-missing.ts';
import removedBeforeRemovalVersion from './removed-before-removal-version.ts';
import removedWithoutDeprecation from './removed-without-deprecation.ts';
import replacementCycle from './replacement-cycle.ts';
import replacementLessStable from './replacement-less-stable.ts';
import replacementMissing from './replacement-missing.ts';
import replacementNotSuperset from './replacement-not-superset.ts';
import replacementUnknown from './replacement-unknown.ts';
import replacementWithoutOverlap from './replacement-without-overlap.ts';
import stabilityChangedWithoutVersionBump from './stability-changed-without-version-bump.ts';
import stabilityLowered from './stability-lowered.ts';
import stabilityRaised from './stability-raised.ts';
import stableWithoutExperimental from './stable-without-experimental.ts';
import windowMetadataMissing from './window-metadata-missing.ts';

/** Rules about the lives of what one contract describes. */
export const LIFECYCLE_RULES: readonly Rule<ContractInput>[] = [
  baselineDescriptorMissing,
  baselineDescriptorRestricted,
  baselineDescriptorTooNew,
  baselineVersionIncomplete,
  dependsOnDeprecated,
  deprecatedSinceInvalid,
  experimentalTooOld,
  overdue,
  removalVersionMissing,
  replacementCycle,
  replacementMissing,
  replacementNotSuperset,
  replacementUnknown,
  windowMetadataMissing,
];

/** Rules about how stability and announcements moved between two contracts. */
export const LIFECYCLE_DIFF_RULES: readonly DiffRule[] = [
  announcementTooLate,
  baselineDefinitionChanged,
  baselineHistoryRewritten,
  baselineIdentityChanged,
  baselineMetadataMissing,
  baselineSemanticsChanged,
  clockReset,
  deprecationAnnounced,
  deprecationWindowTooShort,
  introducedDeprecated,
  reactivated,
  removalAnnounced,
  removalMovedEarlier,
  removalMovedLater,
  removalUnset,
  removedBeforeRemovalVersion,
  removedWithoutDeprecation,
  replacementLessStable,
  replacementWithoutOverlap,
  stabilityChangedWithoutVersionBump,
  stabilityLowered,
  stabilityRaised,
  stableWithoutExperimental,
];
