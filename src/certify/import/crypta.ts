import type { Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { objects, part, reportObject, text } from './read-json.ts';

const NAME = 'crypta';
const PASSES = new Set(['pass', 'success', 'passed', 'ok', 'collected']);
const WARNS = new Set(['warn', 'warning']);

/**
 * A summary of crypta's release certification: each item of evidence is a check. A word that crypta does not know is
 * missing; what is missing, skipped or failed is an error where a release candidate needs it, else a warning. An item
 * that crypta waived is an error: its waivers are signed by nobody.
 * @throws AssayError report-malformed and those of parseJson (input)
 */
export function importCrypta(bytes: Uint8Array, path: string): ForeignResult {
  const summary = reportObject(bytes, path, NAME);
  const evidence = objects(summary, 'evidence', path, NAME);
  const hits = evidence.flatMap((item): ForeignHit[] => {
    const id = text(item, 'id') ?? '';
    const status = (text(item, 'status') ?? 'missing').toLowerCase();
    const severity = severityOf(item, status);
    if (severity === undefined) return [];
    const waived = part(item, 'details').waived === true;
    const message = `${id === '' ? 'an item without an id' : id} is ${status}${waived ? ', waived in crypta' : ''}`;
    return [
      {
        ruleId: 'crypta/evidence',
        ...(id === '' ? {} : { legacyCode: id }),
        severity,
        message,
        path,
        key: [id, status],
      },
    ];
  });
  const redaction = part(summary, 'redaction');
  const leaks = text(redaction, 'status') === 'fail';
  return { checks: evidence.length, skipped: 0, findings: foreignFindings(hits), ...(leaks ? { leaks } : {}) };
}

function severityOf(item: JsonObject, status: string): Severity | undefined {
  if (part(item, 'details').waived === true) return 'error';
  if (PASSES.has(status)) return undefined;
  if (WARNS.has(status)) return 'warning';
  const failed = status === 'fail' || status === 'failure' || status === 'failed' || status === 'error';
  return failed || item.requiredForReleaseCandidate !== false ? 'error' : 'warning';
}
