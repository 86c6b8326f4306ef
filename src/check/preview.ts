import { bundleDigests } from '../bundle/bundle-digests.ts';
import type { LoadedContract } from '../contract/model.ts';
import type { PreviewReport, PreviewRow } from '../formats/generated/preview-report.ts';
import type { Digest } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';
import { type AppUse, appUse } from './app-use.ts';
import { compatMatrix, type MatrixApp, type MatrixOptions } from './compat-matrix.ts';
import { type ContractDiff, diffContracts } from './contract-diff.ts';

/** A contract that is only proposed, bound to the bytes that proposed it. */
export interface Candidate {
  readonly contract: LoadedContract;
  readonly inputDigest: Digest;
}

/**
 * How apps would fare on a proposed contract, and what they would lose against the one that is in force. The report
 * says of itself that it is a preview: whatever reads evidence refuses it.
 */
export function previewReport(
  { contract, inputDigest }: Candidate,
  apps: readonly MatrixApp[],
  baseline: LoadedContract | undefined,
  options: MatrixOptions,
): PreviewReport {
  const column = { path: contract.path, roles: ['candidate' as const], contract: { value: contract } };
  const { rows, summary } = compatMatrix(apps, [column], options);
  const uses = apps.map(({ subject }) => ('value' in subject ? appUse(subject.value.manifest) : undefined));
  const known = uses.filter((use) => use !== undefined);
  const diff = baseline === undefined ? undefined : diffContracts(baseline, contract, { apps: known });
  return {
    kind: 'assay.preview-report',
    schemaVersion: 1,
    preview: true,
    authorises: 'nothing',
    strict: options.strict,
    candidate: {
      path: contract.path,
      inputDigest,
      apiVersion: contract.contract.apiVersion,
      contractVersion: contract.contract.contractVersion,
      digest: contract.digest,
    },
    ...(baseline === undefined || diff === undefined
      ? {}
      : {
          baseline: {
            path: baseline.path,
            contractVersion: baseline.contract.contractVersion,
            digest: baseline.digest,
            requiredBump: diff.requiredBump,
            changes: diff.summary,
          },
        }),
    rows: rows.map(({ path, subject, app, cells: [cell] }, index): PreviewRow => {
      const { state = 'not-evaluated', status = null, reason, findings = [] } = cell ?? {};
      return {
        path,
        subject,
        inputDigest: digestOf(apps[index]),
        app,
        state,
        status,
        ...(reason === undefined ? {} : { reason }),
        affectedBy: affectedBy(uses[index], diff),
        findings,
      };
    }),
    summary,
  };
}

function digestOf(app: MatrixApp | undefined): Digest | null {
  if (app === undefined || 'error' in app.subject) return null;
  const { file, tree } = bundleDigests(app.subject.value.bundle);
  return file ?? tree;
}

/** The changes that may hurt an app: those that are no note, of what it may use. */
function affectedBy(use: AppUse | undefined, diff: ContractDiff | undefined): string[] {
  if (use === undefined || diff === undefined) return [];
  const hurting = diff.changes.filter(({ severity, impact }) => severity !== 'note' && impact?.includes(use.name));
  return hurting.map(({ fingerprint }) => fingerprint).sort(byCodeUnit);
}
