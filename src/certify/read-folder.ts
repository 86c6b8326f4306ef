import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reason } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';

/** A file of a folder: where it is, and how people see it. */
export interface FolderFile {
  readonly file: string;
  readonly shown: string;
}

/**
 * The JSON and YAML files directly in a folder, by name in code-unit order; none where there is no folder. Dotfiles are
 * passed over; whatever else bears such a name (a link, a folder) is listed, so that its reader refuses it aloud.
 * @throws AssayError input-unreadable
 */
export function listDocuments(folder: string, shown: string): FolderFile[] {
  return list(folder, shown)
    .map(({ name }) => name)
    .filter((name) => /^[^.].*\.(?:json|ya?ml)$/.test(name))
    .sort(byCodeUnit)
    .map((name) => ({ file: join(folder, name), shown: `${shown}/${name}` }));
}

function list(folder: string, shown: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw inputError('input-unreadable', `${shown} can't be read: ${reason(error)}`, 'give the path of a folder', {
      path: shown,
    });
  }
}
