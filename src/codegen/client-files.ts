import { byCodeUnit } from '../model/order.ts';
import { type ClientFolder, LOCK_FILE } from './drift.ts';
import { lockIn } from './lock.ts';
import type { ClientModel } from './model.ts';
import { ClientRecord } from './record.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';

/** The folder that a client will lie in: what is in it now, and its path for messages. */
export interface ClientHome {
  readonly folder: ClientFolder;
  readonly shown: string;
}

/** A folder that isn't there yet. */
export const NO_HOME: ClientHome = { folder: new Map(), shown: '.' };

/** A client that was generated. */
export interface GeneratedClient {
  /** Text by path within its folder, in code-unit order. */
  readonly files: ReadonlyMap<string, string>;
  /** How many demands of the schemas no type of it says. */
  readonly losses: number;
}

/**
 * A client's files. Types keep the names that the folder's lock gives them, and the lock is one of the files. Palette's
 * single file has none: its folder is palette's.
 * @param reuse take over what the lock's seals say is still what would be made; else everything is made
 * @throws AssayError client-schema-reference, client-schema-shape, and those of a lock that can't be read
 */
export async function clientFiles(
  source: ClientModel,
  language: ClientLanguage,
  options: ClientOptions,
  { folder, shown }: ClientHome,
  reuse = false,
): Promise<GeneratedClient> {
  const lock = options.palette ? undefined : lockIn(folder, shown);
  const record = new ClientRecord(lock && { lock, folder, reuse });
  const files = await language.generate(source, options, record);
  if (options.palette) return { files, losses: record.lossCount };
  const all = [...files, [LOCK_FILE, record.lockText()] as const].sort(([a], [b]) => byCodeUnit(a, b));
  return { files: new Map(all), losses: record.lossCount };
}
