import type { LintReport } from '../formats/generated/lint-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

/** What people read of a lint report: the verdict, what was looked at, each finding, and what to do. */
export function lintText({ contract, boundaries, strict, findings, summary }: LintReport, style: Style): string {
  const bad = summary.errors > 0;
  const verdict = (bad ? style.error : style.ok)(style.bold(bad ? 'not sound' : 'sound'));
  const lines = [
    `${verdict}: ${contract.path}, contract version ${contract.contractVersion} (${summaryText(summary)}${strict ? ', strict' : ''})`,
    `  ${style.dim('boundaries')}  ${boundaries ?? 'none given'}`,
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}
