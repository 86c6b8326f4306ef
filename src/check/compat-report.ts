import type { LoadedContract } from '../contract/model.ts';
import type { ApiCompatibility as ApiCompatibilityJson, CompatReport } from '../formats/generated/compat-report.ts';
import type { AppManifest } from '../manifest/model.ts';
import type { ApiCompatibility } from './api-compatibility.ts';
import type { CompatJudgement } from './judge-compat.ts';

/** What was judged, for the report. */
export interface ReportedSubject {
  readonly kind: CompatReport['subject']['kind'];
  /** Path as shown to people. */
  readonly path: string;
  readonly manifest: AppManifest;
  readonly entry?: {
    readonly path: string;
    readonly id?: string;
    readonly version?: string;
    /** Path of the bundle that was opened for the entry. */
    readonly bundle: string;
  };
}

/** The document that `assay compat verify --json` prints. */
export function compatReport(
  subject: ReportedSubject,
  contract: LoadedContract,
  judgement: CompatJudgement,
  strict: boolean,
): CompatReport {
  const { manifest, entry } = subject;
  const { apiVersion, contractVersion, stableBaseline } = contract.contract;
  return {
    kind: 'assay.compat-report',
    schemaVersion: 1,
    status: judgement.status,
    strict,
    subject: { kind: subject.kind, path: subject.path },
    app: {
      id: manifest.id,
      name: manifest.name,
      version: manifest.version,
      dialect: manifest.dialect,
      uiMode: manifest.uiMode,
      permissions: [...manifest.permissions],
      manifest: manifest.locate('').path,
    },
    contract: {
      path: contract.path,
      apiVersion,
      contractVersion,
      digest: contract.digest,
      stableBaseline: stableBaseline?.name ?? null,
    },
    apiCompatibility: json(judgement.apiCompatibility),
    ...(entry === undefined || judgement.entryCompatibility === undefined
      ? {}
      : {
          entry: {
            path: entry.path,
            id: entry.id ?? null,
            version: entry.version ?? null,
            bundle: entry.bundle,
            apiCompatibility: json(judgement.entryCompatibility),
          },
        }),
    findings: [...judgement.findings],
    summary: judgement.summary,
  };
}

function json(compatibility: ApiCompatibility): ApiCompatibilityJson {
  return {
    ...compatibility,
    optionalCapabilities: [...compatibility.optionalCapabilities],
    warnings: [...compatibility.warnings],
  };
}
