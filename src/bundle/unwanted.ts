const FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '__MACOSX',
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

function isUnwanted(name: string): boolean {
  if (FOLDERS.has(name) || name === '.DS_Store' || name === 'Thumbs.db' || name.startsWith('._')) return true;
  return /^\.env(?:\..+)?$/.test(name) && !/\.(?:example|sample|template|dist)$/.test(name);
}
