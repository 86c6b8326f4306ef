import type { SnapshotChange, SnapshotReport } from '../formats/generated/snapshot-report.ts';
import { printableLine } from '../model/printable-line.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

const MARKS = { added: '+', removed: '-', changed: '~' } as const;

/** The verdict, the snapshot in figures, what differs, and the findings. @param written the file was written anew */
export function snapshotReportText(report: SnapshotReport, written: boolean, style: Style): string {
  const { counts } = report;
  const lines = [
    verdict(report, written, style),
    ...report.changes.map(changeLine),
    '',
    `  contract version  ${report.contractVersion} (API ${report.apiVersion})`,
    `  capabilities      ${counts.capabilities}`,
    `  endpoints         ${counts.endpoints}`,
    `  services          ${services(counts)}`,
    `  not stable        ${report.notStable}`,
    `  digest            ${report.digest}`,
    ...(report.findings.length === 0 ? [] : ['', ...findingsText(report.findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

function verdict(
  { check, source, output, upToDate, changes, summary }: SnapshotReport,
  written: boolean,
  style: Style,
): string {
  if (summary.errors > 0)
    return style.error(`${summaryText(summary)}: ${source} can't be released${check ? '' : ', nothing was written'}`);
  if (upToDate) return style.ok(written ? `${output} written` : `${output} is up to date`);
  const why =
    changes.length === 0
      ? 'it says the same in other bytes'
      : `${changes.length} ${changes.length === 1 ? 'difference' : 'differences'}`;
  return style.error(`${output} is not what ${source} gives: ${why}`);
}

function services({ services: count, methods, events }: SnapshotReport['counts']): string {
  if (count === 0) return '0';
  return `${count} (${methods} ${methods === 1 ? 'method' : 'methods'}, ${events} ${events === 1 ? 'event' : 'events'})`;
}

function changeLine({ kind, identity, state, members }: SnapshotChange): string {
  const detail = members.length === 0 ? '' : `: ${members.join(', ')}`;
  return `  ${MARKS[state]} ${kind} ${printableLine(identity)}${detail}`;
}
