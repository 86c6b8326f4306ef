import { summarize } from '../model/finding.ts';
import { type DeclaredBump, declaredBump } from './declared-bump.ts';
import type { DiffReport } from './diff-report.ts';
import { BUMP_RULES } from './rules/contract/index.ts';
import { isEnough } from './run-diff.ts';
import { runRules } from './run-rules.ts';

/** In place of two versions: those that the two contracts themselves say. */
const OWN_VERSIONS = 'contracts';
const CONTRACT_VERSION = /^v?\d+$/;

/**
 * The report with what its versions say, and a finding where they say less than the changes ask for.
 * @param text `1.2.0..1.3.0`; `4..5`, which must be the contracts' own; or `contracts` for their own, whatever they are
 * @throws AssayError of declaredBump
 */
export function checkVersions(report: DiffReport, text: string): DiffReport {
  const own = { from: report.baseline.contractVersion, to: report.current.contractVersion };
  const declared = text === OWN_VERSIONS ? ownBump(own) : declaredBump(text);
  const required = report.requiredBump;
  const location = { path: report.current.path };
  const findings = runRules(BUMP_RULES, {
    declared,
    required,
    location,
    ...(CONTRACT_VERSION.test(declared.from) && text !== OWN_VERSIONS ? { own } : {}),
  }).map((finding) => ({
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

/** What two contracts' own versions say; one that went back is a finding of its own, and says nothing. */
function ownBump({ from, to }: { readonly from: number; readonly to: number }): DeclaredBump {
  return from > to ? { from: `${from}`, to: `${to}`, bump: 'none' } : declaredBump(`${from}..${to}`);
}
