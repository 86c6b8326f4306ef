import { summarize } from '../model/finding.ts';
import { declaredBump } from './declared-bump.ts';
import type { DiffReport } from './diff-report.ts';
import { BUMP_RULES } from './rules/contract/index.ts';
import { isEnough } from './run-diff.ts';
import { runRules } from './run-rules.ts';

/**
 * The report with what its versions say, and a finding where they say less than the changes ask for.
 * @param text `1.2.0..1.3.0` or `4..5`
 * @throws AssayError of declaredBump
 */
export function checkVersions(report: DiffReport, text: string): DiffReport {
  const declared = declaredBump(text);
  const required = report.requiredBump;
  const location = { path: report.current.path };
  const findings = runRules(BUMP_RULES, { declared, required, location }).map((finding) => ({
    ...finding,
    category: 'model' as const,
    direction: 'consumer' as const,
    parties: ['consumer' as const, 'sdk' as const],
    kind: 'contract' as const,
    subject: report.current.apiVersion,
    waivable: true,
    bump: 'none' as const,
  }));
  const changes = [...findings, ...report.changes];
  const versions = { ...declared, enough: isEnough(declared.bump, required) };
  return { ...report, versions, changes, summary: summarize(changes) };
}
