import type { CatalogLock } from '../formats/generated/catalog-lock.ts';
import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { breach } from './breach.ts';
import { parseSigned, type RoleEnvelope, sliceEnvelope } from './envelope.ts';
import { listingFaults } from './listing-faults.ts';
import { checkClock, checkFloor, type LockFloor } from './lock.ts';
import type {
  MetaLink,
  RepositoryFault,
  RepositoryKey,
  RepositorySource,
  RoleHead,
  RootRole,
  SnapshotRole,
  TargetsRole,
  TopRole,
  Verified,
  VerifiedRepository,
} from './model.ts';
import { parseSnapshot, parseTargets, parseTimestamp, type RoleText } from './parse-role.ts';
import { MAX_BYTES } from './policy.ts';
import { readRevocations } from './revocations.ts';
import { checkExpiry, checkHead, checkUse, revokedSigner } from './role-checks.ts';
import { authorityOf, type RootAnchor, type RootChain, walkRoots } from './root-chain.ts';
import { type Authority, requireThreshold } from './threshold.ts';
import { cutTargets } from './usual-targets.ts';
import { walkDelegations } from './walk-delegations.ts';

export interface VerifyOptions extends RootAnchor {
  /** The one instant that every expiry is judged at. */
  readonly now: Date;
  /** The lock's path as shown to people. */
  readonly lockPath?: string;
  /** Locks of other catalogs: they may share no key with this one. */
  readonly otherLocks?: readonly CatalogLock[];
  /** For whoever keeps the repository, and has to renew what expired. */
  readonly ignoreExpiry?: boolean;
  /** Let keys made for tests count. */
  readonly allowTestKeys?: boolean;
  /** Called with each role as it is verified. */
  readonly reached?: (role: string, verified: Verified<RoleHead>) => void;
}

/**
 * Verifies a repository's metadata as a TUF client does (TUF 1.0, §5.3 to §5.7), in the strict profile: limits, then
 * the signatures over the bytes as they are, then strict and canonical JSON, then versions and digests, then expiry.
 * Nothing is done after a step that fails.
 * @throws AssayError of kind integrity: a RepositoryBreach
 */
export function verifyRepository(source: RepositorySource, options: VerifyOptions): VerifiedRepository {
  return new Verification(source, options).run();
}

interface ReadRole<Role> extends Verified<Role> {
  readonly envelope: RoleEnvelope;
  readonly authority: Authority;
  readonly signers: readonly RepositoryKey[];
}

/** One verification, with the roles whose signers are looked at again once the revocations are known. */
class Verification {
  private readonly source: RepositorySource;
  private readonly options: VerifyOptions;
  private readonly read: ReadRole<RoleHead>[] = [];
  private catalog = '';

  constructor(source: RepositorySource, options: VerifyOptions) {
    this.source = source;
    this.options = options;
  }

  run(): VerifiedRepository {
    const { lock, now, lockPath = 'catalog.lock' } = this.options;
    if (lock !== undefined) checkClock(lock, now, lockPath);
    const chain = walkRoots(this.source, this.options);
    this.acceptRoot(chain);
    const floor = floorOf(lock, chain);
    const root = chain.last.role;
    const timestamp = this.top('timestamp', 'timestamp.json', root, parseTimestamp);
    checkFloor('rollback-timestamp', 'timestamp', seen(timestamp), floor.timestamp, timestamp.envelope.path);
    this.current('timestamp', timestamp);
    const { snapshot: link } = timestamp.role;
    const snapshot = this.linked('snapshot', link, authorityOf(root, 'snapshot'), parseSnapshot);
    checkFloor('rollback-snapshot', 'snapshot', seen(snapshot), floor.snapshot, snapshot.envelope.path);
    this.checkRoleFloors(snapshot, floor);
    this.current('snapshot', snapshot);
    const top = this.targetsRole('targets', snapshot.role, authorityOf(root, 'targets'), floor);
    if (top === undefined) throw breach('metadata-missing', 'names no targets', snapshot.envelope.path, 'targets');
    const walked = walkDelegations(top, (name, authority) => this.targetsRole(name, snapshot.role, authority, floor));
    const revocations = readRevocations(this.source, top.role, walked.delegated, this.catalog);
    const revoked = revocations === undefined ? [] : this.revokedFaults(revocations, walked.targets);
    this.checkOtherLocks(root, [top, ...walked.delegated.values()], chain.envelope.path);
    const verified = ({ role, digest }: ReadRole<TargetsRole>): Verified<TargetsRole> => ({ role, digest });
    return {
      root: chain.last,
      timestamp: { role: timestamp.role, digest: timestamp.digest },
      snapshot: { role: snapshot.role, digest: snapshot.digest },
      top: verified(top),
      delegated: new Map([...walked.delegated].map(([name, role]) => [name, verified(role)])),
      targets: believed(walked.targets, revoked),
      ...(revocations === undefined ? {} : { revocations }),
      faults: [
        ...this.rootFaults(chain),
        ...revoked,
        ...listingFaults(new Map([['targets', top], ...walked.delegated]), walked.targets, now),
      ],
    };
  }

  private acceptRoot({ last, envelope }: RootChain): void {
    const { lock, now } = this.options;
    this.catalog = lock?.catalog ?? last.role.catalog;
    const authority = authorityOf(last.role, 'root');
    const signers = requireThreshold(envelope, authority);
    checkHead('root', last.role, envelope.path, { catalog: this.catalog, now });
    if (!this.options.ignoreExpiry) checkExpiry('root', last.role, envelope.path, now);
    if (!this.options.allowTestKeys) checkUse(signers, authority, envelope.path);
    this.options.reached?.('root', last);
  }

  private rootFaults({ last, envelope }: RootChain): RepositoryFault[] {
    const { lock, rootDigest } = this.options;
    const faults: RepositoryFault[] = [];
    if (lock === undefined && rootDigest === undefined)
      faults.push({
        rule: 'root-unanchored',
        message: 'the first root was taken as it was found: no lock and no digest says which one it has to be',
        subject: 'root',
        path: envelope.path,
      });
    for (const role of ['root', 'targets'] as const)
      if (last.role.roles[role].threshold < 2)
        faults.push({
          rule: 'threshold-low',
          message: `one key alone signs ${role}`,
          subject: role,
          path: envelope.path,
        });
    return faults;
  }

  /** Reads a role whose file is not named by digest: the timestamp. */
  private top<Role extends RoleHead>(
    role: TopRole,
    name: string,
    root: RootRole,
    parse: (text: RoleText) => Role,
  ): ReadRole<Role> {
    const bytes = this.source.metadata(name, MAX_BYTES.timestamp);
    const path = this.source.shown(name);
    if (bytes === undefined) throw breach('metadata-missing', 'is not there', path);
    return this.signed(bytes, digestBytes(bytes), path, authorityOf(root, role), parse);
  }

  /** Reads a role's file by the link that names it: length and digest before anything else. */
  private linked<Role extends RoleHead>(
    role: string,
    link: MetaLink,
    authority: Authority,
    parse: (text: RoleText) => Role,
  ): ReadRole<Role> {
    const name = `${link.version}.${role}.json`;
    const bytes = this.source.metadata(name, role === 'snapshot' ? MAX_BYTES.snapshot : MAX_BYTES.targets);
    const path = this.source.shown(name);
    if (bytes === undefined) throw breach('metadata-missing', 'is named and not there', path);
    const digest = digestBytes(bytes);
    if (bytes.length !== link.length || digest !== `sha256:${link.sha256}`)
      throw breach(
        'snapshot-hash-mismatch',
        `is not the file of ${link.length} bytes with the digest sha256:${link.sha256}`,
        path,
        role,
      );
    const read = this.signed(bytes, digest, path, authority, parse);
    if (read.role.version !== link.version)
      throw breach('version-mismatch', `is version ${read.role.version}; ${link.version} is named`, path, role);
    return read;
  }

  private signed<Role extends RoleHead>(
    bytes: Uint8Array,
    digest: Digest,
    path: string,
    authority: Authority,
    parse: (text: RoleText) => Role,
  ): ReadRole<Role> {
    const envelope = sliceEnvelope(bytes, path);
    const signers = requireThreshold(envelope, authority);
    const role = parse({ ...(cutTargets(envelope.signed, path) ?? { value: parseSigned(envelope) }), path });
    checkHead(authority.role, role, path, { catalog: this.catalog, now: this.options.now });
    if (!this.options.allowTestKeys) checkUse(signers, authority, path);
    return { role, digest, envelope, authority, signers };
  }

  private current(name: string, read: ReadRole<RoleHead>): void {
    if (!this.options.ignoreExpiry) checkExpiry(name, read.role, read.envelope.path, this.options.now);
    this.read.push(read);
    this.options.reached?.(name, read);
  }

  private targetsRole(
    name: string,
    snapshot: SnapshotRole,
    authority: Authority,
    floor: LockFloor,
  ): ReadRole<TargetsRole> | undefined {
    const link = snapshot.meta.get(name);
    if (link === undefined) return undefined;
    const read = this.linked(name, link, authority, parseTargets);
    checkFloor('rollback-role', name, seen(read), floor.role(name), read.envelope.path);
    this.current(name, read);
    return read;
  }

  /** A role that a snapshot has named may neither go back nor vanish (TUF 1.0, §5.5.5). */
  private checkRoleFloors({ role, envelope }: ReadRole<SnapshotRole>, floor: LockFloor): void {
    for (const name of Object.keys(this.options.lock?.roles ?? {})) {
      const before = floor.role(name);
      const link = role.meta.get(name);
      if (before === undefined || (link !== undefined && link.version >= before.version)) continue;
      const says = link === undefined ? `names ${name} no longer` : `names version ${link.version} of ${name}`;
      throw breach('rollback-role', `${says}; the lock has seen ${before.version}`, envelope.path, name);
    }
  }

  /** What was revoked and still stands: the roles that need a revoked key, and the bundles that are still offered. */
  private revokedFaults(
    { keys, bundles }: RepositoryRevocations,
    targets: VerifiedRepository['targets'],
  ): RepositoryFault[] {
    const ids = new Set(keys.map(({ keyId }) => keyId));
    const faults = this.read.flatMap(({ signers, authority, envelope }): RepositoryFault[] => {
      const gone = revokedSigner(signers, authority, ids);
      if (gone === undefined) return [];
      const message = `${authority.role} needs the signature of the key ${gone}, which was revoked`;
      return [{ rule: 'revoked-key', message, subject: authority.role, path: envelope.path }];
    });
    const revoked = new Map(bundles.map((each) => [each.digest, each]));
    for (const [path, { target, role }] of targets) {
      const why = revoked.get(`sha256:${target.sha256}`);
      if (why === undefined || target.entry?.status === 'yanked') continue;
      const message = `${path} was revoked at ${why.at} (${why.reason}), and ${role} still offers it`;
      faults.push({ rule: 'revoked-bundle', message, subject: path, path });
    }
    return faults;
  }

  private checkOtherLocks(root: RootRole, roles: readonly ReadRole<TargetsRole>[], path: string): void {
    const own = new Set([root, ...roles.map(({ role }) => role)].flatMap(({ keys }) => [...keys.keys()]));
    for (const { catalog, keys } of this.options.otherLocks ?? []) {
      const shared = keys.find((id) => own.has(id));
      if (catalog !== this.catalog && shared !== undefined)
        throw breach('key-reuse', `lets the key ${shared} sign, which also signs the catalog ${catalog}`, path, shared);
    }
  }
}

function seen({ role, digest }: Verified<RoleHead>): { readonly version: number; readonly digest: string } {
  return { version: role.version, digest };
}

/** Floors fall with the keys that made them: that is how a repository recovers from versions that ran away. */
function floorOf(lock: CatalogLock | undefined, { first, last }: RootChain): LockFloor {
  if (lock === undefined) return { role: () => undefined };
  const replaced = (role: TopRole): boolean =>
    first.role.roles[role].keyIds.some((id) => !last.role.roles[role].keyIds.includes(id));
  const [timestamp, snapshot] = [replaced('timestamp'), replaced('snapshot')];
  return {
    ...(timestamp || snapshot ? {} : { timestamp: lock.timestamp, snapshot: lock.snapshot }),
    role: (name) => (snapshot || !Object.hasOwn(lock.roles, name) ? undefined : lock.roles[name]),
  };
}

/** What a role with a revoked key signs for is offered by nobody. */
function believed(
  targets: VerifiedRepository['targets'],
  faults: readonly RepositoryFault[],
): VerifiedRepository['targets'] {
  if (faults.length === 0) return targets;
  const gone = new Set(faults.filter(({ rule }) => rule === 'revoked-key').map(({ subject }) => subject));
  return new Map([...targets].filter(([, { role }]) => !gone.has(role)));
}
