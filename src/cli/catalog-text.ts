import type { CatalogReport } from '../formats/generated/catalog-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';

type Entry = CatalogReport['entries'][number];

/** What people read of a catalog: the verdict, who signed it, one line for each entry, and each finding. */
export function catalogText(report: CatalogReport, style: Style): string {
  const { action, catalog, entries, findings, summary, written = [] } = report;
  const bad = action === 'refused' || summary.errors - (report.waived?.length ?? 0) > 0;
  const verdict = (bad ? style.error : style.ok)(style.bold(bad ? 'refused' : action));
  const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
  const rows: (readonly [string, string])[] = [
    ['catalog', `${catalog.path}, version ${catalog.version}, made at ${catalog.generatedAt}`],
    ['digest', catalog.digest],
    ['signature', signatureText(report.signature)],
    ...(report.contract === undefined
      ? []
      : ([['contract', `${report.contract.path}, contract v${report.contract.contractVersion}`]] as const)),
    ...(report.certification === undefined
      ? []
      : ([['certified', `${report.certification.path}, ${report.certification.decision}`]] as const)),
    ...written.map((path) => ['written', path] as const),
  ];
  const lines = [
    `${verdict}: ${catalog.id}, ${count} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    ...rows.map(([label, text]) => `  ${style.dim(label.padEnd('signature'.length))}  ${text}`),
    '',
    ...entryLines(entries, style),
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n').trimEnd()}\n`;
}

function signatureText({ status, keyId, keyStatus, fingerprint, purpose }: CatalogReport['signature']): string {
  const key = keyId === undefined ? '' : `, key ${keyId} (${fingerprint})`;
  const use = purpose === undefined ? '' : `, ${keyStatus}, for ${purpose} use`;
  if (status === 'not-checked') return 'not checked: no trusted keys were given';
  return `${status}${key}${use}`;
}

function entryLines(entries: readonly Entry[], style: Style): string[] {
  const rows = entries.map((entry) =>
    [
      `${entry.id} ${entry.version}`,
      entry.channel,
      entry.status ?? (entry.bundle === null ? 'no bundle' : 'bundle read'),
      entry.review === null ? '' : entry.review.trust,
    ].map(printableLine),
  );
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) => {
    const { errors = 0, warnings = 0 } = entries[index] ?? {};
    const word = errors > 0 ? style.error('fail') : warnings > 0 ? style.warning('warn') : style.ok('pass');
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return `  ${word}  ${cells.join('  ')}`.trimEnd();
  });
}
