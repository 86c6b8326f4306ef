import type { HistoryReport } from '../formats/generated/history-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { table, tsv } from './table.ts';

/** The verdict, each release with what it says of the one before, and the findings. */
export function historyText(report: HistoryReport, style: Style): string {
  const { path, releases, current, summary, findings, head } = report;
  const bad = summary.errors > 0;
  const verdict = (bad ? style.error : style.ok)(style.bold(bad ? 'broken' : 'intact'));
  const count = `${releases.length} ${releases.length === 1 ? 'release' : 'releases'}`;
  const lines = [
    `${verdict}: ${path}, ${count} (${summaryText(summary)})`,
    ...table(
      releases.map((release) => [`  v${release.contractVersion}`, release.digest, chained(release)]),
      style.width,
    ),
    ...(current === undefined ? [] : [`  ${style.dim('next')}  ${nextText(current)}`]),
    `  ${style.dim('head')}  ${head}`,
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

/** One line for each release. */
export function historyTsv({ releases }: HistoryReport): string {
  return tsv([
    ['contractVersion', 'apiVersion', 'path', 'digest', 'previousDigest', 'canonical'],
    ...releases.map((release) => [
      String(release.contractVersion),
      release.apiVersion,
      release.path,
      release.digest,
      release.previousDigest ?? '',
      String(release.canonical),
    ]),
  ]);
}

function chained({ previousDigest, canonical }: HistoryReport['releases'][number]): string {
  const chain = previousDigest === null ? 'not chained' : 'chained';
  return canonical ? chain : `${chain}, not in canonical form`;
}

function nextText({ path, contractVersion, released }: NonNullable<HistoryReport['current']>): string {
  return `${path}, contract version ${contractVersion}${released ? ', which is released already' : ''}`;
}
