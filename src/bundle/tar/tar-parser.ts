import { createHash, type Hash } from 'node:crypto';
import type { BundleLimits } from '../limits.ts';
import { PathTable } from '../path-rules.ts';
import type { ArchiveJudge } from './archive-rules.ts';
import { EntryJudge } from './entry-judge.ts';
import { BLOCK, isZeroBlock, readHeader, shownName, type TarHeader } from './header.ts';
import { MAX_PAX, type PaxRecords, parsePax } from './pax.ts';

/** One regular file of a tar stream. */
export interface TarEntry {
  readonly path: string;
  readonly size: number;
  readonly executable: boolean;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly sha256: string;
  /** Present where it was wanted. */
  readonly content?: Uint8Array;
}

export interface TarOptions {
  readonly judge: ArchiveJudge;
  readonly limits: BundleLimits;
  /** Bytes that the stream may have: the limit, or what the archive's size allows for. */
  readonly maxBytes: number;
  /** The time that every entry must have, where it is known. */
  readonly epoch?: number;
  /** Whether a file's content is to be handed over with it. */
  wants(path: string, size: number): boolean;
  /** Called for each file when it is complete. */
  take(entry: TarEntry): void;
}

/** GNU tar and Python fill an archive up with zeros to a multiple of this. */
const RECORD = 20 * BLOCK;

interface OpenFile {
  readonly path: string;
  readonly header: TarHeader;
  readonly size: number;
  readonly hash: Hash;
  readonly content: Uint8Array | undefined;
}

/**
 * A strict reader of one tar stream that takes it in pieces of any size. Every byte belongs to a header, to content, to
 * zero padding or to the end, and everything that two readers could take for different things is refused.
 */
export class TarParser {
  private readonly options: TarOptions;
  private readonly judge: ArchiveJudge;
  private readonly entries: EntryJudge;
  private readonly stream = createHash('sha256');
  private readonly block = Buffer.alloc(BLOCK);
  private filled = 0;
  private total = 0;
  /** Bytes of content, or of a PAX header, that are still to come, and of the zeros after them. */
  private left = 0;
  private padding = 0;
  private file: OpenFile | undefined;
  private paxBytes: Buffer | undefined;
  private pax: PaxRecords | undefined;
  private zeroBlocks = 0;

  constructor(options: TarOptions) {
    this.options = options;
    this.judge = options.judge;
    this.entries = new EntryJudge(options, new PathTable(options.judge.shown));
  }

  /** Takes the next bytes. @throws AssayError archive-* */
  push(chunk: Uint8Array): void {
    this.total += chunk.length;
    if (this.total > this.options.maxBytes)
      throw this.judge.refusal('archive-limit', `unpacks to more than ${this.options.maxBytes} bytes`);
    this.stream.update(chunk);
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) at += this.takeContent(chunk, at);
      else if (this.padding > 0) at += this.takePadding(chunk, at);
      else at += this.takeBlock(chunk, at);
    }
  }

  /** The digest of the whole stream, when all of it was taken. @throws AssayError archive-framing, and late ones */
  finish(): string {
    if (this.zeroBlocks < 2 || this.filled > 0)
      throw this.judge.refusal('archive-framing', 'ends before the two zero blocks that end a tar stream');
    const filler = (this.zeroBlocks - 2) * BLOCK;
    if (filler > 0 && (this.total % RECORD !== 0 || filler >= RECORD))
      throw this.judge.refusal('archive-framing', 'has bytes after the end of its tar stream');
    this.entries.finish();
    return this.stream.digest('hex');
  }

  private takeContent(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.left, chunk.length - at);
    const part = chunk.subarray(at, at + count);
    if (this.file !== undefined) {
      this.file.hash.update(part);
      this.file.content?.set(part, this.file.size - this.left);
    } else this.paxBytes?.set(part, this.paxBytes.length - this.left);
    this.left -= count;
    if (this.left === 0) this.complete();
    return count;
  }

  private takePadding(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.padding, chunk.length - at);
    for (let index = at; index < at + count; index += 1)
      if (chunk[index] !== 0) throw this.judge.refusal('archive-framing', 'has bytes between two entries');
    this.padding -= count;
    return count;
  }

  private takeBlock(chunk: Uint8Array, at: number): number {
    if (this.filled === 0 && chunk.length - at >= BLOCK) {
      this.header(chunk.subarray(at, at + BLOCK));
      return BLOCK;
    }
    const count = Math.min(BLOCK - this.filled, chunk.length - at);
    this.block.set(chunk.subarray(at, at + count), this.filled);
    this.filled += count;
    if (this.filled === BLOCK) {
      this.filled = 0;
      this.header(this.block);
    }
    return count;
  }

  private header(block: Uint8Array): void {
    if (isZeroBlock(block)) {
      if (this.pax !== undefined)
        throw this.judge.refusal('archive-header', 'ends after a PAX header without its entry');
      this.zeroBlocks += 1;
      return;
    }
    if (this.zeroBlocks > 0) throw this.judge.refusal('archive-framing', 'has entries after the end of its tar stream');
    const header = readHeader(block, this.judge);
    this.padding = (BLOCK - (header.size % BLOCK)) % BLOCK;
    if (header.type === 'x') this.openPax(header);
    else this.openEntry(header);
  }

  private openPax(header: TarHeader): void {
    if (this.pax !== undefined) throw this.judge.refusal('archive-header', 'has two PAX headers for one entry');
    if (header.size > MAX_PAX || header.size === 0)
      throw this.judge.refusal('archive-header', `has a PAX header of ${header.size} bytes`, shownName(header.name));
    this.entries.checkPaxHeader(header);
    this.paxBytes = Buffer.alloc(header.size);
    this.left = header.size;
  }

  private openEntry(header: TarHeader): void {
    const pax = this.pax;
    this.pax = undefined;
    const { path, folder } = this.entries.judge(header, pax);
    if (folder) return;
    // A size that the stream can't have is found out when it ends; until then nothing is reserved for it.
    const wanted = header.size <= this.options.maxBytes && this.options.wants(path, header.size);
    this.file = {
      path,
      header,
      size: header.size,
      hash: createHash('sha256'),
      content: wanted ? new Uint8Array(header.size) : undefined,
    };
    this.left = header.size;
    if (this.left === 0) this.complete();
  }

  private complete(): void {
    const file = this.file;
    if (file === undefined) {
      this.pax = parsePax(this.paxBytes ?? new Uint8Array(), this.judge);
      this.paxBytes = undefined;
      return;
    }
    this.file = undefined;
    this.options.take({
      path: file.path,
      size: file.size,
      executable: (file.header.mode & 0o111) !== 0,
      mtime: file.header.mtime,
      sha256: file.hash.digest('hex'),
      ...(file.content === undefined ? {} : { content: file.content }),
    });
  }
}
