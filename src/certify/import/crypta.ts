import type { Severity } from '../../model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { objects, part, reportObject, text } from './read-json.ts';

const NAME = 'crypta';
const PASSES = new Set(['pass', 'success', 'passed', 'ok', 'collected']);
const WARNS = new Set(['warn', 'warning']);
const FAILS = new Set(['fail', 'failed', 'failure', 'error']);

/**
 * A summary of crypta's release certification: each item of evidence is a check. A word that crypta does not know is
 * missing; what is missing, skipped or failed is an error where a release candidate needs it, else a warning. An item
 * that crypta waived is an error: its waivers are signed by nobody. Gates, named blockers and the summary's own verdict
 * count too: a gate fails by the history of a contract while every item passes.
 * @throws AssayError report-malformed and those of parseJson (input)
 */
export function importCrypta(bytes: Uint8Array, path: string): ForeignResult {
  const summary = reportObject(bytes, path, NAME);
  const evidence = objects(summary, 'evidence', path, NAME);
  const gates = listed(summary, 'ecosystemGates', path);
  const { blockers } = part(summary, 'issues');
  const hits = [
    ...evidence.flatMap((item) => itemHit(item, item.requiredForReleaseCandidate !== false, 'item', path)),
    ...gates.flatMap((gate) => itemHit(gate, gate.releaseBlocker !== false, 'gate', path)),
    ...(Array.isArray(blockers) ? blockers : []).map((blocker: JsonValue) =>
      hitOf('blocker', nameOf(blocker), 'named as a blocker', 'error', path),
    ),
    ...verdictHits(summary, path),
  ];
  const redaction = part(summary, 'redaction');
  const leaks = FAILS.has(word(redaction, 'status') ?? '') || Number(redaction.findingCount ?? 0) > 0;
  return { checks: evidence.length, skipped: 0, findings: foreignFindings(hits), ...(leaks ? { leaks } : {}) };
}

function listed(from: JsonObject, member: string, path: string): JsonObject[] {
  return from[member] === undefined ? [] : objects(from, member, path, NAME);
}

/** A status as crypta compares it. */
function word(from: JsonObject, member: string): string | undefined {
  return text(from, member)?.trim().toLowerCase();
}

function nameOf(item: JsonValue): string {
  if (typeof item === 'string') return item;
  return isJsonObject(item) ? (text(item, 'id') ?? '') : '';
}

function itemHit(item: JsonObject, needed: boolean, kind: string, path: string): ForeignHit[] {
  const status = word(item, 'status') ?? 'missing';
  const { waived = false } = part(item, 'details');
  const isWaived = waived !== false && waived !== null;
  const severity = isWaived ? 'error' : severityOf(status, needed);
  if (severity === undefined) return [];
  return [hitOf(kind, nameOf(item), `${status}${isWaived ? ', waived in crypta' : ''}`, severity, path, status)];
}

function severityOf(status: string, needed: boolean): Severity | undefined {
  if (PASSES.has(status)) return undefined;
  if (WARNS.has(status)) return 'warning';
  return FAILS.has(status) || needed ? 'error' : 'warning';
}

/** What the summary says of the whole of it, in its older and in its newer form. */
function verdictHits(summary: JsonObject, path: string): ForeignHit[] {
  const result = part(summary, 'result');
  const words = [
    ['status', word(summary, 'status')],
    ['promotionDecision', word(summary, 'promotionDecision')],
    ['ecosystemRcDecision', word(summary, 'ecosystemRcDecision')],
    ['historyComparison.status', word(part(summary, 'historyComparison'), 'status')],
    ['result.status', word(result, 'status')],
    ['result.decision', word(result, 'decision')],
  ] as const;
  const said = words.flatMap(([name, value]) => (FAILS.has(value ?? '') || value === 'no-go' ? [name] : []));
  return said.map((name) => hitOf('verdict', name, 'no', 'error', path));
}

function hitOf(
  kind: string,
  id: string,
  said: string,
  severity: Severity,
  path: string,
  status: string = said,
): ForeignHit {
  return {
    ruleId: 'crypta/evidence',
    ...(id === '' ? {} : { legacyCode: id }),
    severity,
    message: `${id === '' ? 'an item without an id' : id} is ${said}`,
    path,
    key: kind === 'item' ? [id, status] : [kind, id, status],
  };
}
