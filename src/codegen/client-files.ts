import { byCodeUnit } from '../model/order.ts';
import type { ClientFolder } from './drift.ts';
import { LOCK_FILE, lockText, withLockedNames } from './lock.ts';
import type { ClientModel } from './model.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';

/** The folder that a client will lie in: what is in it now, and its path for messages. */
export interface ClientHome {
  readonly folder: ClientFolder;
  readonly shown: string;
}

/** A folder that isn't there yet. */
export const NO_HOME: ClientHome = { folder: new Map(), shown: '.' };

/**
 * A client's files: text by path within its folder, in code-unit order. Types keep the names that the folder's lock
 * gives them, and the lock is one of the files. Palette's single file has none: its folder is palette's.
 * @throws AssayError client-schema-reference, client-schema-shape, and those of a lock that can't be read
 */
export async function clientFiles(
  source: ClientModel,
  language: ClientLanguage,
  options: ClientOptions,
  { folder, shown }: ClientHome,
): Promise<ReadonlyMap<string, string>> {
  if (options.palette) return language.generate(source, options);
  const model = withLockedNames(source, folder, shown);
  const files = await language.generate(model, options);
  return new Map([...files, [LOCK_FILE, lockText(model)] as const].sort(([a], [b]) => byCodeUnit(a, b)));
}
