import { join } from 'node:path';
import { lstatOf } from '../formats/read-stat.ts';
import { type FileToWrite, writeFilesAtomic } from '../formats/write-file.ts';
import { AssayError } from '../model/errors.ts';

/** Files of a scaffold: text by POSIX path in the app's folder. */
export interface ScaffoldWrites {
  /** What must not be there yet. */
  readonly fresh: ReadonlyMap<string, string>;
  /** What stays as it is where it is there. */
  readonly shared: ReadonlyMap<string, string>;
  /** What was read, and is written with something more in it. */
  readonly edited: ReadonlyMap<string, string>;
  /** Files of the client that it is typed by. */
  readonly client: readonly FileToWrite[];
}

/** The folder of an app, and its path as people see it. */
export interface AppFolder {
  readonly folder: string;
  readonly shown: string;
}

/**
 * Refuses a scaffold that would overwrite something, before anything is made for it.
 * @throws AssayError output-exists (environment)
 */
export function refuseTaken({ folder, shown }: AppFolder, paths: Iterable<string>): void {
  for (const path of paths) if (lstatOf(join(folder, path)) !== undefined) throw inTheWay(shownIn(shown, path));
}

/**
 * Writes a scaffold, all or nothing. Nothing that is there is overwritten, but for what was edited.
 * @returns shown paths of what was written @throws AssayError output-exists, output-unwritable (environment)
 */
export function writeScaffold(
  { folder, shown }: AppFolder,
  { fresh, shared, edited, client }: ScaffoldWrites,
): string[] {
  const target = ([path, content]: readonly [string, string]): FileToWrite => ({
    file: join(folder, path),
    shown: shownIn(shown, path),
    content,
    overwrite: false,
  });
  refuseTaken({ folder, shown }, fresh.keys());
  const missing = [...shared].map(target).filter(({ file }) => lstatOf(file) === undefined);
  const changed = [...edited].map((file): FileToWrite => ({ ...target(file), overwrite: true, keepMode: true }));
  // What replaces something is written last: until then all can be undone.
  const added = [...[...fresh].map(target), ...missing];
  writeFilesAtomic([...added, ...client, ...changed]);
  return [...added, ...changed, ...client].map((written) => written.shown);
}

/** A path in an app's folder, as people see it. */
export function shownIn(shown: string, path: string): string {
  return shown === '.' ? path : `${shown.replace(/\/+$/, '')}/${path}`;
}

function inTheWay(shown: string): AssayError {
  return new AssayError({
    kind: 'environment',
    code: 'output-exists',
    message: `${shown} already exists`,
    hint: 'move it away first: a scaffold overwrites nothing',
    location: { path: shown },
  });
}
