import { join } from 'node:path';
import type { Shard } from '../formats/generated/shard.ts';
import { type FileToWrite, writeFileAtomic, writeFilesAtomic } from '../formats/write-file.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';
import { SHARD_FILE } from './shard.ts';

/** A shard as it is written: the document, and each further file's content by its path below the folder. */
export interface ShardContent {
  readonly shard: Shard;
  readonly files: ReadonlyMap<string, Uint8Array | string>;
}

/**
 * Writes every document, then what says that all of them are there.
 * @throws AssayError output-unwritable (environment)
 */
export function writeShard({ shard, files }: ShardContent, folder: { file: string; shown: string }): void {
  const place = (name: string) => ({ file: join(folder.file, name), shown: `${folder.shown}/${name}` });
  const documents = [...files].sort(([a], [b]) => byCodeUnit(a, b));
  writeFilesAtomic(documents.map(([name, content]): FileToWrite => ({ ...place(name), content })));
  const last = place(SHARD_FILE);
  writeFileAtomic(last.file, `${canonicalJson(shard)}\n`, last.shown);
}
