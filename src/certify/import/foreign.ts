import { digestJson } from '../../model/digest.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { byTuple } from '../../model/order.ts';

/** What another tool's report says, in our words. */
export interface ForeignResult {
  /** How many things it looked at. */
  readonly checks: number;
  readonly findings: readonly Finding[];
  /** How many it left out. */
  readonly skipped: number;
  /** Why it could not look at all. */
  readonly failure?: string;
  /** Its own search for secrets found some. */
  readonly leaks?: boolean;
}

/** One thing that a tool found, before equal ones are folded. */
export interface ForeignHit {
  /** `<area>/<name>`, one of ours. */
  readonly ruleId: string;
  /** The tool's own name for its rule. */
  readonly legacyCode?: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly line?: number;
  /** What it is about: never the wording, never the place in the report. */
  readonly key: readonly JsonValue[];
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const SEVERITIES = ['error', 'warning', 'note'] as const;
const HELP = 'The report that this was imported from says more; mend what it names, and import the next report.';

/**
 * Findings of what a tool found. Hits that are about one thing are counted in their fingerprints, the worst first: another
 * hit of the same thing is another finding, which no waiver has seen, and one that was mended changes none of the others.
 * More of them than anybody reads become one finding with the worst severity and their number.
 */
export function foreignFindings(hits: readonly ForeignHit[]): Finding[] {
  const byKey = new Map<string, ForeignHit[]>();
  for (const hit of hits) {
    const key = digestJson([hit.ruleId, ...hit.key]);
    const same = byKey.get(key);
    if (same) same.push(hit);
    else byKey.set(key, [hit]);
  }
  return [...byKey.values()]
    .flatMap((same) => (same.length > MOST_OF_ONE ? [folded(same)] : [...same].sort(compareHits).map(counted)))
    .sort(byFingerprint);
}

/** Hits of one thing that are told one by one. */
const MOST_OF_ONE = 50;

function counted(hit: ForeignHit, index: number): Finding {
  return findingOf(hit, hit.message, index + 1);
}

/** The worst first, so that what was counted as a warning never stands for an error; then by place. */
function compareHits(a: ForeignHit, b: ForeignHit): number {
  const key = ({ severity, path, line = 0, message }: ForeignHit): (string | number)[] => [
    SEVERITIES.indexOf(severity),
    path,
    line,
    message,
  ];
  return byTuple(key(a), key(b));
}

/** As many findings as evidence holds: a report with more is told by their number alone. */
const MOST = 100_000;

/** The result, or that it is too much for evidence to hold. */
export function bounded(result: ForeignResult): ForeignResult {
  const { length } = result.findings;
  if (length <= MOST) return result;
  return { checks: 0, skipped: 0, findings: [], failure: `it has ${length} findings, and evidence holds ${MOST}` };
}

function folded(same: readonly ForeignHit[]): Finding {
  const messages = [...new Set(same.map(({ message }) => message))].sort();
  const [first] = [...same].sort(compareHits);
  if (first === undefined) throw new Error('a finding is made of hits');
  const more = messages.length > 1 ? `; and ${messages.length - 1} other messages` : '';
  return findingOf(first, `${messages[0]} (${same.length} times)${more}`, same.length);
}

function findingOf(hit: ForeignHit, message: string, count: number): Finding {
  const { ruleId, legacyCode, severity, path, line, key } = hit;
  return {
    ruleId,
    ...(legacyCode !== undefined && CODE.test(legacyCode) ? { legacyCode } : {}),
    severity,
    message,
    help: HELP,
    location: { path, ...(line === undefined ? {} : { line }) },
    fingerprint: digestJson([ruleId, ...key, count]),
  };
}

function byFingerprint(a: Finding, b: Finding): number {
  return a.fingerprint < b.fingerprint ? -1 : 1;
}
