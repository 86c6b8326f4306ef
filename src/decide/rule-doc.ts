import { digestJson } from '../model/digest.ts';
import type { Finding, Location, Severity } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { Rule } from '../model/rule.ts';

/** A rule that the gate itself answers: documented as every rule, but asked by the gate and not by the rule engine. */
export type RuleDoc = Omit<Rule<never>, 'check' | 'scope'>;

/** Builds the finding of a documented rule, with the fingerprint that every finding has. */
export function findingOf(
  doc: RuleDoc,
  hit: { message: string; location: Location; key: readonly JsonValue[]; severity?: Severity },
): Finding {
  return {
    ruleId: doc.id,
    severity: hit.severity ?? doc.severity.default,
    message: hit.message,
    help: doc.help,
    location: hit.location,
    fingerprint: digestJson([doc.id, ...hit.key]),
  };
}

/** Declares the documentation of one gate rule; errors in every mode unless said otherwise. */
export function defineGateRule(doc: Omit<RuleDoc, 'severity' | 'breaks'> & { severity?: Severity }): RuleDoc {
  const severity = doc.severity ?? 'error';
  return { ...doc, severity: { default: severity, strict: severity }, breaks: ['operator'] };
}
