import type { Rule } from '../../../model/rule.ts';
import type { CompatInput } from '../../compat-input.ts';
import apiMetadataMissing from './api-metadata-missing.ts';
import apiTargetStabilityMissing from './api-target-stability-missing.ts';
import appUsesInternalPlatformApi from './app-uses-internal-platform-api.ts';
import appUsesOperatorOnlyPlatformApi from './app-uses-operator-only-platform-api.ts';
import capabilityUnreachableForUiMode from './capability-unreachable-for-ui-mode.ts';
import catalogApiCompatibilityMismatch from './catalog-api-compatibility-mismatch.ts';
import catalogApiTargetStabilityMismatch from './catalog-api-target-stability-mismatch.ts';
import catalogPermissionMismatch from './catalog-permission-mismatch.ts';
import consumedTargetEnding from './consumed-target-ending.ts';
import consumedTargetMissing from './consumed-target-missing.ts';
import declaredMinimumBelowCapabilitySince from './declared-minimum-below-capability-since.ts';
import deprecatedCapability from './deprecated-capability.ts';
import experimentalCapabilityWithoutAcceptance from './experimental-capability-without-acceptance.ts';
import experimentalTargetDoesNotClaimStableSupport from './experimental-target-does-not-claim-stable-support.ts';
import minimumVersionAboveTarget from './minimum-version-above-target.ts';
import scheduledForRemovalCapability from './scheduled-for-removal-capability.ts';
import stableTargetUsesExperimentalCapability from './stable-target-uses-experimental-capability.ts';
import stableTargetUsesNonBaselineCapability from './stable-target-uses-non-baseline-capability.ts';
import targetBaselineDeprecated from './target-baseline-deprecated.ts';
import targetBaselineEndOfSupport from './target-baseline-end-of-support.ts';
import targetBaselineInactive from './target-baseline-inactive.ts';
import targetBaselineMalformed from './target-baseline-malformed.ts';
import targetBaselineOutsideContractRange from './target-baseline-outside-contract-range.ts';
import targetBaselinePreviewOnly from './target-baseline-preview-only.ts';
import targetBaselineUnknown from './target-baseline-unknown.ts';
import targetNewerThanTested from './target-newer-than-tested.ts';
import unknownManifestPermission from './unknown-manifest-permission.ts';
import unknownOptionalCapability from './unknown-optional-capability.ts';

/** Rules about one app against one contract. */
export const COMPAT_RULES: readonly Rule<CompatInput>[] = [
  apiMetadataMissing,
  apiTargetStabilityMissing,
  appUsesInternalPlatformApi,
  appUsesOperatorOnlyPlatformApi,
  capabilityUnreachableForUiMode,
  catalogApiCompatibilityMismatch,
  catalogApiTargetStabilityMismatch,
  catalogPermissionMismatch,
  consumedTargetEnding,
  consumedTargetMissing,
  declaredMinimumBelowCapabilitySince,
  deprecatedCapability,
  experimentalCapabilityWithoutAcceptance,
  experimentalTargetDoesNotClaimStableSupport,
  minimumVersionAboveTarget,
  scheduledForRemovalCapability,
  stableTargetUsesExperimentalCapability,
  stableTargetUsesNonBaselineCapability,
  targetBaselineDeprecated,
  targetBaselineEndOfSupport,
  targetBaselineInactive,
  targetBaselineMalformed,
  targetBaselineOutsideContractRange,
  targetBaselinePreviewOnly,
  targetBaselineUnknown,
  targetNewerThanTested,
  unknownManifestPermission,
  unknownOptionalCapability,
];
