import type { CatalogDiffReport } from '../formats/generated/catalog-diff-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

/** What people read of a comparison of two catalogs: which entries changed and in what, and each finding. */
export function catalogDiffText(report: CatalogDiffReport, style: Style): string {
  const { baseline, current, entries, findings, summary } = report;
  const bad = summary.errors > 0;
  const same = entries.added.length + entries.removed.length + entries.changed.length === 0;
  const verdict = bad ? style.error(style.bold('refused')) : style.ok(style.bold(same ? 'same' : 'changed'));
  const signed = baseline.keyId === undefined ? '' : `, signed by ${baseline.keyId}`;
  const lines = [
    `${verdict}: ${current.id}, ${current.entries} ${current.entries === 1 ? 'entry' : 'entries'} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    `  ${style.dim('published')}  ${baseline.path}, made at ${baseline.generatedAt}${signed}`,
    `  ${style.dim('new')}        ${current.path}, made at ${current.generatedAt}`,
    ...entries.added.map((id) => `  ${style.dim('added')}      ${id}`),
    ...entries.removed.map((id) => `  ${style.dim('removed')}    ${id}`),
    ...entries.changed.map(({ id, baselineVersion, currentVersion, properties }) => {
      const versions = baselineVersion === currentVersion ? currentVersion : `${baselineVersion} to ${currentVersion}`;
      return `  ${style.dim('changed')}    ${id} ${versions}: ${properties.join(', ')}`;
    }),
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}
