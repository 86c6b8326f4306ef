import type { Artifact, Candidate, Resource } from '../formats/generated/plan.ts';
import { digestJson } from '../model/digest.ts';
import { byTuple } from '../model/order.ts';
import { contractName, currentContract, type Platform } from './platform.ts';

/** What would be released: the contract, every bundle, every catalog entry. Clients are made from the contract. */
export function candidateOf(platform: Platform): Candidate {
  const contract = currentContract(platform);
  const name = contractName(platform);
  const bundles = [...platform.apps, ...platform.entries.flatMap(({ bundle }) => (bundle ? [bundle] : []))];
  const artifacts: Artifact[] = [
    ...(contract && name !== undefined ? [artifact('contract', { path: name, digest: contract.digest })] : []),
    // An entry's bundle is often an app of its own too.
    ...new Map(bundles.map((bundle) => [bundle.path, artifact('bundle', bundle)])).values(),
    ...platform.entries.map((entry) => artifact('entry', entry)),
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
