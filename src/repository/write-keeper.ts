import type { RepositoryStatus } from '../formats/generated/repository-status.ts';
import { readKeeper } from './read-keeper.ts';
import type { RepositoryFolder } from './read-repository.ts';
import { type Deed, statusOf } from './status.ts';
import { type RepositoryChange, writeRepository } from './write-repository.ts';

/**
 * Makes a change and says how the repository stands then.
 * @throws AssayError those of writeRepository and readKeeper
 */
export function changeRepository(
  { folder, path }: Pick<RepositoryFolder, 'folder' | 'path'>,
  change: RepositoryChange,
  deed: Deed,
): RepositoryStatus {
  writeRepository(folder, path, change);
  return statusOf(readKeeper(folder, path, deed.now), deed);
}
