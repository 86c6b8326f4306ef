import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes, reason } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { decodeUtf8 } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import { type ClientFolder, LOCK_FILE } from './drift.ts';

/** Folders within folders that a client may have; what is deeper is one name, `a/b/c/`, as a folder without files is. */
const DEEPEST = 6;

/**
 * What lies in a client's folder, by path within it; nothing where there is no folder yet. Names that begin with a dot
 * and installed packages are passed over: tools put them there, and no import of the client reaches them.
 * @param folder path to open @param shown path for messages
 * @throws AssayError input-unreadable, input-too-large
 */
export function readClientFolder(folder: string, shown: string): ClientFolder {
  const found = new Map<string, string | undefined>();
  readInto(found, folder, shown, '');
  return found;
}

function readInto(found: Map<string, string | undefined>, folder: string, shown: string, path: string): void {
  for (const entry of list(join(folder, path), `${shown}/${path}`.replace(/\/$/, ''))) {
    if (entry.name.startsWith('.') || PASSED_OVER.has(entry.name)) continue;
    const name = `${path}${entry.name}`;
    const size = found.size;
    const within = entry.isDirectory() && path.split('/').length <= DEEPEST && !isClient(join(folder, name));
    if (within) readInto(found, folder, shown, `${name}/`);
    if (!entry.isDirectory())
      found.set(name, entry.isFile() ? readText(join(folder, name), `${shown}/${name}`) : undefined);
    else if (found.size === size) found.set(`${name}/`, undefined);
  }
}

/** A client within a client's folder is another's: nothing in it is stale or extra here, and nothing is removed. */
function isClient(folder: string): boolean {
  return lstatOf(join(folder, LOCK_FILE)) !== undefined;
}

const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

function list(folder: string, shown: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'give a folder that holds nothing but the client',
      { path: shown },
    );
  }
}

/** Undefined for bytes that are no UTF-8: whatever they are, they are not what was generated. */
function readText(file: string, shown: string): string | undefined {
  const bytes = readFileBytes(file, shown, SIZE.document);
  try {
    return decodeUtf8(bytes, { path: shown });
  } catch (error) {
    if (error instanceof AssayError) return undefined;
    throw error;
  }
}
