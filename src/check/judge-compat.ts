import { type Finding, type Summary, summarize } from '../model/finding.ts';
import { type ApiCompatibility, apiCompatibility, entryCompatibility } from './api-compatibility.ts';
import type { CompatInput } from './compat-input.ts';
import { type CompatStatus, compatStatus } from './compat-status.ts';
import { CATALOG_RULES } from './rules/catalog/index.ts';
import { COMPAT_RULES } from './rules/compat/index.ts';
import { compareFindings, type RunOptions, runRules } from './run-rules.ts';

/** The answer about one app and one contract. */
export interface CompatJudgement {
  /** Under this run's strictness; `apiCompatibility.status` is what the platform itself would show. */
  readonly status: CompatStatus;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly apiCompatibility: ApiCompatibility;
  /** What the platform would show of the catalog entry; present where the input has one. */
  readonly entryCompatibility?: ApiCompatibility;
}

/**
 * Judges an app against a contract, and against its catalog entry where there is one.
 * @param manifestFindings what the manifest's own rules found; they count for the status and appear among the findings
 */
export function judgeCompat(
  input: CompatInput,
  manifestFindings: readonly Finding[] = [],
  options: RunOptions = {},
): CompatJudgement {
  const found = runRules([...COMPAT_RULES, ...CATALOG_RULES], input, options);
  const findings = [...manifestFindings, ...found].sort(compareFindings);
  return {
    status: compatStatus(input.manifest.api, input.contract.contract.contractVersion, findings),
    findings,
    summary: summarize(findings),
    apiCompatibility: apiCompatibility(input),
    ...(input.entry === undefined ? {} : { entryCompatibility: entryCompatibility(input, input.entry) }),
  };
}
