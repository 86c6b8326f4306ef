import type { Rule } from '../../../model/rule.ts';
import type { RepositoryInput } from '../../repository-input.ts';
import appOwnedTwice from './app-owned-twice.ts';
import bundleDigestMismatch from './bundle-digest-mismatch.ts';
import bundleRefused from './bundle-refused.ts';
import catalogBinding from './catalog-binding.ts';
import clockBehindLock from './clock-behind-lock.ts';
import dateFormat from './date-format.ts';
import delegationAmbiguous from './delegation-ambiguous.ts';
import delegationOverlap from './delegation-overlap.ts';
import delegationPath from './delegation-path.ts';
import entryBundleIdentityMismatch from './entry-bundle-identity-mismatch.ts';
import entryDuplicate from './entry-duplicate.ts';
import entryFromFuture from './entry-from-future.ts';
import entryInvalid from './entry-invalid.ts';
import entryManifestMismatch from './entry-manifest-mismatch.ts';
import envelopeUnknownField from './envelope-unknown-field.ts';
import expiredRole from './expired-role.ts';
import expiredRoot from './expired-root.ts';
import expiredSnapshot from './expired-snapshot.ts';
import expiredTargets from './expired-targets.ts';
import expiredTimestamp from './expired-timestamp.ts';
import fileSpecial from './file-special.ts';
import hashAlg from './hash-alg.ts';
import hashEncoding from './hash-encoding.ts';
import jsonDuplicateKey from './json-duplicate-key.ts';
import jsonEncoding from './json-encoding.ts';
import jsonMalformed from './json-malformed.ts';
import jsonNotCanonical from './json-not-canonical.ts';
import keyAlgMismatch from './key-alg-mismatch.ts';
import keyDuplicate from './key-duplicate.ts';
import keyNotForProduction from './key-not-for-production.ts';
import keyReuse from './key-reuse.ts';
import keyWeak from './key-weak.ts';
import keyidMismatch from './keyid-mismatch.ts';
import lockMissing from './lock-missing.ts';
import metadataFromFuture from './metadata-from-future.ts';
import metadataInvalid from './metadata-invalid.ts';
import metadataLimit from './metadata-limit.ts';
import metadataMissing from './metadata-missing.ts';
import metadataTooLarge from './metadata-too-large.ts';
import revocationUnavailable from './revocation-unavailable.ts';
import revokedBundle from './revoked-bundle.ts';
import revokedKey from './revoked-key.ts';
import rollbackRole from './rollback-role.ts';
import rollbackSnapshot from './rollback-snapshot.ts';
import rollbackTimestamp from './rollback-timestamp.ts';
import rootChainBroken from './root-chain-broken.ts';
import rootDigestMismatch from './root-digest-mismatch.ts';
import rootUnanchored from './root-unanchored.ts';
import rootVersionGap from './root-version-gap.ts';
import sigDuplicate from './sig-duplicate.ts';
import sigEncoding from './sig-encoding.ts';
import sigKeyNotAuthorized from './sig-key-not-authorized.ts';
import sigThresholdNotMet from './sig-threshold-not-met.ts';
import sigTooMany from './sig-too-many.ts';
import snapshotHashMismatch from './snapshot-hash-mismatch.ts';
import snapshotHashMissing from './snapshot-hash-missing.ts';
import targetMissing from './target-missing.ts';
import targetReplaced from './target-replaced.ts';
import targetUnknown from './target-unknown.ts';
import targetVanished from './target-vanished.ts';
import thresholdLow from './threshold-low.ts';
import trustDowngrade from './trust-downgrade.ts';
import validityTooLong from './validity-too-long.ts';
import versionJump from './version-jump.ts';
import versionMismatch from './version-mismatch.ts';
import versionRange from './version-range.ts';
import versionReused from './version-reused.ts';

/** Rules about a signed repository: its roles, their signatures, and what they sign for. */
export const REPOSITORY_RULES: readonly Rule<RepositoryInput>[] = [
  appOwnedTwice,
  bundleDigestMismatch,
  bundleRefused,
  catalogBinding,
  clockBehindLock,
  dateFormat,
  delegationAmbiguous,
  delegationOverlap,
  delegationPath,
  entryBundleIdentityMismatch,
  entryDuplicate,
  entryFromFuture,
  entryInvalid,
  entryManifestMismatch,
  envelopeUnknownField,
  expiredRole,
  expiredRoot,
  expiredSnapshot,
  expiredTargets,
  expiredTimestamp,
  fileSpecial,
  hashAlg,
  hashEncoding,
  jsonDuplicateKey,
  jsonEncoding,
  jsonMalformed,
  jsonNotCanonical,
  keyAlgMismatch,
  keyDuplicate,
  keyNotForProduction,
  keyReuse,
  keyWeak,
  keyidMismatch,
  lockMissing,
  metadataFromFuture,
  metadataInvalid,
  metadataLimit,
  metadataMissing,
  metadataTooLarge,
  revocationUnavailable,
  revokedBundle,
  revokedKey,
  rollbackRole,
  rollbackSnapshot,
  rollbackTimestamp,
  rootChainBroken,
  rootDigestMismatch,
  rootUnanchored,
  rootVersionGap,
  sigDuplicate,
  sigEncoding,
  sigKeyNotAuthorized,
  sigThresholdNotMet,
  sigTooMany,
  snapshotHashMismatch,
  snapshotHashMissing,
  targetMissing,
  targetReplaced,
  targetUnknown,
  targetVanished,
  thresholdLow,
  trustDowngrade,
  validityTooLong,
  versionJump,
  versionMismatch,
  versionRange,
  versionReused,
];
