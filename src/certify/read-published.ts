import { join, posix } from 'node:path';
import { expectCatalogId, loadCatalog } from '../catalog/read-signed-catalog.ts';
import { catalogReviews } from '../check/catalog-reviews.ts';
import { compareEntries } from '../check/compare-entries.ts';
import { inspectRepository } from '../check/judge-repository.ts';
import { judgeTarget } from '../check/judge-target.ts';
import { readCatalogTrust } from '../check/read-catalog-trust.ts';
import type { ConfigRepository, ConfigSignedCatalog } from '../formats/generated/config.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { lockExists, readLock } from '../repository/read-lock.ts';
import { filesBelow } from '../repository/read-repository.ts';
import { instantOf } from '../trust/crypta/instant.ts';
import { attempt } from './attempt.ts';
import type { CatalogPiece, RepositoryPiece, SignedCatalog } from './platform.ts';
import { digestFile } from './read-artifact.ts';
import { digestOfFile } from './read-digest.ts';

/** The name that a catalog's signature has beside it. */
const SIGNATURE = 'cryptad-app-catalog.signature';

/**
 * Reads a catalog of the crypta dialect: its signature at the instant of the run before anything is parsed, then every
 * entry beside its bundle. @throws AssayError of kind environment
 */
export async function readSignedCatalog(root: string, config: ConfigSignedCatalog, now: string): Promise<CatalogPiece> {
  const { file, catalogId, trustedKeys, bundleKeys, trustedReviewers } = config;
  const signature = config.signature ?? posix.join(posix.dirname(file), SIGNATURE);
  const paths = [signature, trustedKeys, bundleKeys, trustedReviewers].filter((path) => path !== undefined);
  return {
    path: file,
    id: catalogId,
    ...(await digestOfFile(root, file)),
    trust: await Promise.all(paths.map(async (path) => ({ path, ...(await digestOfFile(root, path)) }))),
    signed: await attempt(() => readSigned(root, config, signature, new Date(now))),
  };
}

function readSigned(root: string, config: ConfigSignedCatalog, signature: string, now: Date): SignedCatalog {
  const { file, catalogId, trustedKeys, bundleKeys, trustedReviewers, expectedKeyId, reviewPolicy } = config;
  const place = (shown: string) => ({ file: join(root, shown), shown });
  const instant = instantOf(now);
  const trust = readCatalogTrust(
    {
      keys: place(trustedKeys),
      purpose: 'routine',
      ...(bundleKeys === undefined ? {} : { bundleKeys: place(bundleKeys) }),
      ...(trustedReviewers === undefined ? {} : { reviewers: place(trustedReviewers) }),
      ...(expectedKeyId === undefined ? {} : { expectedKeyId }),
      ...(reviewPolicy === undefined ? {} : { reviewPolicy }),
    },
    instant,
  );
  const loaded = loadCatalog(place(file), place(signature), trust.catalogTrust);
  expectCatalogId(loaded.catalog, catalogId);
  const bundles = place(config.bundles ?? posix.dirname(file));
  const bundleTrust = trust.bundleKeys && { registry: trust.bundleKeys, now };
  return {
    loaded,
    reviews: catalogReviews(loaded.catalog, { registry: trust.reviewers, mode: trust.mode, now: instant }),
    entries: compareEntries(loaded.catalog, bundles, bundleTrust),
    now: instant,
  };
}

/**
 * Reads a signed repository as a consumer does: from the root down at the instant of the run, no older than the lock, and
 * every bundle beside its entry. The lock is not raised. @throws AssayError of kind environment
 */
export async function readRepository(
  root: string,
  { folder, lock, otherLocks = [] }: ConfigRepository,
  now: string,
): Promise<RepositoryPiece> {
  const timestamp = `${folder}/metadata/timestamp.json`;
  const digest = await attempt(() => digestOfRepository(join(root, folder), folder));
  return {
    path: folder,
    ...(digest.ok ? { digest: digest.value } : {}),
    lock: { path: lock, ...(await digestOfFile(root, lock)) },
    otherLocks: await Promise.all(otherLocks.map(async (path) => ({ path, ...(await digestOfFile(root, path)) }))),
    timestamp: { path: timestamp, ...(await digestOfFile(root, timestamp)) },
    inspected: await attempt(() =>
      inspectRepository({
        folder: join(root, folder),
        shown: folder,
        now: new Date(now),
        lockPath: lock,
        ...(lockExists(join(root, lock)) ? { lock: readLock(join(root, lock), lock) } : {}),
        otherLocks: otherLocks.map((path) => readLock(join(root, path), path)),
        requireLock: true,
        judgeTarget,
      }),
    ),
  };
}

/** Over path and digest of every file that is served. */
function digestOfRepository(folder: string, shown: string): Digest {
  return digestJson(
    ['metadata', 'targets'].flatMap((part) =>
      filesBelow(folder, part, shown).map((name) => [
        `${part}/${name}`,
        digestFile(join(folder, part, name), `${shown}/${part}/${name}`),
      ]),
    ),
  );
}
