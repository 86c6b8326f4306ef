import type { ArchiveJudge } from './archive-rules.ts';

/** What a PAX extended header may be at most: a path of 1,024 bytes takes a fraction. */
export const MAX_PAX = 64 * 1024;

/** What the next entry's PAX header says about it. */
export interface PaxRecords {
  readonly path?: Uint8Array;
  /** As written; it must repeat what the header says. */
  readonly size?: number;
}

/**
 * Keys that say nothing about what an entry is called or holds: times, owners, where it once was, and what npm's writer
 * of tars before 2017 noted for itself.
 */
const HARMLESS =
  /^(?:atime|ctime|mtime|uid|gid|uname|gname|comment|LIBARCHIVE\.creationtime|SCHILY\.(?:dev|ino|nlink)|NODETAR\..+)$/;

/**
 * Parses the records of a PAX `x` header (POSIX.1-2001, "pax Extended Header"): `length key=value\n`, lengths exact.
 * @throws AssayError archive-header for the form, archive-pax-key for a key that changes what an entry is
 */
export function parsePax(bytes: Uint8Array, judge: ArchiveJudge): PaxRecords {
  const records = new Map<string, Uint8Array>();
  const broken = (says: string): Error => judge.refusal('archive-header', `has a PAX header ${says}`);
  for (let at = 0; at < bytes.length; ) {
    const head = /^([1-9]\d{0,6}) ([^=\n\0]{1,100})=/.exec(
      Buffer.from(bytes.subarray(at, at + 110)).toString('latin1'),
    );
    const [start, lengthText, key] = head ?? [];
    const end = at + Number(lengthText);
    if (
      start === undefined ||
      key === undefined ||
      end > bytes.length ||
      at + start.length >= end ||
      bytes[end - 1] !== 0x0a
    )
      throw broken('whose lengths do not add up');
    const value = bytes.subarray(at + start.length, end - 1);
    if (value.includes(0)) throw broken('with a NUL in a value');
    // npm's reader of tars looks for a record in each line.
    if (value.includes(0x0a)) throw broken('with a line break in a value');
    if (records.has(key)) throw broken('that names a key twice');
    records.set(key, value);
    at = end;
  }
  return judged(records, judge, broken);
}

function judged(
  records: ReadonlyMap<string, Uint8Array>,
  judge: ArchiveJudge,
  broken: (says: string) => Error,
): PaxRecords {
  for (const key of records.keys()) {
    if (key === 'path' || key === 'size') continue;
    if (!HARMLESS.test(key))
      throw judge.refusal('archive-pax-key', `has a PAX header with the key ${JSON.stringify(key)}`);
    judge.harmless('archive-pax-key', 'has PAX headers with more than the path');
  }
  const path = records.get('path');
  const sizeBytes = records.get('size');
  if (path?.length === 0) throw broken('with an empty path');
  if (sizeBytes === undefined) return path === undefined ? {} : { path };
  const text = Buffer.from(sizeBytes).toString('latin1');
  if (!/^(?:0|[1-9]\d{0,14})$/.test(text)) throw broken('whose size is no decimal number');
  return { size: Number(text), ...(path === undefined ? {} : { path }) };
}
