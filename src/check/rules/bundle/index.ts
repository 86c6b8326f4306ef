import type { Rule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';
import archiveDuplicate from './archive-duplicate.ts';
import archiveEntryType from './archive-entry-type.ts';
import archiveFraming from './archive-framing.ts';
import archiveHeader from './archive-header.ts';
import archiveLimit from './archive-limit.ts';
import archiveMode from './archive-mode.ts';
import archiveMtime from './archive-mtime.ts';
import archiveNameCollision from './archive-name-collision.ts';
import archiveNameUnportable from './archive-name-unportable.ts';
import archiveOrder from './archive-order.ts';
import archivePath from './archive-path.ts';
import archivePathNotNormal from './archive-path-not-normal.ts';
import archivePaxKey from './archive-pax-key.ts';
import bumpTooSmall from './bump-too-small.ts';
import connectionUndeclared from './connection-undeclared.ts';
import connectionUnused from './connection-unused.ts';
import dependencyLifecycleScript from './dependency-lifecycle-script.ts';
import dependencySource from './dependency-source.ts';
import digestMismatch from './digest-mismatch.ts';
import entryMissing from './entry-missing.ts';
import entryNotLaunchable from './entry-not-launchable.ts';
import hostAdded from './host-added.ts';
import importForbidden from './import-forbidden.ts';
import limitOverrideIgnored from './limit-override-ignored.ts';
import lockMissing from './lock-missing.ts';
import lockOutOfDate from './lock-out-of-date.ts';
import manifestMismatch from './manifest-mismatch.ts';
import manifestMissing from './manifest-missing.ts';
import networkHost from './network-host.ts';
import pageAssetMissing from './page-asset-missing.ts';
import pageMarkup from './page-markup.ts';
import pageUnsafe from './page-unsafe.ts';
import permissionAdded from './permission-added.ts';
import permissionUndeclared from './permission-undeclared.ts';
import permissionUnused from './permission-unused.ts';
import platformServiceUndeclared from './platform-service-undeclared.ts';
import platformServiceUnused from './platform-service-unused.ts';
import routeWithoutGate from './route-without-gate.ts';
import sandboxDisabled from './sandbox-disabled.ts';
import sdkOutOfRange from './sdk-out-of-range.ts';
import sdkTooOld from './sdk-too-old.ts';
import secretFound from './secret-found.ts';
import secretUndeclared from './secret-undeclared.ts';
import secretUnused from './secret-unused.ts';
import signatureInvalid from './signature-invalid.ts';
import signatureMissing from './signature-missing.ts';
import signatureSubject from './signature-subject.ts';
import sizeLimit from './size-limit.ts';
import tableWithoutRowSecurity from './table-without-row-security.ts';
import unwantedFile from './unwanted-file.ts';
import versionDisagrees from './version-disagrees.ts';
import versionRegressed from './version-regressed.ts';
import versionReused from './version-reused.ts';

/** Rules about a bundle: its bytes, its signature, and what is in it. */
export const BUNDLE_RULES: readonly Rule<BundleInput>[] = [
  archiveDuplicate,
  archiveEntryType,
  archiveFraming,
  archiveHeader,
  archiveLimit,
  archiveMode,
  archiveMtime,
  archiveNameCollision,
  archiveNameUnportable,
  archiveOrder,
  archivePath,
  archivePathNotNormal,
  archivePaxKey,
  bumpTooSmall,
  connectionUndeclared,
  connectionUnused,
  dependencyLifecycleScript,
  dependencySource,
  digestMismatch,
  entryMissing,
  entryNotLaunchable,
  hostAdded,
  importForbidden,
  limitOverrideIgnored,
  lockMissing,
  lockOutOfDate,
  manifestMismatch,
  manifestMissing,
  networkHost,
  pageAssetMissing,
  pageMarkup,
  pageUnsafe,
  permissionAdded,
  permissionUndeclared,
  permissionUnused,
  platformServiceUndeclared,
  platformServiceUnused,
  routeWithoutGate,
  sandboxDisabled,
  sdkOutOfRange,
  sdkTooOld,
  secretFound,
  secretUndeclared,
  secretUnused,
  signatureInvalid,
  signatureMissing,
  signatureSubject,
  sizeLimit,
  tableWithoutRowSecurity,
  unwantedFile,
  versionDisagrees,
  versionRegressed,
  versionReused,
];
