import type { RepositoryStatus, RepositoryStatusRole } from '../formats/generated/repository-status.ts';
import { digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { type Keeper, publishedTargets, roleNames, signedSoFar } from './keeper.ts';
import type { RoleHead } from './model.ts';
import { instantText, lengthText, validityOf } from './policy.ts';

export type RepositoryAction = RepositoryStatus['action'];

/** What a command did. */
export interface Deed {
  readonly action: RepositoryAction;
  /** One line each. */
  readonly done: readonly string[];
  readonly now: Date;
}

/** How a repository stands. */
export function statusOf(keeper: Keeper, { action, done, now }: Deed): RepositoryStatus {
  const roles = roleNames(keeper).map((role) => statusOfRole(keeper, role));
  return {
    kind: 'assay.repository-status',
    schemaVersion: 1,
    action,
    repository: keeper.source.path,
    catalog: keeper.catalog,
    now: instantText(now),
    done: [...done],
    roles,
    due: roles.flatMap((role) => dueOf(role, now)),
  };
}

function publishedHead(keeper: Keeper, role: string): RoleHead | undefined {
  const { published } = keeper;
  if (role === 'root') return published?.root.role;
  if (role === 'snapshot') return published?.snapshot.role;
  if (role === 'timestamp') return published?.timestamp.role;
  return publishedTargets(keeper, role);
}

function statusOfRole(keeper: Keeper, role: string): RepositoryStatusRole {
  const head = publishedHead(keeper, role);
  const staged = keeper.staged.get(role);
  return {
    role,
    published: head === undefined ? null : { version: head.version, expires: head.expires },
    draft: role === 'root' ? keeper.draftRoot !== undefined : keeper.drafts.has(role),
    staged:
      staged === undefined
        ? null
        : {
            version: staged.role.version,
            digest: digestBytes(staged.envelope.signed),
            ...signatures(keeper, role, staged.envelope),
          },
  };
}

function signatures(keeper: Keeper, role: string, envelope: Parameters<typeof signedSoFar>[2]) {
  try {
    const { count, of } = signedSoFar(keeper, role, envelope);
    return { signatures: count, threshold: of };
  } catch (error) {
    // A role whose delegation is still a draft has nobody yet who may sign it.
    if (error instanceof AssayError && error.code === 'role-unknown') return { signatures: 0, threshold: 1 };
    throw error;
  }
}

function dueOf({ role, published, draft, staged }: RepositoryStatusRole, now: Date): string[] {
  const due: string[] = [];
  if (draft) due.push(`${role}: has changes that are not staged`);
  if (staged !== null)
    due.push(
      staged.signatures < staged.threshold
        ? `${role}: version ${staged.version} waits for signatures, ${staged.signatures} of ${staged.threshold}`
        : `${role}: version ${staged.version} is signed and waits to be published`,
    );
  if (published === null) return due;
  const left = Date.parse(published.expires) - now.getTime();
  if (left <= 0) due.push(`${role}: expired at ${published.expires}`);
  else if (left < validityOf(role).due && role !== 'timestamp') due.push(`${role}: expires in ${lengthText(left)}`);
  else if (role === 'timestamp' && left < validityOf(role).given / 2)
    due.push(`${role}: expires in ${lengthText(left)}`);
  return due;
}
