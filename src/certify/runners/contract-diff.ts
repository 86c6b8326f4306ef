import { appUse } from '../../check/app-use.ts';
import { changeFinding } from '../../check/change-finding.ts';
import { diffContracts } from '../../check/contract-diff.ts';
import { descriptors } from '../../check/descriptors.ts';
import { lastReleaseBefore } from '../../check/releases-before.ts';
import { COMPARISON_RULES } from '../../check/rules/comparison.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { AssayError } from '../../model/errors.ts';
import { type ContractPiece, contractName, currentContract, type HistoryPiece, type Platform } from '../platform.ts';
import { type Runner, type RunnerOptions, type UnitResult, unread } from '../runner.ts';

/** Compares the current contract with the last release before it, as `assay api diff` does, by the policy's severities. */
export const contractDiff: Runner = {
  name: 'contract.diff',
  rules: COMPARISON_RULES,
  units(platform) {
    const { history, apps } = platform;
    const contract = currentContract(platform);
    if (history === undefined || contract === undefined) return [];
    return [
      {
        subjects: [contractName(platform) ?? contract.path],
        inputs: [history.path, contract.path, ...apps.map(({ path }) => path)],
        judge: (options) => judge(history, contract, apps, options),
      },
    ];
  },
};

function judge(
  { history }: HistoryPiece,
  { contract }: ContractPiece,
  apps: Platform['apps'],
  { strict, severities }: RunnerOptions,
): UnitResult {
  if (!history.ok) return unread(EVIDENCE_RULES.inputUnreadable, history.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  const baseline = lastReleaseBefore(history.value, contract.value);
  if (baseline instanceof AssayError) return unread(EVIDENCE_RULES.inputUnreadable, baseline);
  // An app that can't be read is told by what judges apps.
  const uses = apps.flatMap(({ manifest }) => (manifest.ok ? [appUse(manifest.value)] : []));
  const { changes, requiredBump } = diffContracts(baseline, contract.value, { strict, severities, apps: uses });
  const overridden = new Set(changes.filter((change) => change.overridden !== undefined).map(({ ruleId }) => ruleId));
  return {
    kind: 'judged',
    checks: new Set([...descriptors(baseline.contract), ...descriptors(contract.value.contract)].map(nameOf)).size,
    findings: changes.map(changeFinding),
    annotations: {
      baseline: baseline.contract.contractVersion,
      current: contract.value.contract.contractVersion,
      requiredBump,
      ...(overridden.size === 0 ? {} : { severitiesOfPolicy: [...overridden].join(', ') }),
    },
  };
}

function nameOf({ kind, identity }: { readonly kind: string; readonly identity: string }): string {
  return `${kind} ${identity}`;
}
