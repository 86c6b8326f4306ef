import type { LoadedContract } from '../contract/model.ts';
import type { ManifestEnvironment, ManifestReport, ProfileComparison } from '../formats/generated/manifest-report.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { EnvFacts } from '../manifest/env-model.ts';
import { type Finding, summarize } from '../model/finding.ts';

/**
 * The document that `assay manifest validate --json` prints.
 * @param contract what the app was compared with; undefined where it was not
 * @param more what the profiles make of it, and what an environment sets, where that was asked
 */
export function manifestReport(
  { app }: LoadedManifest,
  profile: string,
  findings: readonly Finding[],
  contract: LoadedContract | undefined,
  strict: boolean,
  more: { readonly profiles?: ProfileComparison | undefined; readonly env?: EnvFacts | undefined } = {},
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
    ...(more.profiles === undefined ? {} : { profiles: more.profiles }),
    ...(more.env === undefined ? {} : { env: environment(more.env) }),
    findings: [...findings],
    summary: summarize(findings),
  };
}

/** Names alone. */
function environment({ name, files, variables }: EnvFacts): ManifestEnvironment {
  return {
    name,
    files: [...files],
    uploaded: variables.filter(({ upload }) => upload === 'uploaded').map((variable) => variable.name),
    kept: variables.flatMap((variable) =>
      variable.upload === 'uploaded' ? [] : [{ name: variable.name, reason: variable.upload }],
    ),
  };
}
