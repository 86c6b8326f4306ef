import type { CatalogLock } from '../formats/generated/catalog-lock.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { breach } from './breach.ts';
import { parseSigned, type RoleEnvelope, sliceEnvelope } from './envelope.ts';
import type { RepositorySource, RootRole, TopRole, Verified } from './model.ts';
import { parseRoot } from './parse-role.ts';
import { MAX_BYTES, MOST } from './policy.ts';
import { type Authority, requireThreshold } from './threshold.ts';

/** The roots that were walked: the one that trust began with, and the one that it arrived at. */
export interface RootChain {
  readonly first: Verified<RootRole>;
  readonly last: Verified<RootRole>;
  readonly envelope: RoleEnvelope;
}

/** What trust begins with. */
export interface RootAnchor {
  readonly lock?: CatalogLock;
  /** Digest of the first root, as somebody gave it by another way. */
  readonly rootDigest?: Digest;
}

/** Who signs a role of the four, as a root says. */
export function authorityOf(root: RootRole, role: TopRole): Authority {
  return { role, keys: root.keys, ...root.roles[role] };
}

/**
 * Walks the roots, each signed by the one before and by itself (TUF 1.0, §5.3), from the one that the lock has seen,
 * or else from the first that is there.
 * @throws AssayError metadata-missing, trust-downgrade, root-digest-mismatch, root-version-gap, root-chain-broken,
 * version-reused, and whatever is wrong with a root itself (integrity)
 */
export function walkRoots(source: RepositorySource, anchor: RootAnchor): RootChain {
  const start = anchor.lock?.root.version ?? 1;
  let current = readRoot(source, start);
  if (current === undefined) throw missingRoot(source, start, anchor);
  checkAnchor(current, anchor);
  requireThreshold(current.envelope, authorityOf(current.root.role, 'root'));
  const first = current.root;
  for (let version = start + 1; ; version += 1) {
    const next = readRoot(source, version);
    if (next === undefined) break;
    if (version - start > MOST.roots)
      throw breach('metadata-limit', `is more than ${MOST.roots} roots after the first`, next.envelope.path);
    requireThreshold(next.envelope, authorityOf(current.root.role, 'root'), 'root-chain-broken');
    requireThreshold(next.envelope, authorityOf(next.root.role, 'root'), 'root-chain-broken');
    current = next;
  }
  refuseGap(source, current.root.role.version);
  checkKeyReuse(current.root.role, current.envelope.path);
  return { first, last: current.root, envelope: current.envelope };
}

interface ReadRoot {
  readonly root: Verified<RootRole>;
  readonly envelope: RoleEnvelope;
}

/**
 * A root has to be parsed before its own keys are known; its signatures are checked before anything else is believed.
 */
function readRoot(source: RepositorySource, version: number): ReadRoot | undefined {
  const name = `${version}.root.json`;
  const bytes = source.metadata(name, MAX_BYTES.root);
  if (bytes === undefined) return undefined;
  const path = source.shown(name);
  const envelope = sliceEnvelope(bytes, path);
  const role = parseRoot({ value: parseSigned(envelope), path });
  if (role.version !== version)
    throw breach('root-version-gap', `is version ${role.version}; ${version} is expected`, path);
  return { root: { role, digest: digestBytes(bytes) }, envelope };
}

function missingRoot(source: RepositorySource, version: number, { lock }: RootAnchor): Error {
  const path = source.shown(`${version}.root.json`);
  return lock === undefined
    ? breach('metadata-missing', 'is not there: nothing can be verified without the first root', path)
    : breach('trust-downgrade', `is not there, though the lock has seen version ${version} of the root`, path);
}

function checkAnchor({ root, envelope }: ReadRoot, { lock, rootDigest }: RootAnchor): void {
  if (lock !== undefined && root.digest !== lock.root.digest)
    throw breach(
      'version-reused',
      `is another version ${root.role.version} of root than the lock has seen`,
      envelope.path,
      'root',
    );
  if (lock === undefined && rootDigest !== undefined && root.digest !== rootDigest)
    throw breach(
      'root-digest-mismatch',
      `has the digest ${root.digest}; ${rootDigest} is expected`,
      envelope.path,
      'root',
    );
}

/** A later root that can't be reached is a hole in the chain. */
function refuseGap(source: RepositorySource, last: number): void {
  for (const name of source.metadataNames()) {
    const version = Number(/^(\d{1,15})\.root\.json$/.exec(name)?.[1] ?? 0);
    if (version > last)
      throw breach('root-version-gap', `can't be reached: version ${last + 1} is missing`, source.shown(name));
  }
}

/** Keys that lie in a build service sign nothing that people sign, and each of them one role. */
function checkKeyReuse({ roles }: RootRole, path: string): void {
  const online: readonly TopRole[] = ['timestamp', 'snapshot'];
  for (const role of online)
    for (const other of ['root', 'targets', 'snapshot'] as const) {
      if (other === role) continue;
      const shared = roles[role].keyIds.find((id) => roles[other].keyIds.includes(id));
      if (shared !== undefined)
        throw breach('key-reuse', `lets the key ${shared} sign ${role} and ${other}`, path, shared);
    }
}
