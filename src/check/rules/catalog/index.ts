import type { Rule } from '../../../model/rule.ts';
import type { CatalogDiffInput, CatalogInput } from '../../catalog-input.ts';
import type { EntryInput } from '../../compat-input.ts';
import advisoryInForce from './advisory-in-force.ts';
import advisoryUnknown from './advisory-unknown.ts';
import bundleReplaced from './bundle-replaced.ts';
import channelContradiction from './channel-contradiction.ts';
import channelMoved from './channel-moved.ts';
import dateInFuture from './date-in-future.ts';
import denylistedVersion from './denylisted-version.ts';
import deprecatedWithoutReplacement from './deprecated-without-replacement.ts';
import entryAdded from './entry-added.ts';
import entryAppMismatch from './entry-app-mismatch.ts';
import entryBundleDigestMismatch from './entry-bundle-digest-mismatch.ts';
import entryBundleInvalid from './entry-bundle-invalid.ts';
import entryBundleMissing from './entry-bundle-missing.ts';
import entryBundleSizeMismatch from './entry-bundle-size-mismatch.ts';
import entryContractDigestMismatch from './entry-contract-digest-mismatch.ts';
import entryManifestDigestMismatch from './entry-manifest-digest-mismatch.ts';
import entryRemoved from './entry-removed.ts';
import entryServicesMismatch from './entry-services-mismatch.ts';
import entryVersionMismatch from './entry-version-mismatch.ts';
import generatedAtRegressed from './generated-at-regressed.ts';
import hostAdded from './host-added.ts';
import permissionsWidened from './permissions-widened.ts';
import replacementUnusable from './replacement-unusable.ts';
import reviewUntrusted from './review-untrusted.ts';
import securityPolicyWeakened from './security-policy-weakened.ts';
import versionRegressed from './version-regressed.ts';

/** Rules about a catalog entry and the bundle that it names. */
export const CATALOG_RULES: readonly Rule<EntryInput>[] = [
  entryAppMismatch,
  entryBundleDigestMismatch,
  entryBundleSizeMismatch,
  entryContractDigestMismatch,
  entryManifestDigestMismatch,
  entryServicesMismatch,
  entryVersionMismatch,
];

/** Rules about a catalog by itself, its reviews, and whether its bundles are there. */
export const WHOLE_CATALOG_RULES: readonly Rule<CatalogInput>[] = [
  advisoryInForce,
  advisoryUnknown,
  channelContradiction,
  dateInFuture,
  denylistedVersion,
  deprecatedWithoutReplacement,
  entryBundleInvalid,
  entryBundleMissing,
  replacementUnusable,
  reviewUntrusted,
];

/** Rules about a catalog and the published one that it would take the place of. */
export const CATALOG_DIFF_RULES: readonly Rule<CatalogDiffInput>[] = [
  bundleReplaced,
  channelMoved,
  entryAdded,
  entryRemoved,
  generatedAtRegressed,
  hostAdded,
  permissionsWidened,
  securityPolicyWeakened,
  versionRegressed,
];
