import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FileToWrite, writeFilesAtomic } from '../formats/write-file.ts';
import { AssayError } from '../model/errors.ts';

/**
 * Writes a scaffold, all or nothing. Nothing that is there is overwritten, but for the manifest, which was edited.
 * @param shared files that stay as they are where they are there
 * @returns shown paths of what was written @throws AssayError output-exists, output-unwritable (environment)
 */
export function writeScaffold(
  { folder, shown }: { readonly folder: string; readonly shown: string },
  files: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
  manifest: FileToWrite | undefined,
): string[] {
  const target = ([path, content]: readonly [string, string]): FileToWrite => ({
    file: join(folder, path),
    shown: shown === '.' ? path : `${shown.replace(/\/+$/, '')}/${path}`,
    content,
    overwrite: false,
  });
  const own = [...files].map(target);
  const taken = own.find(({ file }) => existsSync(file));
  if (taken !== undefined) throw inTheWay(taken.shown);
  const missing = [...shared].map(target).filter(({ file }) => !existsSync(file));
  const all = [...own, ...missing, ...(manifest === undefined ? [] : [manifest])];
  writeFilesAtomic(all);
  return all.map((written) => written.shown);
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
