import { join } from 'node:path';
import { readFileBytes } from '../../formats/read-file.ts';
import { AssayError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { listDocuments } from '../read-folder.ts';

const ID = /WVR-(\d{4})-(\d{4,6})/g;

/**
 * As many ids as wanted that no file of the folders speaks of, in the year of an instant. Files that are no waivers yet,
 * and texts that only mention an id, count: an id is never used for two things.
 * @param mentioned further texts, as the register's
 */
export function readFreeIds(
  root: string,
  folders: readonly string[],
  mentioned: readonly string[],
  now: string,
  count: number,
): string[] {
  const year = now.slice(0, 4);
  let last = 0;
  for (const text of [...mentioned, ...folders.flatMap((folder) => textsOf(root, folder))])
    for (const [, of, number] of text.matchAll(ID)) if (of === year) last = Math.max(last, Number(number));
  return Array.from({ length: count }, (_, index) => `WVR-${year}-${String(last + index + 1).padStart(4, '0')}`);
}

function textsOf(root: string, folder: string): string[] {
  return listDocuments(join(root, folder), folder, () => undefined).flatMap(({ file, shown }) => [
    shown,
    textOf(file, shown),
  ]);
}

/** A file that can't be read is not there for ids; its own reader says so aloud. */
function textOf(file: string, shown: string): string {
  try {
    return Buffer.from(readFileBytes(file, shown, SIZE.config, { noFollow: true })).toString('latin1');
  } catch (error) {
    if (error instanceof AssayError) return '';
    throw error;
  }
}
