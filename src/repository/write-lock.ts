import type { CatalogLock } from '../formats/generated/catalog-lock.ts';
import { writeFileAtomic } from '../formats/write-file.ts';
import { canonicalPretty } from '../model/json/canonical.ts';

/** Writes a consumer's lock, in a form whose changes people can review. @throws AssayError output-unwritable */
export function writeLock(file: string, shown: string, lock: CatalogLock): void {
  writeFileAtomic(file, canonicalPretty(lock), shown);
}
