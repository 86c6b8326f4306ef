import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes, reason } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import type { ContractHistory, ReleasedContract } from './history.ts';
import { KnownItems } from './known-items.ts';
import { readSnapshot } from './read-snapshot.ts';
import { snapshotOf, snapshotText } from './snapshot.ts';

/**
 * Reads a folder of released snapshots, `<contractVersion>.json` each, in the order of their names. Other files than
 * JSON may lie beside them.
 * @param folder absolute path @param shown the path as people see it
 * @throws AssayError of kind input for a folder that can't be read, a name that is no version, a link and a file that is no
 * snapshot; of kind integrity for a snapshot that its digest does not fit
 */
export async function readHistory(folder: string, shown: string): Promise<ContractHistory> {
  const releases: ReleasedContract[] = [];
  const known = new KnownItems();
  for (const named of versionsIn(folder, shown)) {
    const [file, path] = [join(folder, `${named}.json`), `${shown}/${named}.json`];
    const contract = await readSnapshot(file, path, known);
    const canonical = Buffer.from(snapshotText(snapshotOf(contract))).equals(readFileBytes(file, path, SIZE.document));
    releases.push({ named, contract, canonical });
  }
  return { path: shown, releases };
}

function versionsIn(folder: string, shown: string): number[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'check the path and its permissions',
      {
        path: shown,
      },
    );
  }
  return entries
    .filter(({ name }) => name.endsWith('.json'))
    .map((entry) => version(entry, shown))
    .sort((a, b) => a - b);
}

function version(entry: Dirent, shown: string): number {
  const { name } = entry;
  // What was released lies here: a link says what some other place holds today.
  if (entry.isSymbolicLink())
    throw inputError(
      'history-link',
      `${shown}/${quote(name).slice(1, -1)} is a link, and a history holds the released snapshots themselves`,
      'put the file in its place',
      { path: `${shown}/${quote(name).slice(1, -1)}` },
    );
  const [, digits] = /^([1-9]\d{0,8})\.json$/.exec(name) ?? [];
  if (digits === undefined)
    throw inputError(
      'history-file-name',
      `${shown} holds ${quote(name)}; expected <contractVersion>.json, as 4.json`,
      'rename the file, or move it elsewhere',
      { path: shown },
    );
  return Number(digits);
}
