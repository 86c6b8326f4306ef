import type { LoadedCatalog } from '../catalog/read-signed-catalog.ts';
import type { CatalogReport, CatalogReportEntry } from '../formats/generated/catalog-report.ts';
import { summarize } from '../model/finding.ts';
import { type CatalogJudgement, countsOf, type JudgedEntry } from './judge-whole-catalog.ts';

/** What a report says beyond the catalog and what was found. */
export type CatalogAnswer = Pick<CatalogReport, 'action' | 'strict' | 'signature'> &
  Partial<Pick<CatalogReport, 'contract' | 'certification' | 'waived' | 'written'>>;

/** The document that catalog commands print with --json. */
export function catalogReport(
  { catalog, digest }: Pick<LoadedCatalog, 'catalog' | 'digest'>,
  { entries, findings }: CatalogJudgement,
  answer: CatalogAnswer,
): CatalogReport {
  const { path, version, id, name, generatedAt } = catalog;
  const { action, strict, signature, ...more } = answer;
  return {
    kind: 'assay.catalog-report',
    schemaVersion: 1,
    action,
    strict,
    catalog: { path, digest, version, id, name, generatedAt },
    signature,
    ...more,
    entries: entries.map(reportEntry),
    findings: [...findings],
    summary: summarize(findings),
  };
}

function reportEntry(judged: JudgedEntry): CatalogReportEntry {
  const { entry, bundle, status, review } = judged;
  const { id, version, channel } = entry;
  const { errors, warnings } = countsOf(judged);
  return {
    id,
    version,
    channel,
    bundle: bundle ?? null,
    status: status ?? null,
    review:
      review === undefined
        ? null
        : {
            trust: review.trust,
            ...(review.reviewerKeyId === undefined ? {} : { reviewerKeyId: review.reviewerKeyId }),
            ...(review.reason === undefined ? {} : { reason: review.reason }),
            ...review.effect,
          },
    errors,
    warnings,
  };
}

/** The signature of a catalog that was read, for its report. */
export function signatureReport(
  { key }: Pick<LoadedCatalog, 'key'>,
  path: string,
  purpose: CatalogReport['signature']['purpose'],
): CatalogReport['signature'] {
  if (key === undefined) return { status: 'not-checked' };
  return {
    status: 'verified',
    path,
    keyId: key.id,
    keyStatus: key.status,
    fingerprint: key.publicKey.fingerprint,
    ...(purpose === undefined ? {} : { purpose }),
  };
}
