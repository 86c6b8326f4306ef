import type { ManifestReport } from '../formats/generated/manifest-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';
import { comparisonText, environmentText } from './profile-text.ts';

/** What people read of a manifest report: the verdict, what it was compared with, each finding, and what to do. */
export function manifestText(report: ManifestReport, style: Style): string {
  const { manifest, contract, profiles, env, findings, summary } = report;
  const bad = summary.errors > 0 || profiles?.verdict === 'refused';
  const verdict = (bad ? style.error : style.ok)(style.bold(verdictWord(report)));
  const name = [manifest.id ?? 'a manifest without app id', manifest.version ?? '']
    .filter((part) => part !== '')
    .join(' ');
  const lines = [
    `${verdict}: ${printableLine(name)} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    `  ${style.dim('manifest')}  ${manifest.path}, dialect ${manifest.dialect}, profile ${manifest.profile}`,
    `  ${style.dim('contract')}  ${
      contract === undefined
        ? 'none given or configured, so compatibility was not checked'
        : `${contract.path}, v${contract.contractVersion}, ${contract.digest}`
    }`,
  ];
  if (profiles !== undefined) lines.push('', ...comparisonText(profiles, style));
  if (env !== undefined) lines.push('', ...environmentText(env, style));
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

function verdictWord({ profiles, summary }: ManifestReport): string {
  if (profiles?.verdict === 'profile-conflict') return 'unpublishable: profile conflict';
  if (profiles?.verdict === 'refused') return 'unpublishable';
  return summary.errors > 0 ? 'invalid' : 'valid';
}
