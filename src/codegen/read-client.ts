import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes, reason } from '../formats/read-file.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { decodeUtf8 } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import type { ClientFolder } from './drift.ts';

/**
 * What lies directly in a client's folder; nothing where there is no folder yet. Names that begin with a dot are passed
 * over: version control and editors put them there, and no import reaches them. A folder within is one name, `name/`.
 * @param folder path to open @param shown path for messages
 * @throws AssayError input-unreadable, input-too-large
 */
export function readClientFolder(folder: string, shown: string): ClientFolder {
  const found = new Map<string, string | undefined>();
  for (const entry of list(folder, shown)) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) found.set(`${entry.name}/`, undefined);
    else
      found.set(entry.name, entry.isFile() ? readText(join(folder, entry.name), `${shown}/${entry.name}`) : undefined);
  }
  return found;
}

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
