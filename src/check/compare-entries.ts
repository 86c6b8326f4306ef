import type { CatalogEntry, CryptaCatalog } from '../catalog/model.ts';
import type { Digest } from '../model/digest.ts';
import type { Finding } from '../model/finding.ts';
import type { BundleTrust } from './bundle-signature.ts';
import { entryClaims } from './entry-claims.ts';
import { type BundleFolder, readEntryBundle } from './read-entry-bundle.ts';
import { WHOLE_CATALOG_RULES } from './rules/catalog/index.ts';
import { ENTRY_RULES } from './rules/entry.ts';
import { runRules } from './run-rules.ts';

/** An entry of a catalog beside its bundle. */
export interface ComparedEntry {
  readonly entry: CatalogEntry;
  /** The bundle that lies there; the digest is absent where it is none. Absent where nothing lies there. */
  readonly bundle?: { readonly path: string; readonly digest?: Digest };
  /** How many things were compared. */
  readonly checks: number;
  readonly findings: readonly Finding[];
}

/**
 * Compares every entry of a catalog with its bundle, strictly: where they differ, where there is no bundle and where it is
 * none is an error.
 * @throws AssayError of kind environment
 */
export function compareEntries(catalog: CryptaCatalog, bundles: BundleFolder, trust?: BundleTrust): ComparedEntry[] {
  return catalog.entries.map((entry) => {
    const found = readEntryBundle(entry, bundles, trust);
    const checks = entry.carried.size + 2;
    if (!found.found) {
      const input = { catalog, reviews: [], bundleFaults: [found.fault], now: undefined };
      const { bundle } = found.fault;
      const findings = runRules(ABOUT_BUNDLES, input, { strict: true });
      return { entry, checks, findings, ...(bundle === undefined ? {} : { bundle: { path: bundle } }) };
    }
    const { manifest, identity, bundle } = found.value;
    const input = { manifest: manifest.app, entry: entryClaims(entry), bundle: identity };
    return {
      entry,
      checks,
      findings: runRules(ENTRY_RULES, input, { strict: true }),
      bundle: {
        path: identity.path,
        ...(bundle.archive ? { digest: `sha256:${bundle.archive.sha256}` as const } : {}),
      },
    };
  });
}

/** Of the rules about a whole catalog, those that tell of its bundles. */
const ABOUT_BUNDLES = WHOLE_CATALOG_RULES.filter(({ id }) => id.startsWith('catalog/entry-bundle-'));
