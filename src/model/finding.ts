/** SARIF's levels; an error alone makes exit 1. */
export type Severity = 'error' | 'warning' | 'note';

/** Where a person looks: path relative to the project (POSIX separators), 1-based line and column, RFC 6901 pointer. */
export interface Location {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
}

/** One answer of one rule about one thing. */
export interface Finding {
  /** `area/name`, equal to the rule file's path. */
  readonly ruleId: string;
  /** The code that an imported system used for the same thing. */
  readonly legacyCode?: string;
  readonly severity: Severity;
  /** What is wrong and what was expected. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  readonly location: Location;
  /** `sha256:<hex>` over JCS([ruleId, ...key]); free of wording and order, so that waivers stay attached. */
  readonly fingerprint: string;
  /** Only where no waiver may cover it. */
  readonly waivable?: false;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts findings by severity. */
export function summarize(findings: readonly Pick<Finding, 'severity'>[]): Summary {
  const count = (severity: Severity): number => findings.filter((f) => f.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}
