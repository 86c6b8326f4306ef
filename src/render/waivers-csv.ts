import type { Certification, CertifiedWaiver } from '../formats/generated/certification.ts';
import { oneLine } from './one-line.ts';
import { approvers } from './report.ts';

/** A column: its name, and what of a waiver it shows. */
type Column = readonly [string, (waiver: CertifiedWaiver, certification: Certification) => string | number | undefined];

const COLUMNS: readonly Column[] = [
  ['platform', (_, { platform }) => platform],
  ['release', (_, { release }) => release],
  ['mode', (_, { mode }) => mode],
  ['candidate', (_, { candidate }) => candidate.digest],
  ['decided at', (_, { now }) => now],
  ['waiver', ({ id }) => id],
  ['revision', ({ revision }) => revision],
  ['state', ({ state }) => state],
  ['in use', ({ used }) => (used ? 'yes' : 'no')],
  ['explanation', ({ explanation }) => explanation],
  ['lets pass', ({ unit }) => unit],
  ['findings', (waiver, { findings }) => accepted(waiver, findings)],
  ['category', ({ category }) => category],
  ['risk', ({ riskLevel }) => riskLevel],
  ['reason', ({ reason }) => reason],
  ['owner', ({ owner }) => owner],
  ['requested by', ({ requestedBy }) => requestedBy],
  ['approved by', (waiver) => approvers(waiver).join(' | ')],
  [
    'decisions',
    ({ approvals }) =>
      approvals
        ?.map(({ decision, principal, decidedAt, comment }) =>
          [decision, principal, decidedAt, comment].filter((one) => one !== undefined).join(' '),
        )
        .join(' | '),
  ],
  ['not before', ({ notBefore }) => notBefore],
  ['expires at', ({ expiresAt }) => expiresAt],
  ['tracking', ({ tracking }) => tracking?.join(' ')],
  ['follow-up', ({ followUp }) => followUp],
  ['file', ({ path }) => path],
  ['digest', ({ digest }) => digest],
];

/** Every waiver that was read, one row each (RFC 4180, with LF); no cell is a formula in a spreadsheet. */
export function renderWaiversCsv(certification: Certification): string {
  const rows = certification.waivers.map((waiver) => COLUMNS.map(([, value]) => value(waiver, certification) ?? ''));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** What a waiver accepts, each with the fingerprint under which the certification has it. */
function accepted({ id, unit, used }: CertifiedWaiver, findings: Certification['findings']): string {
  if (!used) return '';
  return findings
    .filter((finding) => finding.waivedBy !== undefined && finding.waivedBy === id && finding.unit === unit)
    .map(({ ruleId, message, fingerprint }) => `${ruleId}: ${message} [${fingerprint}]`)
    .join(' | ');
}

/**
 * Spreadsheets run a cell that starts with one of these signs, full width or not. The apostrophe makes it text. So does it
 * behind a quote or a semicolon, where a spreadsheet of another locale would start a cell.
 */
const FORMULA = /(^\s*|[";]\s*)(?=[=+\-@＝＋－＠])/g;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `"${oneLine(value).replace(FORMULA, "$1'").replaceAll('"', '""')}"`;
}
