import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitPlace } from '../contract/git-place.ts';
import type { LoadedContract } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import type { GitSurroundings } from '../contract/read-git.ts';
import { reason } from '../formats/read-file.ts';
import { AssayError, inputError } from '../model/errors.ts';
import type { ComparedContract } from './diff-report.ts';

const ARCHIVE = /\.(?:zip|tgz|tar\.gz)$/;
/** What an archive's contract is called, in the order they are looked for. */
const NAMES = ['contract.yaml', 'contract.yml', 'contract.json'] as const;

/**
 * Reads one side of a comparison: a file, a folder, an archive, or a revision of git (`git:main:contracts/platform`).
 * @param text as the user gave it @param resolve the path that a text names, and how people see it
 * @throws AssayError of the readers
 */
export async function readSide(
  text: string,
  resolve: (path: string) => { readonly file: string; readonly shown: string },
  surroundings: GitSurroundings,
): Promise<ComparedContract> {
  const place = gitPlace(text);
  if (place !== undefined) {
    const { readGit } = await import('../contract/read-git.ts');
    const { commit, name, files } = readGit(place, text, surroundings);
    return { contract: await readFiles(files, name, text), revision: commit };
  }
  const { file, shown } = resolve(text);
  if (!ARCHIVE.test(file)) return { contract: await readContract(file, shown) };
  const { openBundle } = await import('../bundle/read-bundle.ts');
  const bundle = openBundle(file, shown);
  const files = new Map([...bundle.files].map(([path, entry]) => [path, entry.read()]));
  return { contract: await readFiles(files, nameIn(files, shown), shown) };
}

function nameIn(files: ReadonlyMap<string, Uint8Array>, shown: string): string {
  const only = files.size === 1 ? [...files.keys()] : NAMES.filter((name) => files.has(name));
  const [name, second] = only;
  if (name !== undefined && second === undefined) return name;
  throw inputError(
    'archive-contract',
    `${shown} holds ${name === undefined ? 'no' : 'more than one'} contract.yaml, contract.yml or contract.json`,
    'put one contract at the root of the archive, its schemas beside it',
    { path: shown },
  );
}

/** Reads a contract whose files are not on disk: they are for a moment, because a source's schemas lie in other files. */
async function readFiles(
  files: ReadonlyMap<string, Uint8Array>,
  name: string | undefined,
  shown: string,
): Promise<LoadedContract> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-contract-'));
  try {
    writeAll(folder, files, shown);
    return await readContract(name === undefined ? folder : join(folder, name), shown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeAll(folder: string, files: ReadonlyMap<string, Uint8Array>, shown: string): void {
  for (const [path, bytes] of files) {
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) continue;
    try {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes, { flag: 'wx' });
    } catch (error) {
      throw new AssayError({
        kind: 'environment',
        code: 'temporary-unwritable',
        message: `${shown} can't be laid out in the temporary folder: ${reason(error)}`,
        hint: 'make room there, or name a file or a folder instead',
      });
    }
  }
}
