import { entryProperties } from '../catalog/entry-properties.ts';
import type { CatalogEntry } from '../catalog/model.ts';
import type { LoadedCatalog } from '../catalog/read-signed-catalog.ts';
import type { CatalogDiffReport } from '../formats/generated/catalog-diff-report.ts';
import { AssayError } from '../model/errors.ts';
import { summarize } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import { type CatalogDiffInput, entryOf, entryPairs } from './catalog-input.ts';
import { CATALOG_DIFF_RULES } from './rules/catalog/index.ts';
import { runRules } from './run-rules.ts';

/**
 * What would change for people if one catalog took the place of another.
 * @throws AssayError catalog-id-mismatch (integrity) where they are not the same catalog
 */
export function diffCatalogs(published: LoadedCatalog, candidate: LoadedCatalog, strict: boolean): CatalogDiffReport {
  const [baseline, current] = [published.catalog, candidate.catalog];
  if (baseline.id !== current.id)
    throw new AssayError({
      kind: 'integrity',
      code: 'catalog-id-mismatch',
      legacyCode: 'catalog_id_mismatch',
      message: `${current.path} is the catalog ${quote(current.id)}, the published one is ${quote(baseline.id)}`,
      hint: 'compare a catalog with the published one of the same id: no node takes another in its place',
      location: current.locate('catalog.id'),
    });
  const findings = runRules(CATALOG_DIFF_RULES, { baseline, current }, { strict });
  return {
    kind: 'assay.catalog-diff-report',
    schemaVersion: 1,
    strict,
    baseline: side(published),
    current: side(candidate),
    entries: entriesOf({ baseline, current }),
    findings,
    summary: summarize(findings),
  };
}

function side({ catalog, digest, key }: LoadedCatalog): CatalogDiffReport['baseline'] {
  const { path, id, generatedAt, entries } = catalog;
  return { path, digest, id, generatedAt, entries: entries.length, ...(key === undefined ? {} : { keyId: key.id }) };
}

function entriesOf(input: CatalogDiffInput): CatalogDiffReport['entries'] {
  const { baseline, current } = input;
  const pairs = entryPairs(input).map(({ before, after }) => ({
    id: after.id,
    baselineVersion: before.version,
    currentVersion: after.version,
    properties: changedProperties(before, after),
  }));
  const absentFrom = (other: typeof baseline, entries: readonly CatalogEntry[]): string[] =>
    entries.filter(({ id }) => entryOf(other, id) === undefined).map(({ id }) => id);
  return {
    added: absentFrom(baseline, current.entries),
    removed: absentFrom(current, baseline.entries),
    changed: pairs.filter(({ properties }) => properties.length > 0),
    same: pairs.filter(({ properties }) => properties.length === 0).map(({ id }) => id),
  };
}

function changedProperties(before: CatalogEntry, after: CatalogEntry): string[] {
  const [old, now] = [new Map(entryProperties(before)), new Map(entryProperties(after))];
  return [...new Set([...now.keys(), ...old.keys()])].filter((name) => old.get(name) !== now.get(name));
}
