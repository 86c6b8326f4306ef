import type { CatalogPiece, Piece, RepositoryPiece } from './platform.ts';

/** The bundles that a catalog names and that lie there. */
export function offeredBundles({ signed }: CatalogPiece): Piece[] {
  return signed.ok ? signed.value.entries.flatMap(({ bundle }) => (bundle ? [bundle] : [])) : [];
}

/**
 * The bundles that a repository lists and that are what it says, by the path of the target. They are named by it too: the
 * name under which a file is stored holds its digest, which reports take for a secret anywhere but as a digest.
 */
export function servedBundles({ path, inspected }: RepositoryPiece): ReadonlyMap<string, Piece> {
  const found = new Map<string, Piece>();
  if (!inspected.ok) return found;
  const { entries, repository } = inspected.value;
  for (const { path: target, bundle } of entries) {
    const listed = repository?.targets.get(target);
    if (bundle !== 'verified' || listed === undefined) continue;
    const { sha256 } = listed.target;
    found.set(target, { path: `${path}/targets/${target}`, digest: `sha256:${sha256}` });
  }
  return found;
}
