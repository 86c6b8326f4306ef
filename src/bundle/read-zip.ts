import { crc32, inflateRawSync } from 'node:zlib';
import { readFileBytes } from '../formats/read-file.ts';
import { digestBytes } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { inflated } from './inflated.ts';
import { BUNDLE_LIMITS, mostUnpacked } from './limits.ts';
import type { Bundle, BundleFile } from './model.ts';
import { checkArchiveMetadata, checkPath, checkTotals, PathTable } from './path-rules.ts';
import { ArchiveJudge, type ArchiveProfile } from './tar/archive-rules.ts';
import { checkParts, startsWithDot } from './tar/names.ts';
import { checkCentral, checkLocal, entryKind, hasDescriptor } from './zip-entry-rules.ts';
import {
  CENTRAL_SIZE,
  type CentralHeader,
  descriptorLength,
  END_SIGNATURE,
  END_SIZE,
  type EndRecord,
  FLAG_UTF8,
  METHOD_DEFLATED,
  readCentral,
  readEnd,
  readLocal,
} from './zip-format.ts';

const LIMITS = BUNDLE_LIMITS.zip;

/**
 * Opens a STORED zip as a bundle and checks every byte of it: the central directory and the local headers agree, the
 * entries fill the archive without gap or overlap, nothing stands before, between or after them, paths are safe and
 * unique, modes are plain, and each CRC holds. Anything that two readers could read in two ways is refused. The
 * content comes from the very bytes that were checked and hashed.
 * Under `safe` entries may be deflated, their sizes in data descriptors, and all names may start with `./`; the archive
 * may have a comment. Each is a note.
 * @param source the archive's bytes, or its path @param shown path for messages
 * @throws AssayError input-unreadable, input-not-a-file, input-too-large; of kind integrity: zip-*, bundle-*
 */
export function openZip(
  source: Uint8Array | string,
  shown: string,
  options: { readonly profile?: ArchiveProfile } = {},
): Bundle {
  const judge = new ArchiveJudge(options.profile ?? 'assay', shown);
  const bytes = typeof source === 'string' ? readFileBytes(source, shown, LIMITS.packed) : source;
  const end = findEnd(bytes, judge);
  const headers = readDirectory(bytes, end, shown, judge);
  checkLayout(bytes, headers, end, shown);
  const files = headers
    .map((header) => toFile(bytes, header, shown))
    .filter((file) => file !== undefined)
    .sort((a, b) => byCodeUnit(a.path, b.path));
  return {
    packing: 'zip',
    path: shown,
    archive: { size: bytes.length, sha256: digestBytes(bytes).slice('sha256:'.length) },
    notes: judge.notes(),
    files: new Map(files.map((file) => [file.path, file])),
  };
}

function refuse(code: string, message: string, shown: string): Error {
  return integrityError(code, `${shown} ${message}`, 'pack the bundle again', { path: shown });
}

/** The one end record: nothing but its own comment may follow it. */
function findEnd(bytes: Uint8Array, judge: ArchiveJudge): EndRecord {
  const { shown } = judge;
  const last = bytes.length - END_SIZE;
  const at = readEnd(bytes, last) ? last : commentedEnd(bytes, judge);
  const end = readEnd(bytes, at);
  if (!end) {
    if (endRecordsNearby(bytes).length > 0) throw refuse('zip-trailing-bytes', 'has bytes after its end record', shown);
    throw refuse('zip-no-end-record', 'is not a complete zip archive: it has no end record', shown);
  }
  if (at === last && end.commentLength !== 0) throw refuse('zip-truncated', 'ends inside its comment', shown);
  if (end.entries === 0xffff || end.centralSize === 0xffffffff || end.centralOffset === 0xffffffff)
    throw refuse('zip-zip64', 'is a zip64 archive', shown);
  if (end.disk !== 0 || end.centralDisk !== 0 || end.entriesHere !== end.entries)
    throw refuse('zip-multi-disk', 'is a part of a split archive', shown);
  const directoryEnd = end.centralOffset + end.centralSize;
  if (directoryEnd !== at)
    throw refuse(
      'zip-directory-bounds',
      'has a central directory that does not end where the end record starts',
      shown,
    );
  return end;
}

/** Where the end record starts that has a comment to the archive's end; -1 where none or more than one could be meant. */
function commentedEnd(bytes: Uint8Array, judge: ArchiveJudge): number {
  const [at = -1, ...others] = endRecordsNearby(bytes);
  const length = readEnd(bytes, at)?.commentLength;
  if (judge.profile === 'assay' || others.length > 0 || length === undefined || at + END_SIZE + length !== bytes.length)
    return -1;
  judge.harmless('archive-framing', 'has a comment');
  return at;
}

/** Where something could be taken for an end record, as far back as a comment can reach. */
function endRecordsNearby(bytes: Uint8Array): number[] {
  const start = Math.max(0, bytes.length - END_SIZE - 0xffff);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END_SIGNATURE);
  const found: number[] = [];
  for (let at = tail.indexOf(signature); at !== -1; at = tail.indexOf(signature, at + 1)) found.push(start + at);
  return found;
}

interface Entry {
  readonly header: CentralHeader;
  /** As the bundle knows it; empty for the root itself, which only `safe` takes. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

function readDirectory(bytes: Uint8Array, end: EndRecord, shown: string, judge: ArchiveJudge): Entry[] {
  // A folder per file is allowed for, so that only the files count against the cap.
  if (end.entries > 2 * LIMITS.entries) checkTotals(end.entries, 0, shown, LIMITS);
  const table = new PathTable(shown);
  const entries: Entry[] = [];
  let at = end.centralOffset;
  let size = 0;
  const stop = end.centralOffset + end.centralSize;
  for (let index = 0; index < end.entries; index += 1) {
    const header = at + CENTRAL_SIZE <= stop ? readCentral(bytes, at) : undefined;
    if (!header || at + header.length > stop)
      throw refuse('zip-directory-bounds', `has a central directory without its entry number ${index + 1}`, shown);
    entries.push(toEntry(header, table, shown, judge));
    size += header.size;
    at += header.length;
  }
  if (at !== stop) throw refuse('zip-directory-bounds', 'has bytes in its central directory that no entry owns', shown);
  checkTotals(entries.filter((entry) => entry.kind === 'file').length, size, shown, LIMITS);
  if (size > mostUnpacked(bytes.length, LIMITS)) throw refuse('zip-ratio', 'unpacks to too much for its size', shown);
  const decomposed = entries.find(({ path }) => path !== path.normalize('NFC'));
  if (decomposed !== undefined)
    throw judge.refusal('archive-name-unportable', 'is not in Unicode form NFC', decomposed.path);
  refuseMixedDots(entries, judge);
  return entries;
}

/** One path has one form: "./" before all names, or before none. */
function refuseMixedDots(entries: readonly Entry[], judge: ArchiveJudge): void {
  const isDotted = ({ header }: Entry): boolean => startsWithDot(header.name);
  const [first] = entries;
  const other = first && entries.find((entry) => isDotted(entry) !== isDotted(first));
  if (other === undefined) return;
  throw judge.refusal('archive-path-not-normal', 'starts with "./" where others do not, or the reverse', other.path);
}

function toEntry(header: CentralHeader, table: PathTable, shown: string, judge: ArchiveJudge): Entry {
  const name = decodeName(header, shown);
  const place = `${shown} has the entry ${quote(name)}, which`;
  checkCentral(header, place, shown, judge.profile === 'safe');
  if (header.method === METHOD_DEFLATED) judge.harmless('archive-header', 'is deflated, not stored', name);
  if (hasDescriptor(header)) judge.harmless('archive-header', 'has its sizes in a data descriptor', name);
  const kind = entryKind(name, header, place, shown);
  const whole = kind === 'folder' ? name.slice(0, -1) : name;
  const dotted = judge.profile === 'safe' && startsWithDot(header.name);
  if (dotted) judge.harmless('archive-path-not-normal', 'starts with "./"', name);
  const path = dotted ? whole.slice(2) : whole;
  if (path === '' && dotted && kind === 'folder') return { header, path, kind };
  checkPath(path, shown);
  checkArchiveMetadata(path, shown);
  checkParts(path, name, judge, LIMITS);
  table.add(path, kind === 'file');
  return { header, path, kind };
}

/** Names are ASCII, or UTF-8 where flag 11 says so: anything else depends on the reader's code page. */
function decodeName(header: CentralHeader, shown: string): string {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header.name);
    if ((header.flags & FLAG_UTF8) !== 0 || /^[\u0000-\u007f]*$/.test(name)) return name;
  } catch {
    // Falls through to the one error for both.
  }
  const name = quote(Buffer.from(header.name).toString('latin1'));
  throw refuse(
    'zip-name-encoding',
    `has the entry name ${name}, which is neither ascii nor marked and valid utf-8`,
    shown,
  );
}

/** The entries must tile the archive from its first byte to the central directory. */
function checkLayout(bytes: Uint8Array, entries: readonly Entry[], end: EndRecord, shown: string): void {
  let at = 0;
  for (const { header, path } of [...entries].sort((a, b) => a.header.offset - b.header.offset)) {
    const place = `${shown} has the entry ${quote(path)}, which`;
    if (header.offset < at) throw refuse('zip-overlap', `has the entry ${quote(path)}, which overlaps another`, shown);
    if (header.offset > at)
      throw refuse('zip-gap', `has bytes before the entry ${quote(path)} that no entry owns`, shown);
    const local = readLocal(bytes, header.offset);
    if (!local) throw refuse('zip-local-header', `has the entry ${quote(path)}, which has no local header`, shown);
    checkLocal(header, local, place, shown);
    at = header.offset + local.length + header.compressedSize;
    if (hasDescriptor(header)) at += descriptorAt(bytes, at, header, place, shown);
    if (at > end.centralOffset)
      throw refuse('zip-overlap', `has the entry ${quote(path)}, which runs into the central directory`, shown);
  }
  if (at !== end.centralOffset)
    throw refuse('zip-gap', 'has bytes before its central directory that no entry owns', shown);
}

/** @throws AssayError zip-data-descriptor */
function descriptorAt(bytes: Uint8Array, at: number, header: CentralHeader, place: string, shown: string): number {
  const length = descriptorLength(bytes, at, header);
  if (length !== undefined) return length;
  throw integrityError('zip-data-descriptor', `${place} has another data descriptor`, 'pack the bundle again', {
    path: shown,
  });
}

function toFile(bytes: Uint8Array, { header, path, kind }: Entry, shown: string): BundleFile | undefined {
  const start = header.offset + (readLocal(bytes, header.offset)?.length ?? 0);
  const content = contentOf(bytes.subarray(start, start + header.compressedSize), header, path, shown);
  if (crc32(content) !== header.crc)
    throw refuse('zip-crc', `has the entry ${quote(path)}, whose content does not match its CRC`, shown);
  if (kind === 'folder') return undefined;
  const executable = ((header.externalAttributes >>> 16) & 0o111) !== 0;
  return { path, size: header.size, executable, read: () => content };
}

/** The content as stored, or unpacked to exactly the size that the headers tell. */
function contentOf(packed: Uint8Array, header: CentralHeader, path: string, shown: string): Uint8Array {
  if (header.method !== METHOD_DEFLATED) return packed;
  if (header.size > mostUnpacked(packed.length, LIMITS))
    throw refuse('zip-ratio', `has the entry ${quote(path)}, which unpacks to too much for its size`, shown);
  const broken = (): Error =>
    refuse('zip-deflate', `has the entry ${quote(path)}, whose compressed data does not give its size`, shown);
  try {
    const { buffer, engine } = inflated(inflateRawSync(packed, { info: true, maxOutputLength: header.size + 1 }));
    if (buffer.length !== header.size || engine.bytesWritten !== packed.length) throw broken();
    return buffer;
  } catch {
    throw broken();
  }
}
