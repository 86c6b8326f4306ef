import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { writeFilesAtomic } from '../formats/write-file.ts';
import { SIZE } from '../model/limits.ts';
import { LOCK_FILE, PINNED_FILE } from './lock.ts';

/**
 * Writes an app's lock and what it pins, both or none, where they differ from what is there.
 * @returns shown paths of what was written @throws AssayError output-unwritable (environment)
 */
export function writePulled(
  folder: string,
  shown: string,
  { lockText, contractText }: { readonly lockText: string; readonly contractText: string },
): string[] {
  const files = [
    [LOCK_FILE, lockText],
    [PINNED_FILE, contractText],
  ].map(([name = '', content = '']) => ({
    file: join(folder, name),
    shown: shown === '.' ? name : `${shown.replace(/\/+$/, '')}/${name}`,
    content,
  }));
  const stale = files.filter((target) => !holds(target.file, target.shown, target.content));
  writeFilesAtomic(stale);
  return stale.map((target) => target.shown);
}

function holds(file: string, shown: string, content: string): boolean {
  if (!existsSync(file)) return false;
  return Buffer.from(content).equals(readFileBytes(file, shown, SIZE.document, { replaceable: true }));
}
