import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import validateEntry from '../formats/generated/validators/repository-entry.js';
import { validateDocument } from '../formats/validate.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonObject, JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import { breach } from './breach.ts';
import { Fields } from './fields.ts';
import {
  type Delegation,
  type MetaLink,
  type RoleHead,
  type RootRole,
  type SnapshotRole,
  type TargetFile,
  type TargetsRole,
  type TimestampRole,
  TOP_ROLES,
} from './model.ts';
import { MOST } from './policy.ts';
import { parseKeys, parseRoleKeys } from './role-keys.ts';
import { isPattern, isTargetPath } from './target-path.ts';
import type { Run } from './usual-targets.ts';

const ROLE_NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/;
export const CATALOG_ID = /^[a-z0-9][a-z0-9._-]{0,127}$/;

/** What a reader is told of a role's file. */
export interface RoleText {
  readonly value: JsonObject;
  /** As shown to people. */
  readonly path: string;
  /** A draft may still lack keys. */
  readonly draft?: true;
  /** Targets that were read already, by the members that stand for them. */
  readonly runs?: ReadonlyMap<string, Run>;
}

function headOf(fields: Fields, type: string): RoleHead & { readonly binding: Fields } {
  if (fields.text('_type') !== type) throw fields.fault('_type', quote(type));
  if (!/^1\.0(?:\.\d+)?$/.test(fields.text('spec_version'))) throw fields.fault('spec_version', '1.0');
  const binding = fields.inner('x-assay');
  if (binding.count('profile', 1) !== 1) throw binding.fault('profile', '1');
  const catalog = binding.text('catalog');
  if (!CATALOG_ID.test(catalog)) throw binding.fault('catalog', 'the id of a catalog');
  return {
    version: fields.count('version', 1),
    expires: fields.instant('expires'),
    catalog,
    issuedAt: binding.instant('issuedAt'),
    binding,
  };
}

/** @throws AssayError of kind integrity: a breach of the profile */
export function parseRoot({ value, path, draft }: RoleText): RootRole {
  const fields = new Fields(value, path, 'root');
  const { binding, ...head } = headOf(fields, 'root');
  if (fields.value('consistent_snapshot') !== true) throw fields.fault('consistent_snapshot', 'true');
  const keys = parseKeys(fields.inner('keys'), binding.has('keys') ? binding.inner('keys') : undefined);
  const roles = fields.inner('roles');
  for (const [name] of roles.members())
    if (!TOP_ROLES.some((role) => role === name)) throw roles.fault(name, `one of ${TOP_ROLES.join(', ')}`);
  const of = (name: string) => parseRoleKeys(roles.inner(name), keys, !draft);
  return {
    ...head,
    keys,
    roles: { root: of('root'), timestamp: of('timestamp'), snapshot: of('snapshot'), targets: of('targets') },
  };
}

/** @throws AssayError of kind integrity: a breach of the profile */
export function parseTimestamp({ value, path }: RoleText): TimestampRole {
  const fields = new Fields(value, path, 'timestamp');
  const { binding: _, ...head } = headOf(fields, 'timestamp');
  return { ...head, snapshot: linkOf(fields.inner('meta'), 'snapshot.json') };
}

/** @throws AssayError of kind integrity: a breach of the profile */
export function parseSnapshot({ value, path }: RoleText): SnapshotRole {
  const fields = new Fields(value, path, 'snapshot');
  const { binding: _, ...head } = headOf(fields, 'snapshot');
  const meta = fields.inner('meta');
  const names = meta.members().map(([name]) => name);
  if (names.length > MOST.delegations + 1)
    throw breach('metadata-limit', `names ${names.length} roles; at most ${MOST.delegations + 1} are expected`, path);
  return {
    ...head,
    meta: new Map(
      names.map((name) => {
        const role = name.replace(/\.json$/, '');
        if (role === name || !ROLE_NAME.test(role)) throw meta.fault(name, 'the file of a role');
        return [role, linkOf(meta, name)];
      }),
    ),
  };
}

function linkOf(meta: Fields, name: string): MetaLink {
  const link = meta.inner(name);
  if (!link.has('length') || !link.has('hashes'))
    throw breach('snapshot-hash-missing', `names ${name} without its length and sha256`, meta.path, name);
  return { version: link.count('version', 1), length: link.count('length', 0), sha256: link.sha256(() => name) };
}

/** @throws AssayError of kind integrity: a breach of the profile */
export function parseTargets({ value, path, draft, runs }: RoleText): TargetsRole {
  const fields = new Fields(value, path, 'targets');
  const { binding, ...head } = headOf(fields, 'targets');
  const targets = new Map<string, TargetFile>();
  const listed = fields.inner('targets');
  for (const name of listed.names()) {
    const run = runs?.get(name);
    if (run === undefined) targets.set(name, targetOf(name, listed.inner(name)));
    else for (const target of run) targets.set(target.path, target);
  }
  if (!fields.has('delegations')) return { ...head, targets, keys: new Map(), delegations: [] };
  const delegations = fields.inner('delegations');
  const keys = parseKeys(delegations.inner('keys'), binding.has('keys') ? binding.inner('keys') : undefined);
  const roles = delegations.list('roles');
  if (roles.length > MOST.delegations)
    throw breach(
      'metadata-limit',
      `delegates to ${roles.length} roles; at most ${MOST.delegations} are expected`,
      path,
    );
  const found = roles.map((role, at): Delegation => delegationOf(new Fields(role, path, `role ${at}`), keys, draft));
  const patterns = found.reduce((sum, { paths }) => sum + paths.length, 0);
  if (patterns > MOST.patterns)
    throw breach('metadata-limit', `delegates ${patterns} patterns; at most ${MOST.patterns} are expected`, path);
  for (const [at, { name }] of found.entries())
    if (found.findIndex((each) => each.name === name) !== at)
      throw breach('delegation-ambiguous', `delegates to the role ${quote(name)} twice`, path, name);
  return { ...head, targets, keys, delegations: found };
}

function delegationOf(role: Fields, keys: TargetsRole['keys'], draft: true | undefined): Delegation {
  const name = role.text('name');
  if (!ROLE_NAME.test(name) || TOP_ROLES.some((each) => each === name)) throw role.fault('name', 'the name of a role');
  const paths = role.texts('paths');
  if (paths.length === 0 || !paths.every(isPattern)) throw role.fault('paths', 'a list of path patterns');
  return { name, ...parseRoleKeys(role, keys, !draft), paths, terminating: role.flag('terminating') };
}

function targetOf(name: string, target: Fields): TargetFile {
  if (!isTargetPath(name)) throw target.fault('path', 'a path below the targets');
  const entry = target.has('custom') ? target.inner('custom').value('entry') : undefined;
  return {
    length: target.count('length', 0),
    sha256: target.sha256(() => quote(name)),
    ...(entry === undefined ? {} : { entry: entryOf(name, entry, target.path) }),
  };
}

function entryOf(name: string, value: JsonValue, path: string): RepositoryEntry {
  try {
    return validateDocument<RepositoryEntry>(
      { value, locate: (pointer) => ({ path, pointer }) },
      validateEntry,
      'entry',
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const says = error.message.replace(/^.*? is not a valid entry: /, '');
    throw breach('entry-invalid', `has no valid entry for ${quote(name)}: ${says}`, path, name);
  }
}
