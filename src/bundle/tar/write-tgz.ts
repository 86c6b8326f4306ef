import { gzipSync, constants as zlib } from 'node:zlib';
import { Header, Pax } from 'tar';
import { MANIFEST_NAMES } from '../manifest-names.ts';
import type { PackFile } from '../write-zip.ts';
import { BLOCK, fitsHeader } from './header.ts';
import { openTgz } from './read-tgz.ts';

/** The time of an entry where nothing else is asked for: 26 October 1985, as npm has it. */
export const DEFAULT_EPOCH = 499162500;

export interface PackTgzOptions {
  /** Seconds since 1970; the time of every entry. */
  readonly epoch?: number;
  /** Compress so that every version of zlib gives the same bytes, though more of them. */
  readonly sameGzip?: boolean;
}

/**
 * Packs files into a .tgz of the one dialect: the manifest first and the rest in the order of their bytes, ustar, mode
 * 0644 or 0755, no owner, one time. Pure: the same files give the same tar stream anywhere, whatever modes and times
 * they had. What was made is read back, and refused if it is not the dialect.
 * @throws AssayError of kind integrity, archive-*: a path, a name or a size that the dialect does not allow
 */
export function packTgz(files: Iterable<PackFile>, options: PackTgzOptions = {}): Uint8Array {
  const epoch = options.epoch ?? DEFAULT_EPOCH;
  const parts = [...files].sort(manifestFirst).flatMap((file) => entryOf(file, epoch));
  const stream = Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
  const packed = gzipSync(stream, {
    level: zlib.Z_BEST_COMPRESSION,
    ...(options.sameGzip ? { strategy: zlib.Z_RLE } : {}),
  });
  // The byte for the level and the one for the system that packed (RFC 1952 §2.3.1) say nothing about the content.
  packed.set([2, 0xff], 8);
  openTgz(packed, 'the bundle to pack', { profile: 'assay', epoch });
  return packed;
}

function manifestFirst(a: PackFile, b: PackFile): number {
  const [first, second] = [MANIFEST_NAMES.has(a.path), MANIFEST_NAMES.has(b.path)];
  if (first !== second) return first ? -1 : 1;
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

function entryOf({ path, executable, read }: PackFile, epoch: number): Uint8Array[] {
  const content = read();
  const mode = executable ? 0o755 : 0o644;
  const own = [headerBlock(path, 'File', mode, content.length, epoch), content, filler(content.length)];
  if (fitsHeader(Buffer.from(path))) return own;
  const records = Buffer.from(new Pax({ path }).encodeBody());
  const name = `PaxHeader/${path.slice(path.lastIndexOf('/') + 1)}`.slice(0, 40);
  return [headerBlock(name, 'ExtendedHeader', 0o644, records.length, epoch), records, filler(records.length), ...own];
}

function headerBlock(path: string, type: 'File' | 'ExtendedHeader', mode: number, size: number, epoch: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const mtime = new Date(epoch * 1000);
  new Header({ path, type, mode, size, mtime, uid: 0, gid: 0, devmaj: 0, devmin: 0 }).encode(block);
  return block;
}

function filler(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
