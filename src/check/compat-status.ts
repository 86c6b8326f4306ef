import type { ApiMetadata } from '../manifest/model.ts';
import type { Finding } from '../model/finding.ts';

/** How an app stands to a contract, in one word: the platform's own words. */
export type CompatStatus =
  | 'unsupported-baseline'
  | 'below_minimum'
  | 'incompatible'
  | 'unknown'
  | 'newer_than_tested'
  | 'compatible';

/** Rules whose error says that the targeted baseline itself is not supported. */
const UNSUPPORTED_BASELINE: ReadonlySet<string> = new Set([
  'compat/target-baseline-malformed',
  'compat/target-baseline-unknown',
  'compat/target-baseline-inactive',
  'compat/target-baseline-end-of-support',
]);

/** Its error alone says that nobody can know. */
const UNFILLED = 'manifest/unfilled-placeholder';

/**
 * The status of an app, decided in this order: unsupported-baseline, below_minimum, any other error → incompatible,
 * unknown (nothing declared, or a placeholder in its place), newer_than_tested, compatible.
 * @param contractVersion the target's
 */
export function compatStatus(
  api: ApiMetadata,
  contractVersion: number,
  findings: readonly Pick<Finding, 'ruleId' | 'severity'>[],
): CompatStatus {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.some((finding) => UNSUPPORTED_BASELINE.has(finding.ruleId))) return 'unsupported-baseline';
  if (api.minimumVersion !== undefined && api.minimumVersion > contractVersion) return 'below_minimum';
  if (errors.some((finding) => finding.ruleId !== UNFILLED)) return 'incompatible';
  if (api.waits || (!api.declared && errors.length === 0)) return 'unknown';
  if (errors.length > 0) return 'incompatible';
  if (api.maximumTestedVersion !== undefined && api.maximumTestedVersion < contractVersion) return 'newer_than_tested';
  return 'compatible';
}
