import type { CatalogEntry, CryptaCatalog } from '../catalog/model.ts';
import type { Instant } from '../formats/java-text.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { groupBy } from '../model/group-by.ts';
import type { CatalogInput, EntryReviewTrust } from './catalog-input.ts';
import type { CompatStatus } from './compat-status.ts';
import { WHOLE_CATALOG_RULES } from './rules/catalog/index.ts';
import { compareFindings, runRules, toFinding } from './run-rules.ts';

/** What was found out about one entry. */
export interface JudgedEntry {
  readonly entry: CatalogEntry;
  /** Path of the bundle that it was compared with. */
  readonly bundle?: string;
  readonly status?: CompatStatus;
  readonly review?: EntryReviewTrust;
  readonly findings: readonly Finding[];
}

export interface CatalogJudgement {
  readonly entries: readonly JudgedEntry[];
  /** Everything that was found, about the entries and about the catalog. */
  readonly findings: readonly Finding[];
}

/** Judges a catalog by itself: nothing that it names is looked at. */
export function judgeAlone(
  catalog: CryptaCatalog,
  { strict, reviews, now }: Pick<CatalogInput, 'reviews'> & { readonly strict: boolean; readonly now: Instant },
): CatalogJudgement {
  const entries = catalog.entries.map((entry): JudgedEntry => ({ entry, findings: [] }));
  return judgeWhole({ catalog, reviews, bundleFaults: [], now }, entries, strict);
}

/** Judges a catalog by the rules about it as a whole, after its entries were judged. */
export function judgeWhole(input: CatalogInput, entries: readonly JudgedEntry[], strict: boolean): CatalogJudgement {
  const found = runRules(WHOLE_CATALOG_RULES, input, { strict });
  const owners = found.length === 0 ? new Map<string, string>() : ownersOf(input, strict);
  const own = groupBy(found, ({ fingerprint }) => owners.get(fingerprint));
  const reviews = new Map(input.reviews.map((review) => [review.appId, review]));
  return {
    entries: entries.map((judged): JudgedEntry => {
      const review = reviews.get(judged.entry.id);
      const findings = [...judged.findings, ...(own.get(judged.entry.id) ?? [])];
      return review === undefined ? { ...judged, findings } : { ...judged, findings, review };
    }),
    findings: [...entries.flatMap(({ findings }) => findings), ...found].sort(compareFindings),
  };
}

/** Which app each finding is about, by its fingerprint: a rule's key begins with it, and findings do not carry keys. */
function ownersOf(input: CatalogInput, strict: boolean): Map<string, string> {
  const owners = new Map<string, string>();
  for (const rule of WHOLE_CATALOG_RULES)
    for (const hit of rule.check(input)) {
      const [owner] = hit.key;
      if (typeof owner === 'string') owners.set(toFinding(rule, hit, { strict }).fingerprint, owner);
    }
  return owners;
}

/** Errors and warnings of one entry. */
export function countsOf({ findings }: JudgedEntry): { readonly errors: number; readonly warnings: number } {
  const { errors, warnings } = summarize(findings);
  return { errors, warnings };
}
