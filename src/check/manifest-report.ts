import type { LoadedContract } from '../contract/model.ts';
import type { ManifestReport } from '../formats/generated/manifest-report.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { type Finding, summarize } from '../model/finding.ts';

/**
 * The document that `assay manifest validate --json` prints.
 * @param contract what the app was compared with; undefined where it was not
 */
export function manifestReport(
  { app }: LoadedManifest,
  profile: string,
  findings: readonly Finding[],
  contract: LoadedContract | undefined,
  strict: boolean,
): ManifestReport {
  return {
    kind: 'assay.manifest-report',
    schemaVersion: 1,
    manifest: {
      id: app.id === '' ? null : app.id,
      version: app.version === '' ? null : app.version,
      dialect: app.dialect,
      profile,
      path: app.locate('').path,
    },
    strict,
    ...(contract === undefined
      ? {}
      : {
          contract: {
            path: contract.path,
            contractVersion: contract.contract.contractVersion,
            digest: contract.digest,
          },
        }),
    findings: [...findings],
    summary: summarize(findings),
  };
}
