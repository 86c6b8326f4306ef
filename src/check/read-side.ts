import { gitPlace } from '../contract/git-place.ts';
import type { KnownItems } from '../contract/known-items.ts';
import { readContract } from '../contract/read-contract.ts';
import type { GitSurroundings } from '../contract/read-git.ts';
import { inputError } from '../model/errors.ts';
import type { ComparedContract } from './diff-report.ts';

const ARCHIVE = /\.(?:zip|tgz|tar\.gz)$/;
/** What an archive's contract is called, in the order they are looked for. */
const NAMES = ['contract.yaml', 'contract.yml', 'contract.json'] as const;

/**
 * Reads one side of a comparison: a file, a folder, an archive, or a revision of git (`git:main:contracts/platform`).
 * @param text as the user gave it @param resolve the path that a text names, and how people see it
 * @param known what the other side has
 * @throws AssayError of the readers
 */
export async function readSide(
  text: string,
  resolve: (path: string) => { readonly file: string; readonly shown: string },
  surroundings: GitSurroundings,
  known?: KnownItems,
): Promise<ComparedContract> {
  const place = gitPlace(text);
  if (place !== undefined) {
    const { readGit } = await import('../contract/read-git.ts');
    const { readLooseFiles } = await import('./read-loose-files.ts');
    const { commit, name, files } = readGit(place, text, surroundings);
    return { contract: await readLooseFiles(files, name, text), revision: commit };
  }
  const { file, shown } = resolve(text);
  if (!ARCHIVE.test(file)) return { contract: await readContract(file, shown, known) };
  const { openBundle } = await import('../bundle/read-bundle.ts');
  const { readLooseFiles } = await import('./read-loose-files.ts');
  const bundle = openBundle(file, shown);
  const files = new Map([...bundle.files].map(([path, entry]) => [path, entry.read()]));
  return { contract: await readLooseFiles(files, nameIn(files, shown), shown) };
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
