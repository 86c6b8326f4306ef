import { createHash } from 'node:crypto';
import type { FileContent } from '../formats/write-file.ts';
import { usageError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';
import { breach } from './breach.ts';
import { encodeSnapshot, encodeTimestamp } from './encode-role.ts';
import { authorityFor, type Keeper, nextTargets } from './keeper.ts';
import type { MetaLink, RepositorySource, SnapshotRole, VerifiedRepository } from './model.ts';
import { instantText, validityOf } from './policy.ts';
import type { StagedFile } from './read-keeper.ts';
import { type RoleSigner, signOnline } from './sign-role.ts';
import { storedName } from './target-path.ts';
import { verifyRepository } from './verify-repository.ts';
import type { RepositoryChange } from './write-repository.ts';

/** Who signs what a build service signs. */
export interface OnlineSigners {
  /** Absent where the snapshot stays as it is. */
  readonly snapshot?: readonly RoleSigner[];
  readonly timestamp: readonly RoleSigner[];
}

/** A publication, verified before anything of it is written. */
export interface Publication extends RepositoryChange {
  readonly repository: VerifiedRepository;
}

/**
 * Puts what is staged into place: the roles that people signed, a new snapshot that names them and a new timestamp that
 * names it. The result is verified as a whole, as its consumers will, before anything is written.
 * @param files the staged files, by the name under which they are stored
 * @throws AssayError nothing-staged (usage); of kind integrity where the result would not verify
 */
export function publish(
  keeper: Keeper,
  signers: Required<OnlineSigners>,
  files: ReadonlyMap<string, StagedFile>,
  now: Date,
): Publication {
  if (keeper.staged.size === 0)
    throw usageError(
      'nothing-staged',
      'nothing is staged',
      'stage and sign first; `assay catalog repo refresh` renews what expires',
    );
  const roles = [...keeper.staged].map(([name, { role, envelope }]): [string, Uint8Array] => [
    `${role.version}.${name}.json`,
    envelope.bytes,
  ]);
  return publication(keeper, { roles, signers, files, now });
}

/** Renews what a build service signs, and nothing else. @throws as publish does, and not-published (usage) */
export function refresh(keeper: Keeper, signers: OnlineSigners, now: Date): Publication {
  if (keeper.published === undefined)
    throw usageError('not-published', 'nothing was published yet', 'begin with `assay catalog repo publish`');
  return publication(keeper, { roles: [], signers, files: new Map(), now });
}

/** Which of the roles of a build service are due to be renewed: a timestamp after a day, a snapshot in its last three. */
export function dueOnline(
  { published }: Keeper,
  now: Date,
): { readonly snapshot: boolean; readonly timestamp: boolean } {
  const left = (head: { readonly expires: string } | undefined): number =>
    head === undefined ? 0 : Date.parse(head.expires) - now.getTime();
  return {
    snapshot: left(published?.snapshot.role) < validityOf('snapshot').due,
    timestamp: left(published?.timestamp.role) < validityOf('timestamp').due,
  };
}

interface Parts {
  /** Files of roles that people signed. */
  readonly roles: readonly (readonly [string, Uint8Array])[];
  readonly signers: OnlineSigners;
  readonly files: ReadonlyMap<string, StagedFile>;
  readonly now: Date;
}

function publication(keeper: Keeper, { roles, signers, files, now }: Parts): Publication {
  const snapshot = signers.snapshot === undefined ? undefined : newSnapshot(keeper, roles, signers.snapshot, now);
  const timestamp = newTimestamp(keeper, snapshot, signers.timestamp, now);
  const metadata = new Map([
    ...roles.filter(([name]) => !name.endsWith('.root.json')),
    ...(snapshot === undefined ? [] : [snapshot.file]),
    ...roles.filter(([name]) => name.endsWith('.root.json')),
    timestamp,
  ]);
  const repository = verifyRepository(overlay(keeper.source, metadata, files), { now, allowTestKeys: true });
  const listed = new Set([...repository.targets].map(([path, { target }]) => storedName(path, target.sha256)));
  const there = new Set([...keeper.source.targetFiles, ...files.keys()]);
  const missing = [...listed].find((name) => !there.has(name));
  if (missing !== undefined)
    throw breach('target-missing', 'is signed for and not there', `${keeper.source.path}/targets/${missing}`);
  const wanted = draftedFiles(keeper);
  const written = [...files].filter(([name]) => listed.has(name));
  return {
    repository,
    write: [
      ...written.map(([name, file]): [string, FileContent] => [`targets/${name}`, file]),
      ...[...metadata].map(([name, bytes]): [string, Uint8Array] => [`metadata/${name}`, bytes]),
    ],
    remove: [
      ...(roles.length === 0 ? [] : [...keeper.staged.keys()].map((name) => `staged/${name}.json`)),
      ...keeper.stagedFiles.filter((name) => !wanted.has(name)).map((name) => `staged/targets/${name}`),
      ...keeper.source.targetFiles.filter((name) => !listed.has(name)).map((name) => `targets/${name}`),
    ],
  };
}

/** Names of the files that a draft, which is not published now, will still need. */
function draftedFiles({ drafts }: Keeper): ReadonlySet<string> {
  const targets = [...drafts.values()].flatMap((role) => [...role.targets]);
  return new Set(targets.map(([path, { sha256 }]) => storedName(path, sha256)));
}

function linkTo(version: number, bytes: Uint8Array): MetaLink {
  return { version, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The head of a role that is made now. */
function headNow(keeper: Keeper, role: 'snapshot' | 'timestamp', version: number, now: Date) {
  const start = Math.floor(now.getTime() / 1000) * 1000;
  return {
    version,
    catalog: keeper.catalog,
    issuedAt: instantText(now),
    expires: instantText(start + validityOf(role).given),
  };
}

function newSnapshot(keeper: Keeper, roles: Parts['roles'], signers: readonly RoleSigner[], now: Date) {
  const version = (keeper.published?.snapshot.role.version ?? 0) + 1;
  const staged = [...keeper.staged].flatMap(([name, { role }]): [string, MetaLink][] => {
    const file = roles.find(([path]) => path === `${role.version}.${name}.json`);
    return name === 'root' || file === undefined ? [] : [[name, linkTo(role.version, file[1])]];
  });
  const delegated = new Set(['targets', ...delegatedNames(keeper)]);
  const meta = [...new Map([...(keeper.published?.snapshot.role.meta ?? []), ...staged])]
    .filter(([name]) => delegated.has(name))
    .sort(([a], [b]) => byCodeUnit(a, b));
  const role: SnapshotRole = { ...headNow(keeper, 'snapshot', version, now), meta: new Map(meta) };
  const name = `${version}.snapshot.json`;
  const signed = Buffer.from(canonicalJson(encodeSnapshot(role)));
  const bytes = signOnline(signed, authorityFor(keeper, 'snapshot'), signers, keeper.source.shown(name));
  return { file: [name, bytes] as const, link: linkTo(version, bytes) };
}

/** Names of the roles that somebody delegates to, once what is staged is in place. */
function delegatedNames(keeper: Keeper): string[] {
  const found: string[] = [];
  const visit = (name: string): void => {
    const published = { ...keeper, drafts: new Map() };
    for (const { name: below } of nextTargets(published, name).delegations)
      if (!found.includes(below)) {
        found.push(below);
        visit(below);
      }
  };
  visit('targets');
  return found;
}

function newTimestamp(
  keeper: Keeper,
  snapshot: ReturnType<typeof newSnapshot> | undefined,
  signers: readonly RoleSigner[],
  now: Date,
): readonly [string, Uint8Array] {
  const link = snapshot?.link ?? keeper.published?.timestamp.role.snapshot;
  if (link === undefined) throw new Error('a timestamp without a snapshot');
  const version = (keeper.published?.timestamp.role.version ?? 0) + 1;
  const role = { ...headNow(keeper, 'timestamp', version, now), snapshot: link };
  const signed = Buffer.from(canonicalJson(encodeTimestamp(role)));
  const name = 'timestamp.json';
  return [name, signOnline(signed, authorityFor(keeper, 'timestamp'), signers, keeper.source.shown(name))];
}

/** The repository as it will be: what is there, and the new files over it. */
function overlay(
  source: RepositorySource,
  metadata: ReadonlyMap<string, Uint8Array>,
  files: ReadonlyMap<string, StagedFile>,
): RepositorySource {
  return {
    metadata: (name, maxBytes) => {
      const bytes = metadata.get(name);
      if (bytes !== undefined && bytes.length > maxBytes)
        throw breach(
          'metadata-too-large',
          `would have ${bytes.length} bytes; at most ${maxBytes} are read`,
          source.shown(name),
        );
      return bytes ?? source.metadata(name, maxBytes);
    },
    metadataNames: () => [...new Set([...source.metadataNames(), ...metadata.keys()])].sort(byCodeUnit),
    document: (name, maxBytes) => files.get(name)?.read(maxBytes) ?? source.document(name, maxBytes),
    shown: (name) => source.shown(name),
    shownDocument: (name) => source.shownDocument(name),
  };
}
