import type { CatalogEntryReport } from '../formats/generated/catalog-entry-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

/** What people read of a descriptor that was written or mended. */
export function entryText(report: CatalogEntryReport, style: Style): string {
  const { action, descriptor, bundle, id, version, changed, findings, summary } = report;
  const refused = summary.errors > 0;
  const stale = action === 'unchanged' && changed.length > 0;
  const word = refused ? 'refused' : stale ? 'stale' : action;
  const verdict = (refused || stale ? style.error : style.ok)(style.bold(word));
  const label = stale ? 'would change' : 'properties';
  const lines = [
    `${verdict}: ${descriptor}, ${id} ${version} (${summaryText(summary)})`,
    `  ${style.dim('bundle'.padEnd(label.length))}  ${bundle}`,
    ...(changed.length === 0 ? [] : [`  ${style.dim(label)}  ${changed.join(', ')}`]),
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}
