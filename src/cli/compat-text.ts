import type { ApiCompatibility, CompatReport } from '../formats/generated/compat-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';

/** What people read of a compat report: the verdict, what was compared, each finding, and what to do. */
export function compatText(report: CompatReport, style: Style): string {
  const { app, contract, subject, entry, findings, summary } = report;
  const name = [app.id || 'an app without id', app.version].filter((part) => part !== '').join(' ');
  const verdict = paint(report.status, style)(style.bold(report.status));
  const rows: (readonly [string, string])[] = [
    ['bundle', entry?.bundle ?? subject.path],
    ...(entry === undefined
      ? []
      : ([['entry', `${entry.path}, which by itself shows ${entry.apiCompatibility.status}`]] as const)),
    ['contract', `${contract.path}, ${baselineText(contract)}, ${contract.digest}`],
    ['declared', declaredText(report.apiCompatibility)],
  ];
  const lines = [
    `${verdict}: ${printableLine(name)} on contract v${contract.contractVersion} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    ...rows.map(([label, text]) => `  ${style.dim(label.padEnd('contract'.length))}  ${text}`),
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

function baselineText({ apiVersion, contractVersion, stableBaseline }: CompatReport['contract']): string {
  const baseline = stableBaseline === null ? 'without stable baseline' : `stable baseline ${stableBaseline}`;
  return `api ${apiVersion}, contract v${contractVersion} ${baseline}`;
}

function declaredText(api: ApiCompatibility): string {
  if (!api.declared) return 'no api metadata, so nothing is promised either way';
  const { minimumVersion, maximumTestedVersion, targetStability } = api;
  return [
    minimumVersion === null ? 'no minimum version' : `runs from v${minimumVersion}`,
    maximumTestedVersion === null ? 'no tested version' : `tested up to v${maximumTestedVersion}`,
    ...(targetStability === undefined ? [] : [`targets ${targetStability} api`]),
    ...(api.experimentalCapabilitiesAccepted ? ['accepts experimental capabilities'] : []),
  ].join(', ');
}

function paint(status: CompatReport['status'], style: Style): (text: string) => string {
  if (status === 'compatible') return style.ok;
  return status === 'unknown' || status === 'newer_than_tested' ? style.warning : style.error;
}
