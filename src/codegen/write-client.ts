import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { reason } from '../formats/read-file.ts';
import { type FileToWrite, writeFilesAtomic } from '../formats/write-file.ts';
import { AssayError, usageError } from '../model/errors.ts';
import { type ClientDrift, type ClientFolder, isGenerated, LOCK_FILE } from './drift.ts';

/** What a run did to a client's folder. */
export interface ClientWrites {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** What stays different: files that the client does not have and assay did not write. */
  readonly left: readonly ClientDrift[];
}

/** What is to be written for a client's folder to be what the contract gives. */
export interface ClientPlan {
  /** Whoever writes them does so all or none. */
  readonly files: readonly FileToWrite[];
  /** Removes generated files of namespaces that are gone; to be called once the files are written. */
  finish(): ClientWrites;
}

/**
 * Makes a client's folder what the contract gives: writes the files that differ, all or none, and removes generated
 * files of namespaces that are gone. A file that somebody else wrote is left where it is.
 * @throws AssayError client-folder-taken (usage), output-unwritable (environment)
 */
export function writeClient(
  folder: string,
  shown: string,
  expected: ReadonlyMap<string, string>,
  differences: Differences,
): ClientWrites {
  const { files, finish } = planClient(folder, shown, expected, differences);
  writeFilesAtomic(files);
  return finish();
}

interface Differences {
  readonly drift: readonly ClientDrift[];
  readonly found: ClientFolder;
}

/**
 * What {@link writeClient} does, for who has more to write with it.
 * @throws AssayError client-folder-taken (usage)
 */
export function planClient(
  folder: string,
  shown: string,
  expected: ReadonlyMap<string, string>,
  { drift, found }: Differences,
): ClientPlan {
  const [extra, stale] = [drift.filter(isExtra), drift.filter((difference) => !isExtra(difference))];
  refuseLinks(shown, stale, found);
  refuseForeign(shown, expected, stale, found);
  const files = stale.map(({ file }) => ({
    file: join(folder, file),
    content: expected.get(file) ?? '',
    shown: `${shown}/${file}`,
  }));
  const ours = extra.filter(({ file }) => isGenerated(found.get(file)));
  return {
    files,
    finish() {
      for (const { file } of ours) remove(join(folder, file), `${shown}/${file}`);
      return {
        written: stale.map(({ file }) => file),
        removed: ours.map(({ file }) => file),
        left: extra.filter((difference) => !ours.includes(difference)),
      };
    },
  };
}

/**
 * In a client's folder, what was edited is written anew. In a folder that never was one, a file of the same name is
 * somebody's work. Palette's single file has no lock: its folder is palette's.
 */
function refuseForeign(
  shown: string,
  expected: ReadonlyMap<string, string>,
  stale: readonly ClientDrift[],
  found: ClientFolder,
): void {
  if (!expected.has(LOCK_FILE) || [...found.values()].some(isGenerated)) return;
  const taken = stale.find(({ file }) => found.has(file));
  if (taken === undefined) return;
  throw usageError(
    'client-folder-taken',
    `${shown}/${taken.file} is in the way: assay did not write it, and ${shown} is no client's folder`,
    'give the client a folder of its own: it fills that alone',
  );
}

/** What stands where the client has a folder is a file or a link: nothing is written through a link. */
function refuseLinks(shown: string, stale: readonly ClientDrift[], found: ClientFolder): void {
  const folders = stale.flatMap(({ file }) => [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index)));
  const taken = folders.find((folder) => found.has(folder));
  if (taken === undefined) return;
  throw usageError(
    'client-folder-taken',
    `${shown}/${taken} is in the way: it is a file or a link where the client has a folder`,
    'remove it: what it leads to stays as it is',
  );
}

function isExtra({ state }: ClientDrift): boolean {
  return state === 'extra';
}

function remove(file: string, shown: string): void {
  try {
    rmSync(file);
  } catch (error) {
    throw new AssayError({
      kind: 'environment',
      code: 'output-unwritable',
      message: `${shown} can't be removed: ${reason(error)}`,
      hint: 'check the permissions of the folder',
      location: { path: shown },
    });
  }
}
