import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { RoleEnvelope } from './envelope.ts';
import {
  REVOCATION_ROLE,
  type RootRole,
  type TargetsRole,
  TOP_ROLES,
  type TopRole,
  type VerifiedRepository,
} from './model.ts';
import type { RepositoryFolder } from './read-repository.ts';
import { authorityOf } from './root-chain.ts';
import { type Authority, countSigners, signersOf } from './threshold.ts';

/** A role that people sign, staged: its bytes are fixed and wait for signatures. */
export type StagedRole = { readonly envelope: RoleEnvelope } & (
  | { readonly kind: 'root'; readonly role: RootRole }
  | { readonly kind: 'targets'; readonly role: TargetsRole }
);

/** Everything that whoever keeps a repository has before them. */
export interface Keeper {
  readonly source: RepositoryFolder;
  readonly catalog: string;
  /** Absent before the first publication. */
  readonly published?: VerifiedRepository;
  readonly draftRoot?: RootRole;
  /** Drafts of targets and the roles below it, by name. */
  readonly drafts: ReadonlyMap<string, TargetsRole>;
  readonly staged: ReadonlyMap<string, StagedRole>;
  /** Files that wait for publication, by the name under which they will be stored. */
  readonly stagedFiles: readonly string[];
}

export type RootContent = Pick<RootRole, 'keys' | 'roles'>;
export type TargetsContent = Pick<TargetsRole, 'targets' | 'keys' | 'delegations'>;

const EMPTY: TargetsContent = { targets: new Map(), keys: new Map(), delegations: [] };

/** The root as it will be: drafted, else staged, else published. */
export function nextRoot({ draftRoot, staged, published }: Keeper): RootRole | undefined {
  return draftRoot ?? stagedRoot(staged) ?? published?.root.role;
}

function stagedRoot(staged: Keeper['staged']): RootRole | undefined {
  const root = staged.get('root');
  return root?.kind === 'root' ? root.role : undefined;
}

function stagedTargets(staged: Keeper['staged'], name: string): TargetsRole | undefined {
  const role = staged.get(name);
  return role?.kind === 'targets' ? role.role : undefined;
}

/** A published role that signs for targets. */
export function publishedTargets({ published }: Keeper, name: string): TargetsRole | undefined {
  return (name === 'targets' ? published?.top : published?.delegated.get(name))?.role;
}

/** Targets, or a role below it, as it will be; empty where there is none yet. */
export function nextTargets(keeper: Keeper, name: string): TargetsContent {
  return keeper.drafts.get(name) ?? stagedTargets(keeper.staged, name) ?? publishedTargets(keeper, name) ?? EMPTY;
}

/** Who signs a role, as the staged delegator says, else the published one. @throws AssayError role-unknown (usage) */
export function authorityFor(keeper: Keeper, role: string): Authority {
  const root = stagedRoot(keeper.staged) ?? keeper.published?.root.role;
  const top = TOP_ROLES.find((each) => each === role);
  if (top !== undefined) {
    if (root === undefined)
      throw usageError('role-unknown', 'there is no root yet', 'stage the root first: `assay catalog repo stage`');
    return authorityOf(root, top);
  }
  const targets = stagedTargets(keeper.staged, 'targets') ?? keeper.published?.top.role;
  const delegation = targets?.delegations.find(({ name }) => name === role);
  if (targets === undefined || delegation === undefined)
    throw usageError(
      'role-unknown',
      `nothing staged or published delegates to the role ${quote(role)}`,
      'delegate to it with `assay catalog repo delegate`, and stage',
    );
  return { role, keys: targets.keys, ...delegation };
}

/** Everyone who may sign a staged role: a new root is signed by the old root's keys too. */
export function authoritiesFor(keeper: Keeper, role: string): readonly Authority[] {
  const own = authorityFor(keeper, role);
  const before = keeper.published?.root.role;
  return role !== 'root' || before === undefined ? [own] : [own, authorityOf(before, 'root')];
}

/** How many signatures that count a staged role has, of how many: of the authority that lacks most. */
export function signedSoFar(
  keeper: Keeper,
  role: string,
  envelope: RoleEnvelope,
): { readonly count: number; readonly of: number } {
  const each = authoritiesFor(keeper, role).map((authority) => ({
    count: Math.min(countSigners(signersOf(envelope, authority)), authority.threshold),
    of: authority.threshold,
  }));
  return each.reduce((worst, next) => (next.of - next.count > worst.of - worst.count ? next : worst));
}

/** Names of all roles that there are or will be, root first, then those of the build service, then the rest. */
export function roleNames(keeper: Keeper): string[] {
  const below = [
    ...nextTargets(keeper, 'targets').delegations.map(({ name }) => name),
    ...(keeper.published?.delegated.keys() ?? []),
    ...keeper.drafts.keys(),
    ...keeper.staged.keys(),
  ].filter((name) => !TOP_ROLES.some((top) => top === name));
  const others = [...new Set(below)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const top: readonly TopRole[] = ['root', 'targets'];
  return [...top, ...others, 'snapshot', 'timestamp'];
}

function rank(name: string): number {
  return name === REVOCATION_ROLE ? 1 : 0;
}
