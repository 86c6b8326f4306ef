import type { Certification, CertifiedWaiver } from '../formats/generated/certification.ts';
import { oneLine } from './one-line.ts';
import { acceptors, approvers } from './report.ts';

/** What lets something pass, or was meant to: a waiver, or the part of the accepted findings that is about one unit. */
type Row = Omit<CertifiedWaiver, 'state' | 'approvals'> & {
  readonly state: string;
  /** What it accepts, each with the fingerprint under which the certification has it. */
  readonly findings: string;
  readonly approvedBy: readonly string[];
  readonly approvals?: CertifiedWaiver['approvals'];
};

/** A column: its name, and what of a row it shows. */
type Column = readonly [string, (row: Row, certification: Certification) => string | number | undefined];

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
  ['findings', ({ findings }) => findings],
  ['category', ({ category }) => category],
  ['risk', ({ riskLevel }) => riskLevel],
  ['reason', ({ reason }) => reason],
  ['owner', ({ owner }) => owner],
  ['requested by', ({ requestedBy }) => requestedBy],
  ['approved by', ({ approvedBy }) => approvedBy.join(' | ')],
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

/** Every waiver that was read and every unit of the accepted findings, one row each (RFC 4180, with LF); no cell is a formula in a spreadsheet. */
export function renderWaiversCsv(certification: Certification): string {
  const all = [...waiverRows(certification), ...acceptedRows(certification)];
  const rows = all.map((row) => COLUMNS.map(([, value]) => value(row, certification) ?? ''));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function waiverRows({ waivers, findings }: Certification): Row[] {
  return waivers.map((waiver) => {
    const { id, unit, used } = waiver;
    const own = used
      ? findings.filter((one) => one.waivedBy !== undefined && one.waivedBy === id && one.unit === unit)
      : [];
    return { ...waiver, findings: named(own), approvedBy: approvers(waiver) };
  });
}

/** A row for each unit of the list of accepted findings; a list that holds for none has one of its own. */
function acceptedRows({ acceptedFindings: list, findings }: Certification): Row[] {
  if (list === undefined) return [];
  const { path, state, explanation, digest, sequence, acceptedAt, units, accepted: _, signers: __, ...said } = list;
  const base = {
    ...said,
    id: sequence === undefined ? 'accepted findings' : `accepted findings ${sequence}`,
    path,
    state,
    explanation,
    approvedBy: acceptors(list),
    ...(digest === undefined ? {} : { digest }),
    ...(acceptedAt === undefined ? {} : { notBefore: acceptedAt }),
  };
  if (units.length === 0) return [{ ...base, used: false, findings: '' }];
  return units.map(({ unit, accepted }) => ({
    ...base,
    unit,
    used: accepted > 0,
    findings: named(findings.filter((one) => one.accepted === true && one.unit === unit)),
  }));
}

function named(findings: Certification['findings']): string {
  return findings.map(({ ruleId, message, fingerprint }) => `${ruleId}: ${message} [${fingerprint}]`).join(' | ');
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
