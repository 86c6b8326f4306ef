import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import validateEntry from '../formats/generated/validators/repository-entry.js';
import { validateDocument } from '../formats/validate.ts';
import type { FileContent } from '../formats/write-file.ts';
import { usageError } from '../model/errors.ts';
import { isJsonObject } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import { breach } from './breach.ts';
import { putTarget } from './edit-role.ts';
import { type Keeper, nextTargets, roleNames, type TargetsContent } from './keeper.ts';
import { TOP_ROLES } from './model.ts';
import { targetsDraft } from './stage.ts';
import { isTargetPath, matcher, storedName } from './target-path.ts';
import type { RepositoryChange } from './write-repository.ts';

/** A bundle that is to be listed. */
export interface NewEntry {
  /** Where it will stand. */
  readonly path: string;
  readonly entry: RepositoryEntry;
  /** The bundle: its size and digest as they were verified, and its path to open and as shown to people. */
  readonly size: number;
  readonly sha256: string;
  readonly file: string;
  readonly shown: string;
}

/**
 * The draft of a role that also signs for some bundles.
 * @param edit what else is changed of the role
 * @throws AssayError role-unknown, entry-exists (usage); delegation-path (integrity); schema-invalid (input)
 */
export function addEntries(
  keeper: Keeper,
  role: string,
  entries: readonly NewEntry[],
  edit: (content: TargetsContent) => TargetsContent,
): RepositoryChange {
  const isDelegated = matcher(patternsOf(keeper, role));
  const content = edit(nextTargets(keeper, role));
  const targets = new Map(content.targets);
  const others = roleNames(keeper).flatMap((name) => (name === role ? [] : [...nextTargets(keeper, name).targets]));
  const files: (readonly [string, FileContent])[] = [];
  for (const { path, entry, size, sha256, file, shown } of entries) {
    checkEntry(entry, shown);
    if (!isTargetPath(path) || !isDelegated(path))
      throw breach('delegation-path', `would stand at ${quote(path)}, which is not delegated to ${role}`, shown, path);
    const before = targets.get(path);
    if (before !== undefined && before.sha256 !== sha256)
      throw usageError(
        'entry-exists',
        `${quote(path)} is listed with another file`,
        'publish changed content under a new version',
      );
    const rest = [...targets].filter(([other]) => other !== path);
    const twin = [...rest, ...others].find(([, file]) => isVersionOf(file.entry, entry));
    if (twin !== undefined)
      throw usageError(
        'entry-exists',
        `version ${quote(entry.version)} of ${quote(entry.id)} is listed already, at ${quote(twin[0])}`,
        'keep one file of each version, a .tgz or a .zip, and publish another under a new version',
      );
    targets.set(path, { length: size, sha256, entry });
    files.push([`staged/targets/${storedName(path, sha256)}`, { from: file, shown, sha256 }]);
  }
  return { write: [...files, targetsDraft(keeper.catalog, role, { ...content, targets })], remove: [] };
}

/** One version is one file: which of two packings anybody gets would be chance. */
function isVersionOf(listed: RepositoryEntry | undefined, { id, version }: RepositoryEntry): boolean {
  return listed?.id === id && listed.version === version;
}

function patternsOf(keeper: Keeper, role: string): readonly string[] {
  const delegation = nextTargets(keeper, 'targets').delegations.find(({ name }) => name === role);
  if (delegation !== undefined && !TOP_ROLES.some((top) => top === role)) return delegation.paths;
  throw usageError(
    'role-unknown',
    `nothing delegates to the role ${quote(role)}`,
    'use `assay catalog repo delegate` first',
  );
}

function checkEntry(entry: RepositoryEntry, path: string): void {
  const value: unknown = JSON.parse(JSON.stringify(entry));
  if (!isJsonObject(value)) throw new Error('an entry is an object');
  validateDocument<RepositoryEntry>({ value, locate: (pointer) => ({ path, pointer }) }, validateEntry, 'entry');
}

/** A role that offers some paths no longer. @throws AssayError path-unknown (usage) */
export function yank(role: TargetsContent, paths: readonly string[]): TargetsContent {
  return paths.reduce((content, path) => {
    const file = content.targets.get(path);
    if (file?.entry === undefined)
      throw usageError('path-unknown', `the role lists no bundle at ${quote(path)}`, 'see `assay catalog repo verify`');
    return putTarget(content, path, { ...file, entry: { ...file.entry, status: 'yanked' } });
  }, role);
}
