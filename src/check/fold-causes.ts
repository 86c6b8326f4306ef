import { erasedTemplate } from '../contract/model.ts';
import type { Severity } from '../model/finding.ts';
import type { Change } from './change.ts';
import { requiredBump } from './run-diff.ts';

/** Rules that tell one cause from several sides: what the first ones say is the cause, the others hold against it. */
interface Cause {
  readonly tellers: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
  /** What a cause and its reasons have in common; a reason may name several things, any of which may be the cause. */
  readonly subjects: (cause: Change) => readonly string[];
  readonly about: (reason: Change) => readonly string[];
  /** Where the reason weighs more, it is what is told, and the cause stands beside it. */
  readonly either?: true;
}

const subjectOf = ({ kind, subject }: Change): string => `${kind} ${erasedTemplate(subject)}`;
const everything = (): readonly string[] => [''];

const CAUSES: readonly Cause[] = [
  {
    // Something is gone, or has another name; what went with it is among its children.
    tellers: new Set([
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
    ]),
    reasons: new Set([
      'broker/target-of-service-still-consumed',
      'contract/dangling-capability',
      'contract/tombstone-missing',
      'lifecycle/baseline-descriptor-missing',
      'lifecycle/removed-before-removal-version',
      'lifecycle/removed-without-deprecation',
    ]),
    subjects: (cause) => [
      subjectOf(cause),
      // What is another kind now is gone as what it was.
      ...(cause.ruleId === 'method/kind-changed' ? [`${String(cause.before)} ${cause.subject}`] : []),
      ...(cause.children ?? []).flatMap((child) =>
        ['endpoint', 'method', 'event'].map((kind) => `${kind} ${erasedTemplate(child)}`),
      ),
    ],
    about: (reason) =>
      reason.ruleId === 'contract/dangling-capability' ? [`capability ${reason.part ?? ''}`] : [subjectOf(reason)],
  },
  {
    // A member of a stable baseline changed: the change, and that the baseline promised otherwise.
    tellers: new Set([
      'endpoint/action-changed',
      'endpoint/capability-required-added',
      'endpoint/capability-required-emptied',
      'endpoint/capability-required-removed',
      'endpoint/host-bypass-granted',
      'endpoint/host-bypass-revoked',
      'endpoint/principal-browser-granted',
      'endpoint/principal-browser-revoked',
      'endpoint/principal-process-granted',
      'endpoint/principal-process-revoked',
    ]),
    reasons: new Set(['lifecycle/baseline-semantics-changed']),
    subjects: (cause) => [subjectOf(cause)],
    about: (reason) => [subjectOf(reason)],
    either: true,
  },
  {
    tellers: new Set(['capability/reclassified', 'endpoint/reclassified', 'lifecycle/stability-lowered']),
    reasons: new Set(['lifecycle/baseline-descriptor-restricted']),
    subjects: (cause) => [subjectOf(cause)],
    about: (reason) => [subjectOf(reason)],
  },
  {
    // The version went back: whatever is measured by it is wrong now.
    tellers: new Set(['contract/version-decreased']),
    reasons: new Set([
      'contract/since-in-future',
      'contract/since-missing-for-new',
      'contract/version-gap',
      'lifecycle/baseline-version-incomplete',
      'lifecycle/deprecated-since-invalid',
      'lifecycle/stability-changed-without-version-bump',
    ]),
    subjects: everything,
    about: everything,
  },
  {
    // The version stayed, though the content is another.
    tellers: new Set(['contract/same-version-different-content']),
    reasons: new Set(['lifecycle/stability-changed-without-version-bump']),
    subjects: everything,
    about: everything,
  },
];

const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

/**
 * Tells what several rules say about one cause as one change: the cause, and what is held against it. No waiver covers
 * it where none may cover any of them. Where the cause alone is told as less than a reason, as a lawful removal is, the
 * two stay apart.
 */
export function foldCauses(changes: readonly Change[]): Change[] {
  const reasons = new Map<Change, Change[]>();
  const told = new Set<Change>();
  const fold = (reason: Change, into: Change): void => {
    reasons.set(into, [...(reasons.get(into) ?? []), reason]);
    told.add(reason);
  };
  for (const cause of CAUSES) {
    const tellers = tellersOf(cause, changes);
    if (tellers.size === 0) continue;
    for (const change of changes) {
      if (!cause.reasons.has(change.ruleId) || told.has(change)) continue;
      const [teller, ...others] = cause.about(change).flatMap((subject) => tellers.get(subject) ?? []);
      if (teller === undefined) continue;
      if (rank(teller) >= rank(change)) fold(change, teller);
      else if (cause.either) for (const one of [teller, ...others]) fold(one, change);
    }
  }
  return changes.filter((change) => !told.has(change)).map((change) => withReasons(change, reasons.get(change) ?? []));
}

/** What tells a cause of each subject, the worst first. */
function tellersOf({ tellers, subjects }: Cause, changes: readonly Change[]): Map<string, readonly Change[]> {
  const found = new Map<string, readonly Change[]>();
  for (const change of changes)
    if (tellers.has(change.ruleId))
      for (const subject of subjects(change)) found.set(subject, [...(found.get(subject) ?? []), change]);
  return new Map([...found].map(([subject, list]) => [subject, list.toSorted((a, b) => rank(b) - rank(a))]));
}

function rank({ severity }: Change): number {
  return ORDER.indexOf(severity);
}

function withReasons(change: Change, reasons: readonly Change[]): Change {
  if (reasons.length === 0) return change;
  return {
    ...change,
    because: reasons.map(({ ruleId, message }) => ({ ruleId, message })),
    waivable: change.waivable && reasons.every(({ waivable }) => waivable),
    bump: requiredBump([change, ...reasons]),
  };
}
