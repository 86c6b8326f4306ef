import { erasedTemplate } from '../contract/model.ts';
import type { Severity } from '../model/finding.ts';
import type { Change } from './change.ts';

/** Rules that tell that something is gone, or has another name, and whom that breaks. */
const REMOVALS: ReadonlySet<string> = new Set([
  'broker/major-removed',
  'broker/namespace-removed',
  'capability/removed',
  'capability/renamed',
  'endpoint/method-changed',
  'endpoint/moved',
  'endpoint/removed',
  'event/removed',
  'method/kind-changed',
  'method/removed',
  'method/renamed',
]);

/** Rules that tell what is held against a removal: one cause, one finding, where both are reported. */
const WHY_REMOVED: ReadonlySet<string> = new Set([
  'contract/tombstone-missing',
  'lifecycle/removed-before-removal-version',
  'lifecycle/removed-without-deprecation',
]);

const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

/**
 * Tells the rules about one removal as one change: the removal, and what is held against how it was done. No waiver
 * covers it where none may cover any of them. Where the removal is told as less, as a lawful one is, the others stay.
 */
export function foldCauses(changes: readonly Change[]): Change[] {
  const removals = new Map(changes.filter(({ ruleId }) => REMOVALS.has(ruleId)).map((one) => [subjectOf(one), one]));
  const reasons = new Map<Change, Change[]>();
  const told = new Set<Change>();
  for (const change of changes) {
    const removal = WHY_REMOVED.has(change.ruleId) ? removals.get(subjectOf(change)) : undefined;
    if (removal === undefined || ORDER.indexOf(removal.severity) < ORDER.indexOf(change.severity)) continue;
    reasons.set(removal, [...(reasons.get(removal) ?? []), change]);
    told.add(change);
  }
  return changes.filter((change) => !told.has(change)).map((change) => withReasons(change, reasons.get(change) ?? []));
}

function subjectOf({ kind, subject }: Change): string {
  return `${kind} ${erasedTemplate(subject)}`;
}

function withReasons(change: Change, reasons: readonly Change[]): Change {
  if (reasons.length === 0) return change;
  return {
    ...change,
    because: reasons.map(({ ruleId, message }) => ({ ruleId, message })),
    waivable: change.waivable && reasons.every(({ waivable }) => waivable),
  };
}
