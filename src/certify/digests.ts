import type { Resource } from '../formats/generated/evidence.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Piece, Platform } from './platform.ts';
import { offeredBundles } from './published-bundles.ts';

/** Everything of a platform that could be read: its digest by its path. */
export function platformDigests(platform: Platform): Map<string, string> {
  const { source, snapshot, history, vocabularyFile, apps, entries, catalogs, repositories, clients } = platform;
  const bundles = entries.flatMap(({ bundle }) => (bundle ? [bundle] : []));
  const pieces: (Piece | undefined)[] = [
    source,
    snapshot,
    history,
    vocabularyFile,
    ...apps,
    ...entries,
    ...bundles,
    ...catalogs.flatMap((catalog) => [catalog, ...catalog.trust, ...offeredBundles(catalog)]),
    ...repositories.flatMap((repository) => [
      repository,
      repository.lock,
      ...repository.otherLocks,
      repository.timestamp,
    ]),
    ...clients,
  ];
  return new Map(pieces.flatMap((piece) => (piece?.digest === undefined ? [] : [[piece.path, piece.digest]])));
}

/** Digests as a list, by name. */
export function resourceList(digests: ReadonlyMap<string, string>): Resource[] {
  return [...digests].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, digest]) => ({ name, digest }));
}
