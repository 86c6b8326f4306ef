import { integrityError } from '../model/errors.ts';
import {
  type CentralHeader,
  EXTRA_ZIP64,
  extraIds,
  FLAG_DESCRIPTOR,
  FLAG_ENCRYPTED,
  FLAG_UTF8,
  FLAGS_LEVEL,
  HARMLESS_EXTRAS,
  type HeaderFields,
  METHOD_DEFLATED,
  METHOD_STORED,
} from './zip-format.ts';

function refuse(code: string, place: string, says: string, shown: string, hint = 'pack the bundle again'): Error {
  return integrityError(code, `${place} ${says}`, hint, { path: shown });
}

/** Versions that a reader without zip64, encryption or other methods needs (APPNOTE §4.4.3). */
const VERSIONS: ReadonlySet<number> = new Set([10, 20]);

/**
 * Checks what a central directory record says by itself.
 * @param place the start of each message, up to "which" @param deflate whether entries may be compressed
 * @throws AssayError of kind integrity: zip-encrypted, zip-data-descriptor, zip-flags, zip-method, zip-size, zip-zip64,
 * zip-extra-field, zip-comment, zip-multi-disk, zip-version
 */
export function checkCentral(header: CentralHeader, place: string, shown: string, deflate = false): void {
  if ((header.flags & FLAG_ENCRYPTED) !== 0) throw refuse('zip-encrypted', place, 'is encrypted', shown);
  if (header.method === METHOD_DEFLATED && !deflate)
    throw refuse('zip-method', place, 'is deflated', shown, 'store the entries without compression, as zip -0 does');
  if (header.method !== METHOD_STORED && header.method !== METHOD_DEFLATED)
    throw refuse('zip-method', place, `uses the compression method ${header.method}`, shown, 'store the entries');
  // Where stored data ends, only its size can say; deflated data says it by itself too.
  if (hasDescriptor(header) && !(deflate && header.method === METHOD_DEFLATED))
    throw refuse('zip-data-descriptor', place, 'has its sizes in a data descriptor', shown);
  if ((header.flags & ~(FLAG_UTF8 | FLAGS_LEVEL | FLAG_DESCRIPTOR)) !== 0)
    throw refuse('zip-flags', place, 'has flags that no plain archive has', shown);
  if (header.size === 0xffffffff || header.compressedSize === 0xffffffff || header.offset === 0xffffffff)
    throw refuse('zip-zip64', place, 'needs zip64', shown);
  if (header.method === METHOD_STORED && header.size !== header.compressedSize)
    throw refuse('zip-size', place, 'is stored but says that it has two sizes', shown);
  if (!VERSIONS.has(header.version)) throw refuse('zip-version', place, 'needs a later version of zip', shown);
  if (header.commentLength !== 0) throw refuse('zip-comment', place, 'has a comment', shown);
  if (header.disk !== 0) throw refuse('zip-multi-disk', place, 'lies on another disk', shown);
  checkExtra(header.extra, place, shown);
}

function checkExtra(extra: Uint8Array, place: string, shown: string): void {
  const ids = extraIds(extra);
  if (!ids) throw refuse('zip-extra-field', place, 'has an extra field whose lengths do not add up', shown);
  if (ids.includes(EXTRA_ZIP64)) throw refuse('zip-zip64', place, 'has a zip64 extra field', shown);
  const odd = ids.find((id) => !HARMLESS_EXTRAS.has(id));
  if (odd !== undefined)
    throw refuse('zip-extra-field', place, `has the extra field 0x${odd.toString(16).padStart(4, '0')}`, shown);
}

/** Everything that both headers say; the extra fields may differ (times are stored in full in the local one only). */
const BOTH = ['version', 'flags', 'method', 'time', 'date', 'crc', 'compressedSize', 'size'] as const;

/** What the local header leaves empty where a data descriptor behind the data says it (APPNOTE §4.4.4, bit 3). */
const DESCRIBED: ReadonlySet<string> = new Set(['crc', 'compressedSize', 'size']);

/** Whether an entry's CRC and sizes stand behind its data. */
export function hasDescriptor({ flags }: HeaderFields): boolean {
  return (flags & FLAG_DESCRIPTOR) !== 0;
}

/**
 * Checks that the local header says what the central directory says.
 * @throws AssayError of kind integrity: zip-header-mismatch, zip-extra-field, zip-zip64
 */
export function checkLocal(central: CentralHeader, local: HeaderFields, place: string, shown: string): void {
  if (Buffer.compare(central.name, local.name) !== 0)
    throw refuse('zip-header-mismatch', place, 'has another name in its local header', shown);
  const left = (name: string): boolean => hasDescriptor(local) && DESCRIBED.has(name);
  const field = BOTH.find((name) => central[name] !== local[name] && !(left(name) && local[name] === 0));
  if (field !== undefined)
    throw refuse('zip-header-mismatch', place, `has another ${FIELD_NAMES[field]} in its local header`, shown);
  checkExtra(local.extra, place, shown);
}

const FIELD_NAMES: Readonly<Record<(typeof BOTH)[number], string>> = {
  version: 'version',
  flags: 'set of flags',
  method: 'method',
  time: 'time',
  date: 'date',
  crc: 'CRC',
  compressedSize: 'compressed size',
  size: 'size',
};

const TYPE_MASK = 0o170000;
const TYPE_FILE = 0o100000;
const TYPE_FOLDER = 0o040000;
const SPECIAL_BITS = 0o7000;

/**
 * Whether an entry is a file or a folder. A mode of 0 is what archivers without Unix modes write.
 * @throws AssayError of kind integrity: zip-special-file, zip-folder-entry
 */
export function entryKind(name: string, header: CentralHeader, place: string, shown: string): 'file' | 'folder' {
  const mode = header.externalAttributes >>> 16;
  const type = mode & TYPE_MASK;
  if ((mode & SPECIAL_BITS) !== 0) throw refuse('zip-special-file', place, 'has special mode bits', shown);
  if (name.endsWith('/')) {
    if (type !== 0 && type !== TYPE_FOLDER)
      throw refuse('zip-special-file', place, 'is named as a folder and is none', shown);
    if (header.size !== 0) throw refuse('zip-folder-entry', place, 'is a folder with content', shown);
    return 'folder';
  }
  const dosFolder = (header.externalAttributes & 0x10) !== 0;
  if ((type !== 0 && type !== TYPE_FILE) || dosFolder)
    throw refuse('zip-special-file', place, 'is not a regular file', shown, 'ship regular files only');
  return 'file';
}
