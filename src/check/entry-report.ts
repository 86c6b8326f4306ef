import { bundleProperties } from '../catalog/descriptor-text.ts';
import type { CatalogEntryReport } from '../formats/generated/catalog-entry-report.ts';
import { type Finding, summarize } from '../model/finding.ts';
import type { VerifiedBundle } from './read-entry-bundle.ts';
import { serviceDifferences } from './service-claims.ts';
import { compareSets } from './set-difference.ts';

/** What a verified bundle says, as the descriptor of its entry repeats it. */
export function repeatedProperties({ manifest, identity }: VerifiedBundle): ReturnType<typeof bundleProperties> {
  return bundleProperties(manifest.app, identity.services ?? new Map());
}

const LISTS: readonly string[] = ['permissions', 'api.optionalCapabilities'];

/** Whether a written value of a descriptor's property says what the bundle says. */
export function saysTheSame(key: string, written: string, actual: string): boolean {
  if (written === actual) return true;
  if (/^service/.test(key)) return serviceDifferences(new Map([[key, written]]), new Map([[key, actual]])).length === 0;
  if (!LISTS.includes(key)) return written.trim() === actual;
  const { missing, extra } = compareSets(items(written), items(actual));
  return missing.length + extra.length === 0;
}

function items(list: string): string[] {
  return list.split(',').map((item) => item.trim().toLowerCase());
}

/** The document that `catalog entry --json` and `catalog fix --json` print. */
export function entryReport(
  action: CatalogEntryReport['action'],
  descriptor: string,
  { manifest, bundle }: VerifiedBundle,
  changed: readonly string[],
  findings: readonly Finding[],
): CatalogEntryReport {
  const { id, version } = manifest.app;
  return {
    kind: 'assay.catalog-entry-report',
    schemaVersion: 1,
    ...{ action, descriptor, bundle: bundle.path, id, version },
    changed: [...changed],
    findings: [...findings],
    summary: summarize(findings),
  };
}
