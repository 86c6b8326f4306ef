import type { ComparedEntry } from '../../check/compare-entries.ts';
import { type CatalogJudgement, judgeAlone } from '../../check/judge-whole-catalog.ts';
import { WHOLE_CATALOG_RULES } from '../../check/rules/catalog/index.ts';
import { ENTRY_RULES } from '../../check/rules/entry.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { byKey } from '../by-key.ts';
import type { CatalogPiece, SignedCatalog } from '../platform.ts';
import { type Runner, type RunnerUnit, unread } from '../runner.ts';
import { appTarget, distinctTargets } from '../target.ts';

/**
 * Verifies every configured catalog of the crypta dialect: its signature, then itself, then each entry beside its bundle.
 * Where an entry differs from its bundle, or there is none, is an error, whatever the mode. A catalog whose signature does
 * not hold has no entries that anybody could believe.
 */
export const catalogSigned: Runner = {
  name: 'catalog.signed',
  rules: [...ENTRY_RULES, ...WHOLE_CATALOG_RULES],
  units: ({ catalogs }) => {
    const parts = catalogs.flatMap((piece) => {
      const { path, signed } = piece;
      const judge = signed.ok ? byKey((strict: boolean) => judgeSigned(signed.value, strict)) : undefined;
      return [
        { path, target: { catalogId: piece.id }, unit: wholeUnit(piece, judge) },
        ...(signed.ok && judge !== undefined
          ? signed.value.entries.map((one) => ({
              path,
              target: appTarget(one.entry.id, path),
              unit: entryUnit(piece, one, judge),
            }))
          : []),
      ];
    });
    return distinctTargets(parts).map(({ target, unit }) => ({ ...unit, target }));
  },
};

type Judge = (strict: boolean) => CatalogJudgement;

function judgeSigned({ loaded, reviews, now }: SignedCatalog, strict: boolean): CatalogJudgement {
  return judgeAlone(loaded.catalog, { strict, reviews, now });
}

/** The catalog by itself: what the rules say of none of its entries. */
function wholeUnit(piece: CatalogPiece, judge: Judge | undefined): RunnerUnit {
  const { path, signed, trust } = piece;
  return {
    subjects: [path],
    inputs: [path, ...trust.map((one) => one.path)],
    judge: ({ strict }) => {
      if (!signed.ok) return unread(EVIDENCE_RULES.inputUnreadable, signed.error);
      const { catalog, key } = signed.value.loaded;
      const { entries = [], findings = [] } = judge?.(strict) ?? {};
      const ofEntries = new Set(entries.flatMap((one) => one.findings).map(({ fingerprint }) => fingerprint));
      return {
        kind: 'judged',
        // The signature, the catalog's id, its form, and what it says of each app.
        checks: 3 + catalog.entries.length,
        findings: findings.filter(({ fingerprint }) => !ofEntries.has(fingerprint)),
        annotations: {
          catalogVersion: catalog.version,
          generatedAt: catalog.generatedAt,
          entries: catalog.entries.length,
          ...(key === undefined ? {} : { signedBy: key.id }),
        },
      };
    },
  };
}

function entryUnit(
  { path, trust }: CatalogPiece,
  { entry, bundle, checks, findings }: ComparedEntry,
  judge: Judge,
): RunnerUnit {
  const paths = [path, ...(bundle === undefined ? [] : [bundle.path])];
  return {
    subjects: paths,
    inputs: [...paths, ...trust.map((one) => one.path)],
    judge: ({ strict }) => {
      const own = judge(strict).entries.find((one) => one.entry.id === entry.id)?.findings ?? [];
      return {
        kind: 'judged',
        checks,
        findings: [...findings, ...own],
        annotations: { appVersion: entry.version },
      };
    },
  };
}
