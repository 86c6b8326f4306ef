import { digestJson } from '../../model/digest.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json/value.ts';

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
 * Findings of what a tool found. Hits that are about one thing become one finding with the worst severity and their
 * number in its fingerprint: another hit of the same thing is another finding, which no waiver has seen.
 */
export function foreignFindings(hits: readonly ForeignHit[]): Finding[] {
  const byKey = new Map<string, ForeignHit[]>();
  for (const hit of hits) {
    const key = digestJson([hit.ruleId, ...hit.key]);
    const same = byKey.get(key);
    if (same) same.push(hit);
    else byKey.set(key, [hit]);
  }
  return [...byKey.values()].map((same) => findingOf(same)).sort(byFingerprint);
}

/** As many findings as evidence holds: a report with more is told by their number alone. */
const MOST = 100_000;

/** The result, or that it is too much for evidence to hold. */
export function bounded(result: ForeignResult): ForeignResult {
  const { length } = result.findings;
  if (length <= MOST) return result;
  return { checks: 0, skipped: 0, findings: [], failure: `it has ${length} findings, and evidence holds ${MOST}` };
}

function findingOf(same: readonly ForeignHit[]): Finding {
  const messages = [...new Set(same.map(({ message }) => message))].sort();
  const severity = SEVERITIES.find((one) => same.some((hit) => hit.severity === one)) ?? 'error';
  const lines = same.flatMap(({ line }) => line ?? []).sort((a, b) => a - b);
  const [first] = same;
  if (first === undefined) throw new Error('a finding is made of hits');
  const times = same.length === 1 ? '' : ` (${same.length} times)`;
  const more = messages.length > 1 ? `; and ${messages.length - 1} other messages` : '';
  return {
    ruleId: first.ruleId,
    ...(first.legacyCode !== undefined && CODE.test(first.legacyCode) ? { legacyCode: first.legacyCode } : {}),
    severity,
    message: `${messages[0]}${times}${more}`,
    help: HELP,
    location: { path: first.path, ...(lines[0] === undefined ? {} : { line: lines[0] }) },
    fingerprint: digestJson([first.ruleId, ...first.key, same.length]),
  };
}

function byFingerprint(a: Finding, b: Finding): number {
  return a.fingerprint < b.fingerprint ? -1 : 1;
}
