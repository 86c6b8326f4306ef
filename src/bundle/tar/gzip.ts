import { crc32 } from 'node:zlib';
import type { ArchiveJudge } from './archive-rules.ts';

/** CRC32 and ISIZE (RFC 1952 §2.3.1). */
export const TRAILER = 8;
/** As much as a header with a file name may take. */
export const MAX_GZIP_HEADER = 4096;
const FIXED = 10;
const HAS_NAME = 0x08;
/** What assay writes: no flags, no time, best compression, no system named. */
const DIALECT = Buffer.from('1f8b08000000000002ff', 'hex');

/**
 * Checks the header of a gzip member and gives its length. A file name is the one option that ordinary tools set.
 * @param bytes the file's first bytes, MAX_GZIP_HEADER or all there are
 * @throws AssayError archive-framing
 */
export function gzipHeader(bytes: Uint8Array, judge: ArchiveJudge): number {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8)
    throw judge.refusal('archive-framing', 'is not compressed with gzip');
  if (bytes.length < FIXED) throw judge.refusal('archive-framing', 'ends inside its gzip header');
  const flags = bytes[3] ?? 0;
  if ((flags & ~HAS_NAME) !== 0) throw judge.refusal('archive-framing', 'has a gzip header with options');
  if (flags === 0) {
    if (Buffer.compare(bytes.subarray(0, FIXED), DIALECT) !== 0)
      judge.harmless('archive-framing', 'has a gzip header with a time, a system or a level of its own');
    return FIXED;
  }
  judge.harmless('archive-framing', 'has a file name in its gzip header');
  const end = bytes.indexOf(0, FIXED);
  if (end === -1) throw judge.refusal('archive-framing', 'has a gzip header without an end');
  return end + 1;
}

/** Sums up an uncompressed stream as gzip's trailer does. */
export class GzipSum {
  private crc = 0;
  private size = 0;

  add(chunk: Uint8Array): void {
    this.crc = crc32(chunk, this.crc);
    this.size += chunk.length;
  }

  /**
   * Checks what follows the compressed data: one trailer, and nothing after it.
   * @throws AssayError archive-framing
   */
  check(trailer: Uint8Array, judge: ArchiveJudge): void {
    if (trailer.length < TRAILER) throw judge.refusal('archive-framing', 'ends inside its gzip trailer');
    if (trailer.length > TRAILER) throw judge.refusal('archive-framing', 'has bytes after its gzip member');
    const data = new DataView(trailer.buffer, trailer.byteOffset, trailer.byteLength);
    if (data.getUint32(0, true) !== this.crc)
      throw judge.refusal('archive-framing', 'has content that does not match its gzip checksum');
    if (data.getUint32(4, true) !== this.size % 2 ** 32)
      throw judge.refusal('archive-framing', 'has content that does not match its gzip length');
  }
}
