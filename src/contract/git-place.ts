import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';

/** A file or folder of a git commit, as `git:main:contracts/platform` names it. */
export interface GitPlace {
  readonly revision: string;
  /** As git reads it: below the repository's root, or below the working directory where it begins with `./`. */
  readonly path: string;
}

/**
 * Reads `git:<revision>:<path>`; undefined for everything else.
 * @throws AssayError git-place-invalid (usage)
 */
export function gitPlace(text: string): GitPlace | undefined {
  if (!text.startsWith('git:')) return undefined;
  const [, revision, path] = /^git:([^:]*):(.*)$/s.exec(text) ?? [];
  if (revision === undefined || path === undefined) throw invalid(text, 'it has no revision, or no path');
  // A name that begins with a dash would be an option, one that begins with a caret leaves commits out.
  if (!/^[^\s\u0000-\u0020\u007f^-][^\s\u0000-\u0020\u007f]*$/.test(revision) || revision.includes('..'))
    throw invalid(text, 'its revision names no commit');
  const segments = path.split('/');
  if (/[\u0000-\u001f\u007f]/.test(path) || path.startsWith('/') || segments.includes('..'))
    throw invalid(text, 'its path leads out of the repository');
  return { revision, path };
}

function invalid(text: string, why: string): Error {
  return usageError(
    'git-place-invalid',
    `${quote(text)} names nothing in git: ${why}`,
    'write git:<revision>:<path>, as git:main:contracts/platform; a file of that name is ./git:…',
  );
}
