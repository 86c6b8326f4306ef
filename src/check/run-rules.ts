import { digestJson } from '../model/digest.ts';
import type { Finding } from '../model/finding.ts';
import { byTuple } from '../model/order.ts';
import type { Rule, RuleHit } from '../model/rule.ts';

export interface RunOptions {
  /** Take each rule's strict severity. */
  readonly strict?: boolean;
}

/**
 * Runs every rule over the input and gives the findings in a fixed order (path, line, column, rule, message, fingerprint).
 * Two hits of one rule with one key are one finding: the first in that order stays.
 */
export function runRules<Input>(rules: readonly Rule<Input>[], input: Input, options: RunOptions = {}): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.scope !== undefined && !rule.scope.holds(input)) continue;
    for (const hit of rule.check(input)) findings.push(toFinding(rule, hit, options));
  }
  findings.sort(compareFindings);
  const seen = new Set<string>();
  return findings.filter((finding) => !seen.has(finding.fingerprint) && seen.add(finding.fingerprint));
}

/** What a rule's hit becomes: with severity and fingerprint. */
export function toFinding<Input>(rule: Rule<Input>, hit: RuleHit, options: RunOptions): Finding {
  return {
    ruleId: rule.id,
    ...(rule.legacyCode === undefined ? {} : { legacyCode: rule.legacyCode }),
    severity: hit.severity ?? (options.strict ? rule.severity.strict : rule.severity.default),
    message: hit.message,
    help: rule.help,
    location: hit.location,
    fingerprint: digestJson([rule.id, ...hit.key]),
    ...(rule.waivable === false ? { waivable: false } : {}),
  };
}

/** Order of findings in every output. */
export function compareFindings(a: Finding, b: Finding): number {
  return byTuple(sortKey(a), sortKey(b));
}

function sortKey(finding: Finding): (string | number)[] {
  const { path, line = 0, column = 0 } = finding.location;
  return [path, line, column, finding.ruleId, finding.message, finding.fingerprint];
}
