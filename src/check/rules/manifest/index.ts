import type { Rule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';
import duplicateKey from './duplicate-key.ts';
import invalidValue from './invalid-value.ts';
import missingKey from './missing-key.ts';
import parserDifferential from './parser-differential.ts';
import unfilledPlaceholder from './unfilled-placeholder.ts';
import unknownKey from './unknown-key.ts';
import unknownPermission from './unknown-permission.ts';
import versionNotSemver from './version-not-semver.ts';

/** Rules about a manifest alone. */
export const MANIFEST_RULES: readonly Rule<ManifestInput>[] = [
  duplicateKey,
  invalidValue,
  missingKey,
  parserDifferential,
  unfilledPlaceholder,
  unknownKey,
  unknownPermission,
  versionNotSemver,
];
