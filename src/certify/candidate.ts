import type { Artifact, Candidate, Resource } from '../formats/generated/plan.ts';
import { digestJson } from '../model/digest.ts';
import { byTuple } from '../model/order.ts';
import { contractName, currentContract, type Platform } from './platform.ts';
import { offeredBundles, servedBundles } from './published-bundles.ts';

/**
 * What would be released: the contract, every bundle, every catalog entry, every signed catalog with the bundles that it
 * offers. Clients are made from the contract.
 */
export function candidateOf(platform: Platform): Candidate {
  const contract = currentContract(platform);
  const name = contractName(platform);
  const { apps, entries, catalogs, repositories } = platform;
  const bundles = [
    ...apps,
    ...entries.flatMap(({ bundle }) => (bundle ? [bundle] : [])),
    ...catalogs.flatMap(offeredBundles),
    ...repositories.flatMap((repository) => [...servedBundles(repository).values()]),
  ];
  const artifacts: Artifact[] = [
    ...(contract && name !== undefined ? [artifact('contract', { path: name, digest: contract.digest })] : []),
    // An entry's bundle is often an app of its own too.
    ...new Map(bundles.map((bundle) => [bundle.path, artifact('bundle', bundle)])).values(),
    ...entries.map((entry) => artifact('entry', entry)),
    ...catalogs.map((catalog) => artifact('catalog', catalog)),
    ...repositories.map(({ timestamp }) => artifact('catalog', timestamp)),
  ].sort((a, b) => byTuple([a.kind, a.name], [b.kind, b.name]));
  return { digest: digestJson(artifacts), artifacts };
}

function artifact(kind: Artifact['kind'], piece: { path: string; digest?: string | undefined }): Artifact {
  return { kind, name: piece.path, digest: piece.digest ?? null };
}

/** An artifact as evidence names its subject; nothing where it could not be read. */
export function subjectsNamed(candidate: Candidate, names: readonly (string | undefined)[]): Resource[] {
  return candidate.artifacts.flatMap(({ name, digest }) =>
    digest !== null && names.includes(name) ? [{ name, digest }] : [],
  );
}
