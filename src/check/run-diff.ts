import type { Stability } from '../contract/model.ts';
import { digestJson } from '../model/digest.ts';
import type { Severity } from '../model/finding.ts';
import { byTuple } from '../model/order.ts';
import type { Change } from './change.ts';
import type { Bump, Category, DiffHit, DiffInput, DiffRule } from './diff-rule.ts';

export interface DiffOptions {
  /** An undecided change is an error instead of a warning. */
  readonly strict?: boolean;
  /** Categories to report; all where absent. */
  readonly categories?: ReadonlySet<Category>;
}

/** Runs every rule over two contracts; changes in a fixed order: kind and identity of the subject, rule, part. */
export function runDiff(rules: readonly DiffRule[], input: DiffInput, options: DiffOptions = {}): Change[] {
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const asked = options.categories?.has(rule.category) ?? true;
    if (!asked && !(rule.folds && options.categories?.has(rule.folds))) continue;
    for (const hit of rule.check(input)) {
      if (!asked && !hit.children?.length) continue;
      const change = toChange(rule, hit, options);
      if (seen.has(change.fingerprint)) continue;
      seen.add(change.fingerprint);
      changes.push(change);
    }
  }
  return changes.sort(compareChanges);
}

/** Order of changes in every output. */
export function compareChanges(a: Change, b: Change): number {
  return byTuple(sortKey(a), sortKey(b));
}

function sortKey(change: Change): string[] {
  return [change.kind, change.subject, change.ruleId, change.part ?? '', change.fingerprint];
}

function toChange(rule: DiffRule, hit: DiffHit, options: DiffOptions): Change {
  const own = ownSeverity(rule, hit, options.strict ?? false);
  const parties = [...(hit.breaks ?? rule.breaks)];
  return {
    ruleId: rule.id,
    ...(rule.legacyCode === undefined ? {} : { legacyCode: rule.legacyCode }),
    severity: own,
    category: rule.category,
    direction: parties[0] ?? 'none',
    parties,
    kind: hit.subject.kind,
    subject: hit.subject.identity,
    ...(hit.part === undefined ? {} : { part: hit.part }),
    message: hit.message,
    help: rule.help,
    location: hit.location,
    fingerprint: fingerprintOf(rule.id, hit),
    ...(hit.before === undefined ? {} : { before: hit.before }),
    ...(hit.after === undefined ? {} : { after: hit.after }),
    ...(hit.witness === undefined ? {} : { witness: hit.witness }),
    ...(hit.secondWitness === undefined ? {} : { secondWitness: hit.secondWitness }),
    ...(hit.contentModel === undefined ? {} : { contentModel: hit.contentModel }),
    ...(hit.schemaKinds === undefined ? {} : { schemaKinds: hit.schemaKinds }),
    ...(hit.children === undefined || hit.children.length === 0 ? {} : { children: [...hit.children] }),
    ...(hit.undecided ? { undecided: true } : {}),
    waivable: hit.waivable ?? rule.waivable,
    bump: bumpOf(rule, hit, own),
  };
}

/** The identity in a fingerprint has its parameter names erased: renaming a parameter never detaches a waiver. */
function fingerprintOf(ruleId: string, hit: DiffHit): string {
  const identity = hit.subject.identity.replace(/\{[^{}]*\}/g, '{}');
  const side = (value: unknown): string | null => (value === undefined ? null : digestJson(value));
  return digestJson([ruleId, hit.subject.kind, identity, hit.part ?? null, side(hit.before), side(hit.after)]);
}

function ownSeverity(rule: DiffRule, hit: DiffHit, strict: boolean): Severity {
  const severity = hit.severity ?? severityFor(rule, hit.stability, strict);
  return hit.undecided && !strict && severity === 'error' ? 'warning' : severity;
}

/** What is lawful or promised to nobody asks for no new major version; what is undecided might. */
function bumpOf(rule: DiffRule, hit: DiffHit, own: Severity): Bump {
  const promised = own === 'error' || hit.undecided || rule.severity.default !== 'error';
  return rule.bump === 'major' && (own === 'note' || !promised) ? 'minor' : rule.bump;
}

/** Stable, deprecated and scheduled descriptors are promised; experimental ones less; restricted ones to nobody outside. */
function severityFor(rule: DiffRule, stability: Stability | undefined, strict: boolean): Severity {
  switch (stability) {
    case 'experimental':
      return rule.experimental;
    case 'internal':
    case 'operator-only':
      return rule.restricted ?? 'note';
    default:
      return strict ? rule.severity.strict : rule.severity.default;
  }
}

const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** The largest bump that any change asks for. */
export function requiredBump(changes: readonly Pick<Change, 'bump'>[]): Bump {
  const rank = Math.max(0, ...changes.map((change) => BUMPS.indexOf(change.bump)));
  return BUMPS[rank] ?? 'none';
}

/** Whether a version that moved by `declared` covers changes that ask for `required`. */
export function isEnough(declared: Bump, required: Bump): boolean {
  return BUMPS.indexOf(declared) >= BUMPS.indexOf(required);
}
