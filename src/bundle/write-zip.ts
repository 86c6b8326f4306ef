import { crc32 } from 'node:zlib';
import { byCodeUnit } from '../model/order.ts';
import { BUNDLE_LIMITS } from './limits.ts';
import type { BundleFile } from './model.ts';
import { checkArchiveMetadata, checkPath, checkTotals, PathTable } from './path-rules.ts';
import {
  CENTRAL_SIGNATURE,
  CENTRAL_SIZE,
  END_SIGNATURE,
  END_SIZE,
  FLAG_UTF8,
  LOCAL_SIGNATURE,
  LOCAL_SIZE,
} from './zip-format.ts';

export type PackFile = Pick<BundleFile, 'path' | 'executable' | 'read'>;

/** DOS date of 1 January 1980, the first there is: what stands for the epoch. */
const DATE = 0x0021;
/** Extended timestamp (0x5455) with a modification time of 0, the exact epoch. */
const EXTRA = Buffer.from('555405000100000000', 'hex');
const VERSION = 10;
/** Unix, so that the mode in the upper half of the attributes counts. */
const MADE_BY = (3 << 8) | VERSION;

/**
 * Packs files as the platform does, to the byte: STORED entries in code-unit order of their paths, the epoch as their
 * time, mode 0644 or 0755, no folder entries. Pure: the same files give the same bytes anywhere.
 * @throws AssayError of kind integrity for a path or a total that openZip would refuse
 */
export function packZip(files: Iterable<PackFile>): Uint8Array {
  const shown = 'the bundle to pack';
  const sorted = [...files].sort((a, b) => byCodeUnit(a.path, b.path));
  const table = new PathTable(shown);
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  let total = 0;
  for (const { path, executable, read } of sorted) {
    checkPath(path, shown);
    checkArchiveMetadata(path, shown);
    table.add(path, true);
    const name = Buffer.from(path);
    const content = read();
    total += content.length;
    checkTotals(sorted.length, total, shown, BUNDLE_LIMITS.zip);
    const fields = commonFields(content, name);
    centrals.push(centralHeader(fields, name, executable ? 0o100755 : 0o100644, offset));
    const local = localHeader(fields, name);
    locals.push(local, content);
    offset += local.length + content.length;
  }
  const centralSize = centrals.reduce((sum, header) => sum + header.length, 0);
  return Buffer.concat([...locals, ...centrals, endRecord(sorted.length, centralSize, offset)]);
}

/** The 26 bytes that both headers share. */
function commonFields(content: Uint8Array, name: Uint8Array): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAG_UTF8, 2);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(EXTRA.length, 24);
  return fields;
}

function localHeader(fields: Uint8Array, name: Uint8Array): Buffer {
  const header = Buffer.alloc(LOCAL_SIZE);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  header.set(fields, 4);
  return Buffer.concat([header, name, EXTRA]);
}

function centralHeader(fields: Uint8Array, name: Uint8Array, mode: number, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL_SIZE);
  header.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.set(fields, 6);
  header.writeUInt16LE(mode, 40);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, EXTRA]);
}

function endRecord(entries: number, centralSize: number, centralOffset: number): Buffer {
  const record = Buffer.alloc(END_SIZE);
  record.writeUInt32LE(END_SIGNATURE, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(centralSize, 12);
  record.writeUInt32LE(centralOffset, 16);
  return record;
}
