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

const DOCUMENT = /\.(?:json|ya?ml)$/;

/**
 * The JSON and YAML files directly in a folder, by name in code-unit order. Whatever else bears such a name (a link, a
 * folder) is listed, so that its reader refuses it aloud. What bears another name is passed over, and told; dotfiles are
 * passed over in silence.
 * @throws AssayError input-unreadable, also where there is no such folder
 */
export function listDocuments(folder: string, shown: string, passedOver: (path: string) => void): FolderFile[] {
  const names = list(folder, shown)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort(byCodeUnit);
  for (const name of names) if (!DOCUMENT.test(name)) passedOver(`${shown}/${name}`);
  return names
    .filter((name) => DOCUMENT.test(name))
    .map((name) => ({ file: join(folder, name), shown: `${shown}/${name}` }));
}

function list(folder: string, shown: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'make the folder, correct its path, or take it out of assay.config.json',
      {
        path: shown,
      },
    );
  }
}
