import { crc32 } from 'node:zlib';

/** Header fields that a test may set to anything; names and numbers as in APPNOTE §4.3. */
export interface RawFields {
  version?: number;
  flags?: number;
  method?: number;
  time?: number;
  date?: number;
  crc?: number;
  compressedSize?: number;
  size?: number;
  name?: string | Uint8Array;
  extra?: Uint8Array;
}

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Set in both headers. */
  readonly both?: RawFields;
  readonly local?: RawFields;
  readonly central?: RawFields & {
    madeBy?: number;
    disk?: number;
    attributes?: number;
    offset?: number;
    comment?: string;
  };
  /** Bytes before the local header. */
  readonly before?: Uint8Array;
  /** Bytes after the content. */
  readonly after?: Uint8Array;
}

export interface RawEnd {
  disk?: number;
  centralDisk?: number;
  entriesHere?: number;
  entries?: number;
  centralSize?: number;
  centralOffset?: number;
  commentLength?: number;
  comment?: string;
  /** Bytes between the central directory and the end record. */
  before?: Uint8Array;
  /** Bytes after everything. */
  after?: Uint8Array;
}

/** Builds a zip archive byte by byte, right or wrong in whatever way a test asks for. */
export function buildZip(entries: readonly RawEntry[], end: RawEnd = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const before = entry.before ?? new Uint8Array();
    const content = Buffer.from(entry.content ?? '');
    const fields = { ...defaults(entry.name, content), ...entry.both };
    const local = header(0x04034b50, [], { ...fields, ...entry.local }, []);
    const { madeBy = 0x030a, disk = 0, attributes = 0o100644 * 0x10000, comment = '', ...own } = entry.central ?? {};
    const at = entry.central?.offset ?? offset + before.length;
    const tail = [u16(comment.length), u16(disk), u16(0), u32(attributes), u32(at)];
    centrals.push(header(0x02014b50, [u16(madeBy)], { ...fields, ...own }, tail), Buffer.from(comment));
    const parts = [before, local, content, entry.after ?? new Uint8Array()];
    locals.push(...parts);
    offset += parts.reduce((sum, part) => sum + part.length, 0);
  }
  const central = Buffer.concat(centrals);
  const comment = end.comment ?? '';
  const record = [
    u32(0x06054b50),
    u16(end.disk ?? 0),
    u16(end.centralDisk ?? 0),
    u16(end.entriesHere ?? end.entries ?? entries.length),
    u16(end.entries ?? entries.length),
    u32(end.centralSize ?? central.length),
    u32(end.centralOffset ?? offset),
    u16(end.commentLength ?? comment.length),
    Buffer.from(comment),
  ];
  return Buffer.concat([...locals, central, end.before ?? new Uint8Array(), ...record, end.after ?? new Uint8Array()]);
}

function defaults(name: string | Uint8Array, content: Uint8Array): Required<RawFields> {
  return {
    version: 10,
    flags: 0x0800,
    method: 0,
    time: 0,
    date: 0x21,
    crc: crc32(content),
    compressedSize: content.length,
    size: content.length,
    name,
    extra: new Uint8Array(),
  };
}

function header(signature: number, first: Uint8Array[], fields: Required<RawFields>, last: Uint8Array[]): Uint8Array {
  const name = Buffer.from(fields.name);
  return Buffer.concat([
    u32(signature),
    ...first,
    u16(fields.version),
    u16(fields.flags),
    u16(fields.method),
    u16(fields.time),
    u16(fields.date),
    u32(fields.crc),
    u32(fields.compressedSize),
    u32(fields.size),
    u16(name.length),
    u16(fields.extra.length),
    ...last,
    name,
    fields.extra,
  ]);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}
