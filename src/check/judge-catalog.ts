import type { CatalogEntry, CryptaCatalog, EntryDescriptor } from '../catalog/model.ts';
import type { Instant } from '../formats/java-text.ts';
import type { Finding } from '../model/finding.ts';
import type { BundleTrust } from './bundle-signature.ts';
import type { EntryBundleFault, EntryReviewTrust } from './catalog-input.ts';
import { entryClaims } from './entry-claims.ts';
import { type AppJudgementOptions, judgeApp } from './judge-app.ts';
import { type CatalogJudgement, type JudgedEntry, judgeWhole } from './judge-whole-catalog.ts';
import { type BundleFolder, readEntryBundle, type VerifiedBundle } from './read-entry-bundle.ts';
import { ENTRY_RULES } from './rules/entry.ts';
import { runRules } from './run-rules.ts';

/** By what a catalog is judged, besides itself. */
export interface CatalogJudge {
  readonly strict: boolean;
  /** The instant of the run. */
  readonly now: Instant;
  /** Where the bundles lie; undefined where entries are not compared with any. */
  readonly bundles?: BundleFolder;
  readonly bundleTrust?: BundleTrust;
  /** Where given, every app is judged by it too. */
  readonly app?: Pick<AppJudgementOptions, 'contract' | 'vocabulary' | 'requireMetadata' | 'targetStability'>;
  /** Apps whose entries are looked at; all where absent. */
  readonly only?: readonly string[];
  readonly reviews?: readonly EntryReviewTrust[];
  /** Called with each bundle that was compared. */
  readonly seen?: (entry: CatalogEntry, verified: VerifiedBundle) => void;
  /** Called after each entry. */
  readonly step?: (done: number, total: number) => void;
}

/**
 * Judges a catalog: by itself, each entry beside its bundle, and each app by a contract where there is one. No entry
 * keeps another from being judged.
 */
export function judgeCatalog(catalog: CryptaCatalog, judge: CatalogJudge): CatalogJudgement {
  const { strict, now, reviews = [], step, only } = judge;
  const faults: EntryBundleFault[] = [];
  const entries = catalog.entries.filter(({ id }) => only?.includes(id) ?? true);
  const compared = entries.map((entry, index) => {
    const result = compareEntry(entry, judge, faults);
    step?.(index + 1, entries.length);
    return result;
  });
  return judgeWhole({ catalog, reviews, bundleFaults: faults, now }, compared, strict);
}

/** A new entry beside its bundle. */
export interface JudgedDraft {
  readonly descriptor: EntryDescriptor;
  readonly verified: VerifiedBundle;
}

/** Judges a catalog that was just made: what its authors wrote by hand beside what their bundles say, and the whole. */
export function judgeDraft(
  catalog: CryptaCatalog,
  drafts: readonly JudgedDraft[],
  { strict, now }: Pick<CatalogJudge, 'strict' | 'now'>,
): CatalogJudgement {
  const compared = catalog.entries.flatMap((entry, index): JudgedEntry[] => {
    const draft = drafts[index];
    if (draft === undefined) return [];
    return [{ entry, bundle: draft.verified.identity.path, findings: judgeDescriptor(draft, strict) }];
  });
  return judgeWhole({ catalog, reviews: [], bundleFaults: [], now }, compared, strict);
}

/** Where a descriptor says something else than its bundle. */
export function judgeDescriptor({ descriptor, verified }: JudgedDraft, strict: boolean): Finding[] {
  const { manifest, identity } = verified;
  const input = { manifest: manifest.app, entry: entryClaims(descriptor), bundle: identity };
  return runRules(ENTRY_RULES, input, { strict });
}

function compareEntry(entry: CatalogEntry, judge: CatalogJudge, faults: EntryBundleFault[]): JudgedEntry {
  if (judge.bundles === undefined) return { entry, findings: [] };
  const found = readEntryBundle(entry, judge.bundles, judge.bundleTrust);
  if (found.found) {
    judge.seen?.(entry, found.value);
    return { entry, ...judgeEntry(entry, found.value, judge) };
  }
  faults.push(found.fault);
  return { entry, findings: [] };
}

type EntryAnswer = Pick<JudgedEntry, 'bundle' | 'status' | 'findings'>;

function judgeEntry(
  entry: CatalogEntry,
  { manifest, identity }: VerifiedBundle,
  { app, strict }: CatalogJudge,
): EntryAnswer {
  const claims = entryClaims(entry);
  if (app === undefined) {
    const input = { manifest: manifest.app, entry: claims, bundle: identity };
    return { bundle: identity.path, findings: runRules(ENTRY_RULES, input, { strict }) };
  }
  const judgement = judgeApp(manifest, { ...app, strict, entry: claims, bundle: identity });
  return { bundle: identity.path, status: judgement.status, findings: judgement.findings };
}

/** Rules that say that bytes are others than were signed or announced: an error of theirs is broken integrity. */
const INTEGRITY: readonly string[] = ['catalog/entry-bundle-digest-mismatch', 'catalog/entry-bundle-size-mismatch'];

/** True where a finding says that a bundle is not the one that the catalog names. */
export function breaksCatalogIntegrity({ ruleId, severity }: Finding): boolean {
  return severity === 'error' && INTEGRITY.includes(ruleId);
}
