import type { ArchiveJudge } from './archive-rules.ts';

export const BLOCK = 512;

/** One header block (POSIX.1-1988 ustar) after its form was checked; what it says is judged by others. */
export interface TarHeader {
  /** Bytes of prefix and name, joined by a slash. */
  readonly name: Uint8Array;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly type: string;
  readonly link: Uint8Array;
  readonly owner: string;
  readonly group: string;
}

const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  link: [157, 100],
  owner: [265, 32],
  group: [297, 32],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
  /** Where npm's own writer of tars puts two times behind a short prefix, and others nothing. */
  accessed: [476, 12],
  changed: [488, 12],
  rest: [500, 12],
} as const satisfies Record<string, readonly [number, number]>;
type FieldName = keyof typeof FIELDS;

const OCTAL = /^([0-7]+)[ \0]*$/;

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Reads a header block. Numbers are octal and nothing else, texts end at their first NUL and have none but NULs after
 * it: two readers of such a block can't differ.
 * @throws AssayError archive-header; archive-framing (size), archive-mtime (time)
 */
export function readHeader(block: Uint8Array, judge: ArchiveJudge): TarHeader {
  checkSum(block, judge);
  const gnu = isGnu(block, judge);
  const text = (field: FieldName): Uint8Array => textField(block, field, judge);
  const name = text('name');
  const prefix = gnu ? new Uint8Array() : prefixField(block, judge);
  const number = (field: FieldName, rule: 'archive-header' | 'archive-framing' | 'archive-mtime'): number =>
    octalField(block, field, rule, judge);
  const owner = (field: 'uid' | 'gid'): number => ownerField(block, field, judge);
  const header: TarHeader = {
    name: prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]),
    mode: number('mode', 'archive-header'),
    uid: owner('uid'),
    gid: owner('gid'),
    size: number('size', 'archive-framing'),
    mtime: number('mtime', 'archive-mtime'),
    type: String.fromCharCode(block[156] ?? 0),
    link: text('link'),
    owner: latin1(text('owner')),
    group: latin1(text('group')),
  };
  // Files have no device numbers; GNU leaves the fields empty and others write zeros.
  for (const field of ['major', 'minor'] as const)
    if (!isEmpty(slice(block, field)) && number(field, 'archive-header') !== 0)
      judge.harmless('archive-header', 'has device numbers', shownName(header.name));
  return header;
}

/** Above 2^53 npm's reader of tars passes over the header, and takes the content for further entries. */
const MOST_OWNER = 0xffff_ffff;

/**
 * What packs portably leaves an owner out, which every reader takes for 0. One above 2^21 has no room in octal digits:
 * GNU tar and Python write it in base 256, and nothing else of a bundle depends on it.
 */
function ownerField(block: Uint8Array, field: 'uid' | 'gid', judge: ArchiveJudge): number {
  const bytes = slice(block, field);
  if (isEmpty(bytes)) return 0;
  if (bytes[0] !== 0x80) return octalField(block, field, 'archive-header', judge);
  judge.harmless('archive-header', 'has the number of an owner or group in base 256', shownName(textOf(block)));
  const owner = bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  if (owner <= MOST_OWNER) return owner;
  throw judge.refusal(
    'archive-header',
    'has a number of an owner or group that no system has',
    shownName(textOf(block)),
  );
}

/** A header's name for messages, whatever its bytes. */
export function shownName(name: Uint8Array): string {
  return Buffer.from(name).toString('utf8');
}

function slice(block: Uint8Array, field: FieldName): Uint8Array {
  const [start, length] = FIELDS[field];
  return block.subarray(start, start + length);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function isEmpty(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/** Of all bytes, with the checksum's own field taken as spaces. */
function checkSum(block: Uint8Array, judge: ArchiveJudge): void {
  const [start, length] = FIELDS.checksum;
  let sum = 0x20 * length;
  for (let at = 0; at < BLOCK; at += 1) if (at < start || at >= start + length) sum += block[at] ?? 0;
  if (octalField(block, 'checksum', 'archive-header', judge) !== sum)
    throw judge.refusal('archive-header', 'has a header whose checksum does not fit');
}

/** `ustar` and version 00; GNU tar's own magic is harmless where it uses none of its own fields. */
function isGnu(block: Uint8Array, judge: ArchiveJudge): boolean {
  const magic = latin1(block.subarray(257, 265));
  if (magic === 'ustar\x0000') {
    if (!isEmpty(slice(block, 'rest')))
      throw judge.refusal('archive-header', 'has a header with bytes after its fields');
    return false;
  }
  if (magic !== 'ustar  \0') throw judge.refusal('archive-header', 'has a header that is not ustar');
  judge.harmless('archive-header', 'is in the format of GNU tar, not in ustar');
  if (!isEmpty(block.subarray(345)))
    throw judge.refusal('archive-header', 'has a header with fields that only GNU tar knows');
  return true;
}

function textField(block: Uint8Array, field: FieldName, judge: ArchiveJudge): Uint8Array {
  const bytes = slice(block, field);
  const end = bytes.indexOf(0);
  if (end === -1) return bytes;
  if (!isEmpty(bytes.subarray(end)))
    throw judge.refusal('archive-header', `has a header with bytes after the end of its ${field}`);
  return bytes.subarray(0, end);
}

/** A prefix ends at its first NUL for every reader, so that two times behind it harm nobody: packages of types have them. */
function prefixField(block: Uint8Array, judge: ArchiveJudge): Uint8Array {
  const prefix = slice(block, 'prefix');
  const short = prefix.subarray(0, FIELDS.accessed[0] - FIELDS.prefix[0]);
  const end = prefix.indexOf(0);
  const isTimed = (['accessed', 'changed'] as const).every((field) => OCTAL.test(latin1(slice(block, field))));
  if (!isTimed || end === -1 || end >= short.length || !isEmpty(short.subarray(end)))
    return textField(block, 'prefix', judge);
  judge.harmless('archive-header', 'has times of access and change behind its prefix', shownName(textOf(block)));
  return short.subarray(0, end);
}

function octalField(
  block: Uint8Array,
  field: FieldName,
  rule: 'archive-header' | 'archive-framing' | 'archive-mtime',
  judge: ArchiveJudge,
): number {
  const digits = OCTAL.exec(latin1(slice(block, field)))?.[1];
  if (digits === undefined)
    throw judge.refusal(rule, `has a header whose ${field} is not octal`, shownName(textOf(block)));
  return Number.parseInt(digits, 8);
}

function textOf(block: Uint8Array): Uint8Array {
  const bytes = slice(block, 'name');
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** True where a path has a place in a header's name and prefix, so that no PAX record is called for. */
export function fitsHeader(path: Uint8Array): boolean {
  if (path.length <= FIELDS.name[1]) return true;
  const [nameMax, prefixMax] = [FIELDS.name[1], FIELDS.prefix[1]];
  for (let at = Math.max(1, path.length - nameMax - 1); at <= Math.min(prefixMax, path.length - 2); at += 1)
    if (path[at] === 0x2f) return true;
  return false;
}
