// PKWARE APPNOTE.TXT 6.3.10, the parts that a STORED archive without ZIP64 has.

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const END_SIZE = 22;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;
/** General purpose flags (§4.4.4): bit 0 encryption, 1 and 2 compression level, 3 data descriptor, 11 UTF-8 names. */
export const FLAG_ENCRYPTED = 1 << 0;
/** How hard the packer tried; it says nothing about a stored entry. */
export const FLAGS_LEVEL = 0b110;
export const FLAG_DESCRIPTOR = 1 << 3;
export const FLAG_UTF8 = 1 << 11;

/** Extra fields (§4.5.2) that carry times and owners only: they never change what a file is called or holds. */
export const HARMLESS_EXTRAS: ReadonlySet<number> = new Set([
  0x000a, // NTFS times
  0x5455, // extended timestamp
  0x5855, // Info-ZIP Unix, first form
  0x7855, // Info-ZIP Unix, second form
  0x7875, // Info-ZIP Unix, third form
]);
export const EXTRA_ZIP64 = 0x0001;

/** What both headers of an entry say (§4.3.7, §4.3.12). */
export interface HeaderFields {
  readonly version: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly name: Uint8Array;
  readonly extra: Uint8Array;
}

export interface CentralHeader extends HeaderFields {
  readonly commentLength: number;
  readonly disk: number;
  readonly externalAttributes: number;
  /** Of the local header, from the archive's start. */
  readonly offset: number;
  /** Bytes of the whole record. */
  readonly length: number;
}

export interface EndRecord {
  readonly disk: number;
  readonly centralDisk: number;
  readonly entriesHere: number;
  readonly entries: number;
  readonly centralSize: number;
  readonly centralOffset: number;
  readonly commentLength: number;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The ten fields that stand in the same order in both headers, from `at` on. */
function common(data: DataView, at: number) {
  return {
    version: data.getUint16(at, true),
    flags: data.getUint16(at + 2, true),
    method: data.getUint16(at + 4, true),
    time: data.getUint16(at + 6, true),
    date: data.getUint16(at + 8, true),
    crc: data.getUint32(at + 10, true),
    compressedSize: data.getUint32(at + 14, true),
    size: data.getUint32(at + 18, true),
    nameLength: data.getUint16(at + 22, true),
    extraLength: data.getUint16(at + 24, true),
  };
}

/** The local header at an offset; undefined where there is none or the bytes end too soon. */
export function readLocal(bytes: Uint8Array, offset: number): (HeaderFields & { readonly length: number }) | undefined {
  if (offset + LOCAL_SIZE > bytes.length) return undefined;
  const data = view(bytes);
  if (data.getUint32(offset, true) !== LOCAL_SIGNATURE) return undefined;
  const { nameLength, extraLength, ...fields } = common(data, offset + 4);
  const length = LOCAL_SIZE + nameLength + extraLength;
  if (offset + length > bytes.length) return undefined;
  const name = bytes.subarray(offset + LOCAL_SIZE, offset + LOCAL_SIZE + nameLength);
  return { ...fields, name, extra: bytes.subarray(offset + LOCAL_SIZE + nameLength, offset + length), length };
}

/** The central directory's record at an offset; undefined where there is none or the bytes end too soon. */
export function readCentral(bytes: Uint8Array, offset: number): CentralHeader | undefined {
  if (offset + CENTRAL_SIZE > bytes.length) return undefined;
  const data = view(bytes);
  if (data.getUint32(offset, true) !== CENTRAL_SIGNATURE) return undefined;
  const { nameLength, extraLength, ...fields } = common(data, offset + 6);
  const commentLength = data.getUint16(offset + 32, true);
  const length = CENTRAL_SIZE + nameLength + extraLength + commentLength;
  if (offset + length > bytes.length) return undefined;
  const extraStart = offset + CENTRAL_SIZE + nameLength;
  return {
    ...fields,
    name: bytes.subarray(offset + CENTRAL_SIZE, extraStart),
    extra: bytes.subarray(extraStart, extraStart + extraLength),
    commentLength,
    disk: data.getUint16(offset + 34, true),
    externalAttributes: data.getUint32(offset + 38, true),
    offset: data.getUint32(offset + 42, true),
    length,
  };
}

/**
 * How many bytes the data descriptor at an offset has, which must say what the central directory says: with its optional
 * signature 16, else 12 (§4.3.9). Undefined where there is none.
 */
export function descriptorLength(bytes: Uint8Array, offset: number, header: HeaderFields): 12 | 16 | undefined {
  const data = view(bytes);
  const says = (at: number): boolean =>
    at + 12 <= bytes.length &&
    data.getUint32(at, true) === header.crc &&
    data.getUint32(at + 4, true) === header.compressedSize &&
    data.getUint32(at + 8, true) === header.size;
  if (offset + 16 <= bytes.length && data.getUint32(offset, true) === DESCRIPTOR_SIGNATURE && says(offset + 4))
    return 16;
  return says(offset) ? 12 : undefined;
}

/** The end of central directory record at an offset. */
export function readEnd(bytes: Uint8Array, offset: number): EndRecord | undefined {
  if (offset < 0 || offset + END_SIZE > bytes.length) return undefined;
  const data = view(bytes);
  if (data.getUint32(offset, true) !== END_SIGNATURE) return undefined;
  return {
    disk: data.getUint16(offset + 4, true),
    centralDisk: data.getUint16(offset + 6, true),
    entriesHere: data.getUint16(offset + 8, true),
    entries: data.getUint16(offset + 10, true),
    centralSize: data.getUint32(offset + 12, true),
    centralOffset: data.getUint32(offset + 16, true),
    commentLength: data.getUint16(offset + 20, true),
  };
}

/** Header ids of an extra field; undefined where its lengths do not add up. */
export function extraIds(extra: Uint8Array): number[] | undefined {
  const data = view(extra);
  const ids: number[] = [];
  let at = 0;
  while (at < extra.length) {
    if (at + 4 > extra.length) return undefined;
    ids.push(data.getUint16(at, true));
    at += 4 + data.getUint16(at + 2, true);
  }
  return at === extra.length ? ids : undefined;
}
