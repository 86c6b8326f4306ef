import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { type AppFolder, shownIn } from './write-scaffold.ts';

/**
 * A text of an app that is about to be written with something more in it; undefined where there is none.
 * @param most bytes @throws AssayError of readFileBytes (input)
 */
export function readOwnText({ folder, shown }: AppFolder, path: string, most: number): string | undefined {
  const file = join(folder, path);
  // A link that leads nowhere is somebody's: it is not replaced by a file.
  if (lstatOf(file) === undefined) return undefined;
  return Buffer.from(readFileBytes(file, shownIn(shown, path), most, { replaceable: true })).toString('utf8');
}
