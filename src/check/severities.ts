import type { Severity } from '../model/finding.ts';
import type { Change } from './change.ts';

/** Severities by rule id, as a policy sets them. */
export type Severities = Readonly<Record<string, Severity | undefined>>;

const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

/**
 * Changes with the severities that a policy sets; the rule's own stays visible beside it. What no waiver may cover, no
 * policy may weaken either.
 */
export function withSeverities(changes: readonly Change[], severities: Severities = {}): Change[] {
  return changes.map((change) => {
    const severity = Object.hasOwn(severities, change.ruleId) ? severities[change.ruleId] : undefined;
    if (severity === undefined || severity === change.severity) return change;
    if (!change.waivable && ORDER.indexOf(severity) < ORDER.indexOf(change.severity)) return change;
    return { ...change, severity, overridden: change.severity };
  });
}
