import type { LoadedContract } from '../contract/model.ts';
import type { ApiDiffReport, DiffSide } from '../formats/generated/api-diff-report.ts';
import type { Change } from './change.ts';
import type { ContractDiff, ContractDiffOptions } from './contract-diff.ts';

/** The published report; its changes are the engine's own, which the format's test holds to the schema. */
export type DiffReport = Omit<ApiDiffReport, 'changes'> & { readonly changes: readonly Change[] };

/** A contract that was compared, and the commit that it was read from where there is one. */
export interface ComparedContract {
  readonly contract: LoadedContract;
  readonly revision?: string;
}

/** What `assay api diff` reports of a comparison. */
export function diffReport(
  baseline: ComparedContract,
  current: ComparedContract,
  diff: ContractDiff,
  options: ContractDiffOptions,
): DiffReport {
  const { inputs = 'declared', outputs = 'tolerant' } = current.contract.contract.contentModel ?? {};
  return {
    kind: 'assay.api-diff-report',
    schemaVersion: 1,
    baseline: sideOf(baseline),
    current: sideOf(current),
    profile: options.profile ?? 'all',
    strict: options.strict ?? false,
    witness: options.witness ?? true,
    contentModel: { inputs, outputs },
    severities: severitiesOf(diff.changes, options),
    changes: diff.changes,
    requiredBump: diff.requiredBump,
    summary: diff.summary,
  };
}

export function sideOf({ contract: { contract, path, digest }, revision }: ComparedContract): DiffSide {
  return {
    path,
    ...(revision === undefined ? {} : { revision }),
    apiVersion: contract.apiVersion,
    contractVersion: contract.contractVersion,
    digest,
  };
}

function severitiesOf(
  changes: readonly Change[],
  { severities = {} }: ContractDiffOptions,
): ApiDiffReport['severities'] {
  return Object.entries(severities).flatMap(([ruleId, severity]) =>
    severity === undefined
      ? []
      : [
          {
            ruleId,
            severity,
            applied: changes.filter((change) => change.ruleId === ruleId && change.overridden).length,
          },
        ],
  );
}
