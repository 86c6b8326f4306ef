import { formatInstant, instantMs } from '../../decide/instant.ts';
import type { KnownWaiver } from '../../decide/read-waiver.ts';
import { unitKey } from '../../decide/unit.ts';
import type { Certification, CertifiedFinding } from '../../formats/generated/certification.ts';
import { usageError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json/value.ts';
import { listed } from '../../model/listed.ts';
import { byCodeUnit } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';
import { reportOf, type UnitOf, waiverScope } from '../../render/report.ts';
import { toFillIn } from './unfilled.ts';

/** What is known of a waiver before its author says why. */
export interface WaiverDraft {
  /** Fingerprint of a finding that blocks, or the beginning of one. */
  readonly fingerprint: string;
  readonly id: string;
  readonly requestedBy: string | undefined;
  readonly owner: string | undefined;
  /** Waivers of the folder, for what the draft would renew. */
  readonly waivers: readonly KnownWaiver[];
}

const SHORTEST_PREFIX = 6;
/** As many findings as the format takes. */
const MOST_FINDINGS = 200;
const DAY = 86_400_000;

/**
 * A waiver to fill in, for the unit that a finding blocks: with everything that a report knows, and texts that no reader
 * accepts where its author has to speak.
 * @throws AssayError (usage) finding-unknown, finding-ambiguous, finding-not-blocking, finding-not-waivable
 */
export function draftWaiver(
  certification: Certification,
  draft: WaiverDraft,
): { readonly draft: JsonObject; readonly unit: string } {
  const one = unitFor(certification, findingFor(certification, draft.fingerprint));
  const { waivable } = one.unit;
  if (waivable === undefined) throw notWaivable(one, certification);
  const scope = waiverScope(one);
  const findings = Array.isArray(scope.findings) ? scope.findings.map(String) : [];
  if (findings.length > MOST_FINDINGS)
    throw usageError(
      'finding-not-waivable',
      `${findings.length} findings block ${one.unit.name}, and a waiver lists at most ${MOST_FINDINGS}`,
      'mend some of them first',
    );
  const before = renewed(one, findings, draft.waivers);
  const { now, release, mode, candidate } = certification;
  const end = formatInstant(new Date((instantMs(now) ?? 0) + waivable.longestDays * DAY));
  const text: JsonObject = {
    kind: 'assay.waiver',
    schemaVersion: 1,
    id: draft.id,
    revision: 1,
    release: { id: release, modes: [mode], candidateDigest: candidate.digest },
    scope: JSON.parse(JSON.stringify(scope)),
    ...AUTHORS_WORDS,
    requestedBy: draft.requestedBy ?? toFillIn('who asks, as mailto:'),
    owner: draft.owner ?? toFillIn('who takes the risk'),
    requestedAt: now,
    notBefore: now,
    expiresAt: end,
    tracking: [toFillIn('https link')],
    ...(before ? { renews: before.digest } : {}),
    followUp: { dueAt: end, action: toFillIn('what mends it for good') },
  };
  return { draft: text, unit: one.unit.name };
}

/** What only the author can say. Each text is shorter than the format takes, so that no reader accepts it as it is. */
export const AUTHORS_WORDS = {
  category: toFillIn('fix-deferred, risk-accepted, not-for-release, tool-noise, not-feasible or infrastructure-outage'),
  justification: {
    reason: toFillIn('why it may ship'),
    impactIfShipped: toFillIn('who feels'),
    impactIfBlocked: toFillIn('who waits'),
    riskLevel: toFillIn('low, medium or high; high needs a mitigation'),
    riskWhy: toFillIn('why so'),
  },
} as const;

function findingFor({ findings }: Certification, typed: string): CertifiedFinding {
  const prefix = typed.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{1,64}$/.test(prefix) || prefix.length < SHORTEST_PREFIX)
    throw usageError(
      'finding-unknown',
      `${quote(typed)} is no fingerprint`,
      `give sha256:<hex>, or at least its first ${SHORTEST_PREFIX} hex digits, as a report shows them`,
    );
  const found = findings.filter(({ fingerprint }) => fingerprint.startsWith(`sha256:${prefix}`));
  const blocking = found.filter(({ blocks, unit }) => blocks && unit !== undefined);
  const units = [...new Set(blocking.map(({ unit }) => unit ?? ''))];
  const [first] = blocking;
  if (first !== undefined && units.length === 1) return first;
  if (units.length > 1)
    throw usageError('finding-ambiguous', `${typed} names findings of ${listed(units)}`, 'give more of its digits');
  const [other] = found;
  if (other === undefined)
    throw usageError(
      'finding-unknown',
      `no finding of this certification has the fingerprint ${typed}`,
      'take one from `assay certify --json`, of a finding that blocks; of what a command of the policy found, or another run, give that with --certification',
    );
  throw usageError(
    'finding-not-blocking',
    other.waivedBy === undefined
      ? `the finding ${other.ruleId} blocks no unit`
      : `the finding ${other.ruleId} is waived by ${other.waivedBy} already`,
    'a waiver is for a finding that blocks',
  );
}

function unitFor(certification: Certification, finding: CertifiedFinding): UnitOf {
  const one = reportOf(certification).units.find(({ unit }) => unit.name === finding.unit);
  if (one === undefined) throw new Error(`the finding ${finding.ruleId} is of no unit of the report`);
  return one;
}

function notWaivable({ unit, requirement, findings }: UnitOf, { mode }: Certification): Error {
  const closed = findings.find(({ waivable }) => waivable === false);
  const why =
    mode !== 'release-candidate' && mode !== 'production'
      ? `waivers are for release-candidate and production, this run is ${mode}`
      : requirement.waivable === 'never'
        ? `the policy lets nobody waive ${requirement.id}`
        : closed === undefined
          ? `its state ${unit.state} can't be waived`
          : `no waiver may cover ${closed.ruleId}`;
  return usageError('finding-not-waivable', `${unit.name} can't be waived: ${why}`, requirement.fix);
}

/** The last waiver that waived some of the same: what goes on with it has to say so. */
function renewed(
  { unit, requirement }: UnitOf,
  findings: readonly string[],
  waivers: readonly KnownWaiver[],
): KnownWaiver | undefined {
  const key = unitKey({ evidenceId: requirement.id, target: unit.target });
  const same = waivers.filter(({ waiver: { scope } }) => {
    const before: readonly string[] = scope.findings ?? [];
    const common = findings.length === 0 ? before.length === 0 : findings.some((one) => before.includes(one));
    return unitKey(scope) === key && common;
  });
  return same.sort((a, b) => byCodeUnit(b.waiver.notBefore, a.waiver.notBefore))[0];
}
