import { gzipSync, constants as zlib } from 'node:zlib';

/** Header fields that a test may set to anything: a number is written in octal, bytes and text as they are. */
export interface RawTarEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly mode?: number | string | Uint8Array;
  readonly uid?: number | string | Uint8Array;
  readonly gid?: number | string | Uint8Array;
  readonly size?: number | string | Uint8Array;
  readonly mtime?: number | string | Uint8Array;
  readonly checksum?: number | string;
  readonly type?: string;
  readonly link?: string;
  readonly magic?: string;
  readonly owner?: string;
  readonly group?: string;
  readonly major?: number | string;
  readonly minor?: number | string;
  readonly prefix?: string | Uint8Array;
  /** Bytes at an offset of the finished header, before the checksum. */
  readonly patch?: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  /** What fills the last block of the content; zeros unless told. */
  readonly filler?: number;
}

/** The time of every entry of the dialect: npm's, 26 October 1985. */
export const EPOCH = 499162500;

/** Builds the blocks of one entry, right or wrong in whatever way a test asks for. */
export function tarEntry(entry: RawTarEntry): Uint8Array {
  const content = Buffer.from(entry.content ?? '');
  const block = Buffer.alloc(512);
  put(block, 0, 100, entry.name);
  put(block, 100, 8, entry.mode ?? 0o644);
  put(block, 108, 8, entry.uid ?? 0);
  put(block, 116, 8, entry.gid ?? 0);
  put(block, 124, 12, entry.size ?? content.length);
  put(block, 136, 12, entry.mtime ?? EPOCH);
  block.fill(0x20, 148, 156);
  block.write(entry.type ?? '0', 156, 'latin1');
  put(block, 157, 100, entry.link ?? '');
  put(block, 257, 8, entry.magic ?? 'ustar\x0000');
  put(block, 265, 32, entry.owner ?? '');
  put(block, 297, 32, entry.group ?? '');
  put(block, 329, 8, entry.major ?? 0);
  put(block, 337, 8, entry.minor ?? 0);
  put(block, 345, 155, entry.prefix ?? '');
  for (const { at, bytes } of entry.patch ?? []) block.set(bytes, at);
  const sum = block.reduce((total, byte) => total + byte, 0);
  const checksum = entry.checksum ?? sum;
  block.write(typeof checksum === 'number' ? `${checksum.toString(8).padStart(6, '0')}\0 ` : checksum, 148, 'latin1');
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512, entry.filler ?? 0);
  return Buffer.concat([block, content, padding]);
}

function put(block: Buffer, at: number, length: number, value: number | string | Uint8Array): void {
  const bytes =
    typeof value === 'number' ? Buffer.from(`${value.toString(8).padStart(length - 1, '0')}\0`) : Buffer.from(value);
  block.set(bytes.subarray(0, length), at);
}

/** A PAX header with these records; a record that is text stands as it is. */
export function paxEntry(
  records: Readonly<Record<string, string>> | string | Uint8Array,
  more: Partial<RawTarEntry> = {},
): Uint8Array {
  const content =
    typeof records === 'string' || records instanceof Uint8Array
      ? records
      : Object.entries(records)
          .map(([key, value]) => paxRecord(key, value))
          .join('');
  return tarEntry({ name: 'PaxHeader/entry', type: 'x', content, ...more });
}

/** `length key=value\n`, where the length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return `${length} ${key}=${value}\n`;
}

/** A tar stream of these parts, with the two zero blocks that end it. */
export function tarStream(
  parts: readonly (RawTarEntry | Uint8Array)[],
  end: Uint8Array = new Uint8Array(1024),
): Uint8Array {
  return Buffer.concat([...parts.map((part) => (part instanceof Uint8Array ? part : tarEntry(part))), end]);
}

/** Compresses as the dialect demands: no time, no name, no system. */
export function gzipDialect(bytes: Uint8Array, level = zlib.Z_BEST_COMPRESSION): Uint8Array {
  const packed = gzipSync(bytes, { level });
  packed.set([2, 0xff], 8);
  return packed;
}

/** A .tgz of these parts. */
export function tgz(parts: readonly (RawTarEntry | Uint8Array)[], end?: Uint8Array): Uint8Array {
  return gzipDialect(tarStream(parts, end));
}
