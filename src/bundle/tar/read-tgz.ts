import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { noteRead, readFileBytes, reason } from '../../formats/read-file.ts';
import { digestBytes } from '../../model/digest.ts';
import { inputError, integrityError } from '../../model/errors.ts';
import { inflated } from '../inflated.ts';
import { mostUnpacked } from '../limits.ts';
import type { Bundle } from '../model.ts';
import { GzipSum, gzipHeader, MAX_GZIP_HEADER } from './gzip.ts';
import { TgzCollector, type TgzOptions, type Visitor } from './tgz-collector.ts';

/** Enough to keep the thread that unpacks busy, and far below any limit on memory. */
const CHUNK = 256 * 1024;

/**
 * Opens a .tgz as a bundle, with every file's content in memory, and checks every byte of it. Nothing is extracted.
 * @param source the archive's bytes, or its path @param shown path for messages
 * @throws AssayError input-unreadable, input-not-a-file; of kind integrity: archive-*
 */
export function openTgz(source: Uint8Array | string, shown: string, options: TgzOptions = {}): Bundle {
  const collector = new TgzCollector(shown, options);
  const { judge, limits } = collector;
  const bytes = typeof source === 'string' ? readFileBytes(source, shown, limits.packed) : source;
  collector.checkPacked(bytes.length);
  const start = gzipHeader(bytes.subarray(0, MAX_GZIP_HEADER), judge);
  const { data, consumed } = inflateAll(bytes.subarray(start), mostUnpacked(bytes.length, limits), collector);
  const parser = collector.parser(bytes.length);
  parser.push(data);
  const sum = new GzipSum();
  sum.add(data);
  sum.check(bytes.subarray(start + consumed), judge);
  const archive = { size: bytes.length, sha256: digestBytes(bytes).slice('sha256:'.length) };
  return collector.bundle(archive, parser.finish(), () => new Uint8Array());
}

function inflateAll(
  bytes: Uint8Array,
  maxBytes: number,
  { judge }: TgzCollector,
): { readonly data: Uint8Array; readonly consumed: number } {
  try {
    // One byte more than allowed is enough to let the tar reader say so.
    const { buffer, engine } = inflated(inflateRawSync(bytes, { info: true, maxOutputLength: maxBytes + 1 }));
    return { data: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw judge.refusal('archive-limit', `unpacks to more than ${maxBytes} bytes`);
    if (!code.startsWith('Z_')) throw error;
    throw judge.refusal('archive-framing', 'has compressed data that is broken or ends too soon');
  }
}

/**
 * Reads a .tgz in one pass with little memory: a file's content is seen by the visitor or read again on demand.
 * @returns the bundle, and the folder that its paths had before them in the archive
 * @throws AssayError as openTgz does
 */
export async function streamTgz(
  file: string,
  shown: string,
  options: TgzOptions,
  visitor: Visitor,
): Promise<Bundle & { readonly root: string }> {
  const collector = new TgzCollector(shown, options);
  const input = openInput(file, shown);
  try {
    collector.checkPacked(input.size);
    const packed = createHash('sha256');
    const start = gzipHeader(input.read(0, MAX_GZIP_HEADER), collector.judge);
    packed.update(input.read(0, start));
    const parser = collector.parser(input.size, visitor);
    const sum = new GzipSum();
    const consumed = await inflateFrom(
      input,
      start,
      (chunk) => packed.update(chunk),
      (chunk) => {
        sum.add(chunk);
        parser.push(chunk);
      },
      collector,
    );
    sum.check(input.read(start + consumed, CHUNK), collector.judge);
    const archive = { size: input.size, sha256: packed.digest('hex') };
    return collector.bundle(archive, parser.finish(), (path) => readAgain(file, shown, options, archive.sha256, path));
  } finally {
    input.close();
  }
}

interface Input {
  readonly size: number;
  /** At most `length` bytes from an offset; fewer at the end of the file. */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

function openInput(file: string, shown: string): Input {
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
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
  const stat = fstatSync(fd);
  if (!stat.isFile()) {
    closeSync(fd);
    throw inputError('input-not-a-file', `${shown} is not a regular file`, 'give the path of a file', { path: shown });
  }
  noteRead(stat);
  return {
    size: stat.size,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, stat.size - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(fd, bytes, filled, bytes.length - filled, offset + filled);
        if (count === 0) throw changed(shown);
        filled += count;
      }
      return bytes;
    },
    close: () => closeSync(fd),
  };
}

/** Unpacks from an offset on, in pieces. @returns how many compressed bytes there were */
async function inflateFrom(
  input: Input,
  start: number,
  onPacked: (chunk: Uint8Array) => void,
  onData: (chunk: Uint8Array) => void,
  { judge }: TgzCollector,
): Promise<number> {
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  const closed = once(inflate, 'close').catch(() => undefined);
  let wanted: 'all' | 'digest' | 'nothing' = 'all';
  const feed = async (): Promise<void> => {
    for (let at = start; at < input.size && wanted !== 'nothing'; at += CHUNK) {
      const chunk = input.read(at, CHUNK);
      onPacked(chunk);
      if (wanted === 'all' && !inflate.write(chunk)) await Promise.race([once(inflate, 'drain'), closed]);
    }
    if (wanted === 'all') inflate.end();
  };
  const fed = feed();
  fed.catch((error: unknown) => inflate.destroy(error instanceof Error ? error : undefined));
  try {
    for await (const chunk of inflate) if (chunk instanceof Uint8Array) onData(chunk);
    wanted = 'digest';
    await fed;
    return inflate.bytesWritten;
  } catch (error) {
    wanted = 'nothing';
    inflate.destroy();
    // The file must stay open until nobody reads it any more.
    await fed.catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw judge.refusal('archive-framing', 'has compressed data that is broken or ends too soon');
  }
}

/** The content of one file, from the same archive as before. */
function readAgain(file: string, shown: string, options: TgzOptions, sha256: string, path: string): Uint8Array {
  const collector = new TgzCollector(shown, options);
  const bytes = readFileBytes(file, shown, collector.limits.packed);
  if (digestBytes(bytes) !== `sha256:${sha256}`) throw changed(shown);
  const { data } = inflateAll(
    bytes.subarray(gzipHeader(bytes.subarray(0, MAX_GZIP_HEADER), collector.judge)),
    mostUnpacked(bytes.length, collector.limits),
    collector,
  );
  let found = new Uint8Array();
  const parser = collector.parser(bytes.length, {
    wants: (each) => each === path,
    see: (_, content) => {
      found = Uint8Array.from(content);
      return false;
    },
  });
  parser.push(data);
  return found;
}

function changed(shown: string): Error {
  return integrityError(
    'bundle-changed',
    `${shown} changed while it was being read`,
    'run again when nothing writes to it',
    {
      path: shown,
    },
  );
}
