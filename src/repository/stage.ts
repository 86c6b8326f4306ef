import { usageError } from '../model/errors.ts';
import { canonicalPretty } from '../model/json/canonical.ts';
import type { JsonObject } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import { encodeRoot, encodeTargets } from './encode-role.ts';
import { encodeEnvelope } from './envelope.ts';
import {
  type Keeper,
  nextRoot,
  nextTargets,
  publishedTargets,
  type RootContent,
  type TargetsContent,
} from './keeper.ts';
import type { RoleHead } from './model.ts';
import { parseRoot, parseTargets } from './parse-role.ts';
import { instantText, validityOf } from './policy.ts';
import type { RepositoryChange } from './write-repository.ts';

/** A draft has no head of its own yet; these values are replaced when it is staged. */
function draftHead(catalog: string): RoleHead {
  return { version: 1, expires: '1970-01-01T00:00:00Z', issuedAt: '1970-01-01T00:00:00Z', catalog };
}

/** The file of a drafted root. */
export function rootDraft(catalog: string, root: RootContent): readonly [string, string] {
  return ['draft/root.json', canonicalPretty(encodeRoot({ ...draftHead(catalog), ...root }))];
}

/** The file of drafted targets, or of a role below it. */
export function targetsDraft(catalog: string, name: string, role: TargetsContent): readonly [string, string] {
  return [`draft/${name}.json`, canonicalPretty(encodeTargets({ ...draftHead(catalog), ...role }))];
}

/** What was staged. */
export interface Staging extends RepositoryChange {
  /** Names of the roles, root first. */
  readonly roles: readonly string[];
}

/**
 * Fixes the bytes of every drafted role, and of roles that are to be renewed as they are: the next version, issued now.
 * Signatures that a role had while it was staged before are gone, for they were over other bytes.
 * @throws AssayError nothing-drafted, role-unknown (usage); of kind integrity where a draft is not complete
 */
export function stageRoles(keeper: Keeper, renewed: readonly string[], now: Date): Staging {
  const names = [
    ...new Set([...(keeper.draftRoot === undefined ? [] : ['root']), ...keeper.drafts.keys(), ...renewed]),
  ];
  if (names.length === 0)
    throw usageError(
      'nothing-drafted',
      'nothing was changed since it was staged or published',
      'name a role with --role to renew it as it is',
    );
  const write = names.map((name): readonly [string, Uint8Array] => [
    `staged/${name}.json`,
    stageRole(keeper, name, now),
  ]);
  return { roles: names, write, remove: names.map((name) => `draft/${name}.json`) };
}

function stageRole(keeper: Keeper, name: string, now: Date): Uint8Array {
  const path = `${keeper.source.path}/staged/${name}.json`;
  const head = {
    catalog: keeper.catalog,
    issuedAt: instantText(now),
    expires: instantText(Math.floor(now.getTime() / 1000) * 1000 + validityOf(name).given),
  };
  if (name === 'root') {
    const root = nextRoot(keeper);
    if (root === undefined) throw nothing(name);
    const version = (keeper.published?.root.role.version ?? 0) + 1;
    return encoded(encodeRoot({ ...root, ...head, version }), (value) => parseRoot({ value, path }));
  }
  const version = (publishedTargets(keeper, name)?.version ?? 0) + 1;
  if (version === 1 && !keeper.drafts.has(name) && !keeper.staged.has(name)) throw nothing(name);
  const role = { ...nextTargets(keeper, name), ...head, version };
  return encoded(encodeTargets(role), (value) => parseTargets({ value, path }));
}

function nothing(name: string): Error {
  return usageError(
    'role-unknown',
    `there is no role ${quote(name)} that people sign`,
    'see `assay catalog repo status`',
  );
}

/** What is staged must be what the strict reader takes: it is read before anybody signs it. */
function encoded(signed: JsonObject, read: (value: JsonObject) => unknown): Uint8Array {
  read(signed);
  return encodeEnvelope(signed, []);
}
