import { join } from 'node:path';
import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import { readFileBytes } from '../formats/read-file.ts';
import type { FileCopy } from '../formats/write-copy.ts';
import { AssayError, inputError, usageError } from '../model/errors.ts';
import { isJsonObject } from '../model/json/value.ts';
import { breach } from './breach.ts';
import { parseSigned, sliceEnvelope } from './envelope.ts';
import { type Keeper, nextTargets, type StagedRole } from './keeper.ts';
import {
  REVOCATION_ROLE,
  REVOCATIONS_PATH,
  type RootRole,
  type TargetsRole,
  type VerifiedRepository,
} from './model.ts';
import { parseRoot, parseTargets } from './parse-role.ts';
import { MAX_BYTES } from './policy.ts';
import { filesBelow, openRepository, type RepositoryFolder } from './read-repository.ts';
import { parseRevocations } from './revocations.ts';
import { parseSignedJson } from './signed-json.ts';
import { storedDigest, storedName } from './target-path.ts';
import { verifyRepository } from './verify-repository.ts';

/**
 * Reads a repository as its keeper sees it: what is published (verified, though it may have expired), drafted and staged.
 * @param folder path to open @param path of the folder as shown to people
 * @throws AssayError repository-missing (usage), and those of openRepository and verifyRepository
 */
export function readKeeper(folder: string, path: string, now: Date): Keeper {
  const source = openRepository(folder, path);
  const drafts = new Map<string, TargetsRole>();
  let draftRoot: RootRole | undefined;
  for (const name of filesBelow(folder, 'draft', path)) {
    const text = { ...readDraft(source, name), draft: true } as const;
    if (name === 'root.json') draftRoot = parseRoot(text);
    else drafts.set(name.replace(/\.json$/, ''), parseTargets(text));
  }
  const files = filesBelow(folder, 'staged', path);
  const staged = new Map(
    files.filter((name) => !name.includes('/')).map((name) => [name.replace(/\.json$/, ''), readStaged(source, name)]),
  );
  const published = readPublished(source, now);
  const catalog = published?.root.role.catalog ?? draftRoot?.catalog ?? staged.get('root')?.role.catalog;
  if (catalog === undefined)
    throw usageError('repository-missing', `${path} holds no repository`, 'begin one with `assay catalog repo init`');
  checkBinding(catalog, [draftRoot, ...drafts.values(), ...[...staged.values()].map(({ role }) => role)], path);
  return {
    source,
    catalog,
    drafts,
    staged,
    stagedFiles: files.filter((name) => name.startsWith('targets/')).map((name) => name.slice('targets/'.length)),
    ...(published === undefined ? {} : { published }),
    ...(draftRoot === undefined ? {} : { draftRoot }),
  };
}

function readPublished(source: RepositoryFolder, now: Date): VerifiedRepository | undefined {
  if (source.metadataNames().length === 0) return undefined;
  return verifyRepository(source, { now, ignoreExpiry: true, allowTestKeys: true });
}

function readDraft(source: RepositoryFolder, name: string) {
  const path = `${source.path}/draft/${name}`;
  const value = parseSignedJson(readWork(source, `draft/${name}`), path);
  if (!isJsonObject(value)) throw breach('metadata-invalid', 'is no json object', path);
  return { value, path };
}

function readStaged(source: RepositoryFolder, name: string): StagedRole {
  const path = `${source.path}/staged/${name}`;
  const envelope = sliceEnvelope(readWork(source, `staged/${name}`), path);
  const text = { value: parseSigned(envelope), path };
  return name === 'root.json'
    ? { envelope, kind: 'root', role: parseRoot(text) }
    : { envelope, kind: 'targets', role: parseTargets(text) };
}

function readWork({ folder, path }: RepositoryFolder, name: string): Uint8Array {
  try {
    return readFileBytes(join(folder, name), `${path}/${name}`, MAX_BYTES.targets, {
      noFollow: true,
      replaceable: true,
    });
  } catch (error) {
    if (error instanceof AssayError && error.code === 'input-too-large')
      throw breach('metadata-too-large', `has more than ${MAX_BYTES.targets} bytes`, `${path}/${name}`);
    throw error;
  }
}

function checkBinding(
  catalog: string,
  roles: readonly ({ readonly catalog: string } | undefined)[],
  path: string,
): void {
  const other = roles.find((role) => role !== undefined && role.catalog !== catalog);
  if (other !== undefined)
    throw breach('catalog-binding', `holds drafts of the catalog ${other.catalog} beside ${catalog}`, path);
}

/** A bundle that a staged role lists and that is not published yet. */
export interface NewBundle {
  readonly path: string;
  /** Of its file, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Where its file waits, to be opened and as people see it. */
  readonly file: string;
  readonly shown: string;
}

/** The bundles that a publication would offer for the first time, in the order of the staged roles. */
export function newBundles({ source, staged, published }: Keeper): readonly NewBundle[] {
  return [...staged.values()].flatMap((one) =>
    one.kind === 'root'
      ? []
      : [...one.role.targets].flatMap(([path, { sha256, entry }]): NewBundle[] => {
          if (entry === undefined || published?.targets.get(path)?.target.sha256 === sha256) return [];
          const stored = `staged/targets/${storedName(path, sha256)}`;
          return [{ path, sha256, file: join(source.folder, stored), shown: `${source.path}/${stored}` }];
        }),
  );
}

/** A file that waits for publication. It is copied into its place, and read only where it is no bundle. */
export interface StagedFile extends FileCopy {
  /** @throws AssayError as readFileBytes does */
  read(maxBytes: number): Uint8Array;
}

/** The files that wait for publication, by the name under which they will be stored, which has their digest. */
export function stagedFilesOf({ source: { folder, path }, stagedFiles }: Keeper): Map<string, StagedFile> {
  return new Map(
    stagedFiles.flatMap((name): [string, StagedFile][] => {
      const sha256 = storedDigest(name);
      if (sha256 === undefined) return [];
      const place = { from: join(folder, 'staged/targets', name), shown: `${path}/staged/targets/${name}` };
      const read = (maxBytes: number) =>
        readFileBytes(place.from, place.shown, maxBytes, { noFollow: true, replaceable: true });
      return [[name, { ...place, sha256, read }]];
    }),
  );
}

/**
 * What the repository revokes, as it is drafted, staged or published.
 * @throws AssayError revocation-role-missing (usage) where nobody may revoke
 */
export function readNextRevocations(keeper: Keeper): RepositoryRevocations {
  const target = nextTargets(keeper, REVOCATION_ROLE).targets.get(REVOCATIONS_PATH);
  if (target === undefined)
    throw usageError(
      'revocation-role-missing',
      'nobody may revoke anything here',
      'delegate to the role first: `assay catalog repo delegate --role revocation`',
    );
  const stored = storedName(REVOCATIONS_PATH, target.sha256);
  const bytes = keeper.stagedFiles.includes(stored)
    ? readWork(keeper.source, `staged/targets/${stored}`)
    : keeper.source.document(stored, MAX_BYTES.targets);
  if (bytes === undefined) throw breach('revocation-unavailable', 'is signed for and not there', REVOCATIONS_PATH);
  return parseRevocations(bytes, REVOCATIONS_PATH);
}

/** Refuses to begin a repository where there is one, or anything else. @throws AssayError repository-exists (input) */
export function refuseRepository(folder: string, path: string): void {
  for (const name of ['metadata', 'targets', 'staged', 'draft'])
    if (filesBelow(folder, name, path).length > 0)
      throw inputError('repository-exists', `${path} holds a repository already`, 'give another folder', { path });
}
