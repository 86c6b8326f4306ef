import { spawnSync } from 'node:child_process';
import { AssayError, inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import type { GitPlace } from './git-place.ts';

/** What a commit holds at a place: a file under its own name, or the files below a folder by their paths in it. */
export interface GitFiles {
  /** The commit, in full. */
  readonly commit: string;
  /** Name of the file that was meant; undefined where a folder was. */
  readonly name: string | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where the git program runs, and what it may know of its environment. */
export interface GitSurroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const MOST_FILES = 10_000;
const MOST_BYTES = 4 * SIZE.document;
const CONTRACT_FILE = /\.(?:json|ya?ml)$/;
/** A reference to another file, which lies beside the one that has it, or below. */
const OUTSIDE_REFERENCE = /\$ref["']?\s*:\s*["']?(?![#"'\s])/;

/**
 * Reads a contract's files from a commit through the git program, and nothing of the working tree. What is neither JSON
 * nor YAML is left out, and so are links and submodules. A file whose schemas lie in others brings those below its folder.
 * @param shown the place as people see it
 * @throws AssayError git-unavailable (environment); git-revision-unknown, git-path-missing, git-too-large (input)
 */
export function readGit(place: GitPlace, shown: string, surroundings: GitSurroundings): GitFiles {
  const git = new Git(shown, surroundings);
  const commit = git.id(`${place.revision}^{commit}`);
  if (commit === undefined)
    throw inputError(
      'git-revision-unknown',
      `there is no commit ${quote(place.revision)} here`,
      'run assay in the repository, fetch the revision, and check its spelling',
      { path: shown },
    );
  const found = git.id(`${commit}:${place.path}`);
  const type = found === undefined ? undefined : git.text(['cat-file', '-t', found])?.trim();
  if (found === undefined || (type !== 'blob' && type !== 'tree'))
    throw inputError(
      'git-path-missing',
      `the commit ${quote(place.revision)} has no ${quote(place.path)}`,
      'the path begins at the root of the repository, unless it begins with ./',
      { path: shown },
    );
  if (type === 'tree') return { commit, name: undefined, files: git.contents(git.blobs(found)) };
  const slash = place.path.lastIndexOf('/');
  const name = place.path.slice(slash + 1);
  const own = git.contents([{ path: name, id: found, size: git.size(found) }]);
  const text = Buffer.from(own.get(name) ?? []).toString('latin1');
  if (!OUTSIDE_REFERENCE.test(text)) return { commit, name, files: own };
  const above = place.path.slice(0, Math.max(0, slash));
  const folder = git.id(`${commit}:${above === '.' ? './' : above}`);
  return { commit, name, files: folder === undefined ? own : git.contents(git.blobs(folder)) };
}

interface Blob {
  readonly path: string;
  readonly id: string;
  readonly size: number;
}

/** The git program, always by an array of arguments, never through a shell. */
class Git {
  private readonly shown: string;
  private readonly surroundings: GitSurroundings;

  constructor(shown: string, surroundings: GitSurroundings) {
    this.shown = shown;
    this.surroundings = surroundings;
  }

  /** The object that a name stands for. */
  id(name: string): string | undefined {
    return this.text(['rev-parse', '--verify', '--quiet', '--end-of-options', name])?.trim();
  }

  size(id: string): number {
    return Number(this.text(['cat-file', '-s', id]) ?? 0);
  }

  /** Contract files below a tree, at any depth. */
  blobs(tree: string): Blob[] {
    const listed = this.text(['ls-tree', '-r', '-l', '-z', '--full-tree', tree]) ?? '';
    const blobs = listed.split('\0').flatMap((line): Blob[] => {
      const [, id, size, path] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
      if (id === undefined || path === undefined || !CONTRACT_FILE.test(path)) return [];
      return [{ path, id, size: Number(size) }];
    });
    if (blobs.length > MOST_FILES) throw this.tooLarge(`${blobs.length} JSON and YAML files`);
    return blobs;
  }

  contents(blobs: readonly Blob[]): Map<string, Uint8Array> {
    const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
    if (bytes > MOST_BYTES) throw this.tooLarge(`${bytes} bytes`);
    const ids = blobs.map(({ id }) => `${id}\n`).join('');
    const output = this.run(['cat-file', '--batch'], bytes + blobs.length * 200, ids) ?? Buffer.alloc(0);
    const files = new Map<string, Uint8Array>();
    let at = 0;
    for (const { path, size } of blobs) {
      // Each object is `<id> <type> <size>\n<content>\n`.
      const start = output.indexOf(0x0a, at) + 1;
      files.set(path, output.subarray(start, start + size));
      at = start + size + 1;
    }
    return files;
  }

  text(argv: readonly string[]): string | undefined {
    return this.run(argv, MOST_BYTES)?.toString('utf8');
  }

  /** What git prints; undefined where it fails. Nothing is fetched and nothing in the repository is touched. */
  private run(argv: readonly string[], maxBuffer: number, input?: string): Buffer | undefined {
    const { cwd, env } = this.surroundings;
    const result = spawnSync('git', ['--no-pager', ...argv], {
      cwd,
      env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' },
      maxBuffer: maxBuffer + 1024,
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(input === undefined ? {} : { input }),
    });
    if (result.error !== undefined)
      throw new AssayError({
        kind: 'environment',
        code: 'git-unavailable',
        message: `git can't be run to read ${this.shown}`,
        hint: 'install git, or name a file instead',
      });
    return result.status === 0 ? result.stdout : undefined;
  }

  private tooLarge(what: string): Error {
    return inputError('git-too-large', `${this.shown} holds ${what}`, 'name the folder of the contract alone', {
      path: this.shown,
    });
  }
}
