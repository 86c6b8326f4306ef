import { integrityError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { type BundleLimits, COMMON_LIMITS } from './limits.ts';

/** Each rule that a path in a bundle can break, as the code of the error and what it says. */
const PATH_RULES: readonly { readonly code: string; readonly says: string; breaks(path: string): boolean }[] = [
  {
    code: 'bundle-path-control',
    says: 'has a control character',
    breaks: (p) => /[\u0000-\u001f\u007f-\u009f]/.test(p),
  },
  { code: 'bundle-path-backslash', says: 'has a backslash', breaks: (p) => p.includes('\\') },
  { code: 'bundle-path-absolute', says: 'is absolute', breaks: (p) => p.startsWith('/') },
  { code: 'bundle-path-drive', says: 'starts with a drive letter', breaks: (p) => /^[A-Za-z]:/.test(p) },
  { code: 'bundle-path-empty-segment', says: 'has an empty part', breaks: (p) => p.split('/').includes('') },
  { code: 'bundle-path-traversal', says: 'has a "." or ".." part', breaks: (p) => /(?:^|\/)\.\.?(?:\/|$)/.test(p) },
  {
    code: 'bundle-path-too-deep',
    says: `lies deeper than ${COMMON_LIMITS.depth} folders`,
    breaks: (p) => p.split('/').length > COMMON_LIMITS.depth,
  },
];

/**
 * Refuses a path that could mean another file, or none, on some system: relative POSIX paths of at most 32 parts only.
 * @throws AssayError of kind integrity, bundle-path-*
 */
export function checkPath(path: string, shown: string): void {
  const rule = PATH_RULES.find((candidate) => candidate.breaks(path));
  if (rule)
    throw integrityError(rule.code, `${shown} holds the path ${quote(path)}, which ${rule.says}`, 'rename the file', {
      path: shown,
    });
}

/**
 * Refuses what macOS archivers add to an archive: `__MACOSX/`, `._*` and `.DS_Store` never belong to an app.
 * @throws AssayError bundle-archive-metadata
 */
export function checkArchiveMetadata(path: string, shown: string): void {
  const segments = path.split('/');
  if (segments.some((name) => name === '__MACOSX' || name === '.DS_Store' || name.startsWith('._')))
    throw integrityError(
      'bundle-archive-metadata',
      `${shown} holds ${quote(path)}, which an archiver left behind`,
      'pack again without archiver metadata',
      { path: shown },
    );
}

/** Two names that can't both be there; `says` completes "which …". */
export interface PathConflict {
  readonly kind: 'duplicate' | 'collision';
  readonly path: string;
  readonly says: string;
}

/** Remembers the paths of one bundle and refuses those that a file system could take for one another. */
export class PathTable {
  /** By folded path: its only spelling, and whether it is a file. */
  private readonly seen = new Map<string, { readonly path: string; readonly file: boolean }>();
  private readonly shown: string;

  constructor(shown: string) {
    this.shown = shown;
  }

  /**
   * Adds a file or a folder, and the folders above it.
   * @throws AssayError of kind integrity: bundle-duplicate-path, bundle-path-collision
   */
  add(path: string, file: boolean): void {
    const conflict = this.take(path, file);
    if (conflict === undefined) return;
    const code = conflict.kind === 'duplicate' ? 'bundle-duplicate-path' : 'bundle-path-collision';
    throw this.fault(code, conflict.path, conflict.says);
  }

  /** Adds a path and the folders above it, or says what keeps it from being added. */
  take(path: string, file: boolean): PathConflict | undefined {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const conflict = this.takeOne(path.slice(0, at), false);
      if (conflict !== undefined) return conflict;
    }
    return this.takeOne(path, file);
  }

  private takeOne(path: string, file: boolean): PathConflict | undefined {
    const folded = fold(path);
    const other = this.seen.get(folded);
    if (other === undefined) {
      this.seen.set(folded, { path, file });
      return undefined;
    }
    if (other.path !== path) {
      return {
        kind: 'collision',
        path,
        says: `differs from ${quote(other.path)} in ${difference(other.path, path)} only`,
      };
    }
    if (other.file && file) return { kind: 'duplicate', path, says: 'is there twice' };
    return other.file === file ? undefined : { kind: 'collision', path, says: 'is both a file and a folder' };
  }

  private fault(code: string, path: string, says: string): Error {
    return integrityError(code, `${this.shown} holds the path ${quote(path)}, which ${says}`, 'keep one of the two', {
      path: this.shown,
    });
  }
}

/** What no font shows and some file systems leave out of names: joiners, soft hyphens, tags, variation selectors. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Of two names that are folded alike. */
function difference(one: string, other: string): string {
  if (visible(one) === visible(other)) return 'what nobody sees';
  return one.normalize('NFC') === other.normalize('NFC') ? 'how an accent is written' : 'case or accents';
}

function visible(path: string): string {
  return path.replace(IGNORABLE, '');
}

/** Equal for names that a case-insensitive or normalising file system, or a person who reads them, takes for the same. */
function fold(path: string): string {
  return visible(path).normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** @throws AssayError bundle-too-many-entries, bundle-too-large */
export function checkTotals(
  entries: number,
  bytes: number,
  shown: string,
  limits: Pick<BundleLimits, 'entries' | 'unpacked'>,
): void {
  const place = { path: shown };
  if (entries > limits.entries)
    throw integrityError(
      'bundle-too-many-entries',
      `${shown} holds more than ${limits.entries} entries`,
      'ship fewer files',
      place,
    );
  if (bytes > limits.unpacked)
    throw integrityError('bundle-too-large', `${shown} holds more than ${limits.unpacked} bytes`, 'ship less', place);
}
