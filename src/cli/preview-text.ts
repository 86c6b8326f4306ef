import type { PreviewReport, PreviewRow } from '../formats/generated/preview-report.ts';
import { printableLine } from '../model/printable-line.ts';
import type { Style } from './command.ts';
import { findingLines, summaryText, whatToDo } from './findings-text.ts';
import { countsText, nameOf } from './matrix-text.ts';
import { table, tsv } from './table.ts';

/** What a preview says: that it is one, what was tried on what, and why an app does not run. */
export function previewText(report: PreviewReport, style: Style): string {
  const { candidate, baseline, rows, summary, strict } = report;
  const told = rows.filter(({ state }) => state === 'fails').flatMap(toldOf);
  const lines = [
    `${style.bold('preview')}, which authorises nothing: ${countsText(summary, style)}${strict ? ' (strict)' : ''}`,
    `  ${style.dim('candidate')}  ${candidate.path}, contract version ${candidate.contractVersion}, ${candidate.inputDigest}`,
    ...(baseline === undefined
      ? []
      : [
          `  ${style.dim('in force')}   ${baseline.path}, contract version ${baseline.contractVersion}: ${summaryText(baseline.changes)} between the two`,
        ]),
    '',
    ...table(
      rows.map((row) => [`  ${nameOf(row)}`, stateText(row), hurtText(row)]),
      style.width,
    ),
    ...rows.flatMap((row) => reasonLines(row, style)),
    ...(told.length === 0 ? [] : ['', ...whatToDo(told, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line for each app. */
export function previewTsv({ candidate, rows }: PreviewReport): string {
  return tsv([
    ['app', 'version', 'path', 'contractVersion', 'state', 'status', 'affectedBy', 'inputDigest', 'reason'],
    ...rows.map(({ app, path, state, status, affectedBy, inputDigest, reason = '' }) => [
      app?.id ?? '',
      app?.version ?? '',
      path,
      String(candidate.contractVersion),
      state,
      status ?? '',
      String(affectedBy.length),
      inputDigest ?? '',
      reason,
    ]),
  ]);
}

function stateText({ state, status }: PreviewRow): string {
  if (state === 'not-evaluated') return 'not evaluated';
  return status === 'compatible' ? state : `${state} (${status})`;
}

function hurtText({ affectedBy }: PreviewRow): string {
  const count = affectedBy.length;
  return count === 0 ? '' : `may be hurt by ${count} ${count === 1 ? 'change' : 'changes'}`;
}

function reasonLines(row: PreviewRow, style: Style): string[] {
  if (row.state === 'ok') return [];
  const title = style.bold(nameOf(row));
  if (row.state === 'not-evaluated') return ['', `${title}: not evaluated: ${printableLine(row.reason ?? '')}`];
  return ['', title, ...findingLines(toldOf(row), style)];
}

function toldOf({ findings }: PreviewRow): PreviewRow['findings'] {
  return findings.filter(({ severity }) => severity !== 'note');
}
