const FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '__macosx',
  '__pycache__',
  '.venv',
]);

/**
 * The shortest part of a path that has no place in a bundle: history, installed packages, settings with secrets, what
 * file managers leave behind. Undefined for every other path. An example of settings holds none.
 */
export function unwantedPart(path: string): string | undefined {
  const parts = path.split('/');
  const at = parts.findIndex(isUnwanted);
  return at === -1 ? undefined : parts.slice(0, at + 1).join('/');
}

/** What assay itself leaves where it is killed while it writes. */
const UNFINISHED = /^\.assay-\d+-\d+\.tmp$/;

/** In any case, for `.Git` is git's own folder where case doesn't count. */
function isUnwanted(written: string): boolean {
  const name = written.toLowerCase();
  if (FOLDERS.has(name) || name === '.ds_store' || name === 'thumbs.db' || name.startsWith('._')) return true;
  if (UNFINISHED.test(name)) return true;
  return /^\.env(?:\..+)?$/.test(name) && !/\.(?:example|sample|template|dist)$/.test(name);
}
