import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ArchiveRule } from '../src/bundle/tar/archive-rules.ts';
import { gzipDialect, paxEntry, type RawTarEntry, tarEntry, tarStream, tgz } from './tar-builder.ts';

/** One hostile archive: what it is, what it breaks, and which row of the threat model it belongs to. */
export interface HostileArchive {
  readonly row: string;
  readonly what: string;
  readonly rule: ArchiveRule;
  readonly bytes: () => Uint8Array;
  /** True where a tolerant profile takes it, with a note. */
  readonly safe?: true;
}

const MANIFEST: RawTarEntry = { name: 'palette-plugin.json', content: '{}' };
const A: RawTarEntry = { name: 'a.txt', content: 'a' };

const entries = (
  row: string,
  rule: ArchiveRule,
  cases: Readonly<Record<string, (RawTarEntry | Uint8Array)[]>>,
): HostileArchive[] =>
  Object.entries(cases).map(([what, parts]) => ({ row, what, rule, bytes: () => tgz([MANIFEST, ...parts]) }));
const harmless = (all: HostileArchive[]): HostileArchive[] => all.map((each) => ({ ...each, safe: true }));
const files = (
  row: string,
  rule: ArchiveRule,
  names: Readonly<Record<string, string | Uint8Array>>,
): HostileArchive[] =>
  entries(row, rule, Object.fromEntries(Object.entries(names).map(([what, name]) => [what, [{ name, content: 'x' }]])));
const raw = (row: string, rule: ArchiveRule, cases: Readonly<Record<string, () => Uint8Array>>): HostileArchive[] =>
  Object.entries(cases).map(([what, bytes]) => ({ row, what, rule, bytes }));

const plain = (): Uint8Array => tarStream([MANIFEST, A]);
const base256 = (length: number, last: number, first = 0x80): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes[0] = first;
  bytes[length - 1] = last;
  return bytes;
};

/** A path that no header has room for. */
const LONG = `${'abcdefghijkl/'.repeat(25)}x`;

/** Text that hardly compresses, the same every time. */
function noise(length: number): string {
  let text = '';
  for (let round = 0; text.length < length; round += 1)
    text += createHash('sha512').update(String(round)).digest('base64');
  return text.slice(0, length);
}

/** Every kind of hostile archive there is a row for; none of them may ever be read. */
export const HOSTILE_ARCHIVES: readonly HostileArchive[] = [
  ...files('T33', 'archive-path', {
    'a parent folder': '../evil',
    'a parent folder inside': 'a/../../evil',
    'a parent folder at the end': 'a/..',
    'an absolute path': '/etc/passwd',
    'a UNC path with slashes': '//server/share/x',
    'a drive letter': 'C:/evil',
    'a path relative to a drive': 'C:evil',
    'a backslash': 'a\\..\\evil',
    'a UNC path': '\\\\server\\share',
    'no name': '',
  }),
  ...entries('T33', 'archive-path', {
    'a prefix that leads out': [{ name: 'evil', prefix: '..' }],
    'an absolute prefix': [{ name: 'evil', prefix: '/etc' }],
    'a PAX path that leads out': [paxEntry({ path: '../evil' }), A],
    'an absolute PAX path': [paxEntry({ path: '/etc/passwd' }), A],
  }),
  ...entries('T34', 'archive-entry-type', {
    'a symbolic link out': [{ name: 'l', type: '2', link: '../..' }],
    'a symbolic link inside': [{ name: 'l', type: '2', link: 'a.txt' }],
    'an absolute symbolic link': [{ name: 'l', type: '2', link: '/etc' }],
    'a symbolic link, then a file through it': [
      { name: 'l', type: '2', link: '/tmp' },
      { name: 'l/x', content: 'x' },
    ],
    'a hard link out': [{ name: 'l', type: '1', link: '../../etc/passwd' }],
    'a hard link inside': [A, { name: 'l', type: '1', link: 'a.txt' }],
    'a hard link with content': [A, { name: 'l', type: '1', link: 'a.txt', content: 'x' }],
    'a symbolic link to a drive': [{ name: 'l', type: '2', link: 'C:x' }],
    'a symbolic link with a PAX linkpath': [paxEntry({ path: LONG }), { name: 'l', type: '2', link: 'x' }],
  }),
  ...entries('T35', 'archive-entry-type', {
    'a character device': [{ name: 'd', type: '3' }],
    'a block device': [{ name: 'd', type: '4' }],
    'a FIFO': [{ name: 'd', type: '6' }],
    'a contiguous file': [{ name: 'd', type: '7' }],
    'a sparse file of GNU tar': [{ name: 'd', type: 'S' }],
    'a folder dump of GNU tar': [{ name: 'd', type: 'D' }],
    'a continued volume': [{ name: 'd', type: 'M' }],
    'an unknown type': [{ name: 'd', type: 'Z' }],
    'a Solaris type': [{ name: 'd', type: 'X' }],
  }),
  ...entries('T36', 'archive-mode', {
    setuid: [{ ...A, mode: 0o4755 }],
    setgid: [{ ...A, mode: 0o2755 }],
    sticky: [{ ...A, mode: 0o1755 }],
    'setuid beside the bits of a file': [{ ...A, mode: 0o104755 }],
  }),
  ...harmless(
    entries('T36', 'archive-mode', {
      'a mode for everybody': [{ ...A, mode: 0o777 }],
      'a private mode': [{ ...A, mode: 0o600 }],
      'an owner': [{ ...A, uid: 1000 }],
      'a group': [{ ...A, gid: 1000 }],
      'the name of an owner': [{ ...A, owner: 'root' }],
      'the name of a group': [{ ...A, group: 'wheel' }],
    }),
  ),
  ...entries('T36', 'archive-pax-key', {
    'an extended attribute': [paxEntry({ 'SCHILY.xattr.security.capability': 'x' }), A],
    'an attribute of libarchive': [paxEntry({ 'LIBARCHIVE.xattr.user.x': 'eA' }), A],
    'an access list': [paxEntry({ 'SCHILY.acl.access': 'user::rwx' }), A],
    'another character set': [paxEntry({ hdrcharset: 'BINARY' }), A],
    'a sparse file of GNU tar in PAX': [paxEntry({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'x' }), A],
    'a link path for a file': [paxEntry({ linkpath: '/etc/passwd' }), A],
    'an unknown key': [paxEntry({ 'x-own': '1' }), A],
  }),
  ...harmless(
    entries('T36', 'archive-pax-key', {
      'an owner in PAX': [paxEntry({ uid: '1000', uname: 'ann' }), A],
      'a time in PAX': [paxEntry({ mtime: '1.5' }), A],
      "what npm's writer once noted for itself in PAX": [paxEntry({ 'NODETAR.type': 'File' }), A],
      'a path in PAX that has room in the header': [paxEntry({ path: 'a.txt' }), A],
    }),
  ),
  ...entries('T37', 'archive-duplicate', {
    'one file twice': [A, A],
    'a second manifest': [{ ...MANIFEST, content: '{"id":"evil"}' }],
    'one file twice by PAX': [paxEntry({ path: LONG }), A, paxEntry({ path: LONG }), A],
  }),
  ...entries('T37', 'archive-path-not-normal', {
    'a second manifest under "./"': [{ ...MANIFEST, name: './palette-plugin.json' }],
    'an empty part': [{ name: 'a//b', content: 'x' }],
    'a "." part inside': [{ name: 'a/./b', content: 'x' }],
    'a file that ends with a slash': [{ name: 'a/', content: 'x' }],
    'a "." at the end': [{ name: 'a/.', content: 'x' }],
  }),
  ...entries('T38', 'archive-name-collision', {
    'names that differ in case': [A, { ...A, name: 'A.txt' }],
    'names that differ in form (NFC first)': [
      { ...A, name: '\u00e9.txt' },
      { ...A, name: 'e\u0301.txt' },
    ],
    'names that differ in form (NFD first)': [
      { ...A, name: 'e\u0301.txt' },
      { ...A, name: '\u00e9.txt' },
    ],
    'names that differ in full case folding': [
      { ...A, name: 'stra\u00dfe' },
      { ...A, name: 'STRASSE' },
    ],
    'folders that differ in case': [
      { ...A, name: 'lib/a' },
      { ...A, name: 'LIB/b' },
    ],
    'a file where a folder is': [
      { ...A, name: 'x' },
      { ...A, name: 'x/y' },
    ],
    'a second manifest in capitals': [{ ...MANIFEST, name: 'PALETTE-PLUGIN.JSON' }],
  }),
  ...files('T38', 'archive-name-unportable', {
    'a dot at the end': 'a.txt.',
    'a space at the end': 'a.txt ',
    'a device name': 'con',
    'a device name with an extension': 'lib/NUL.txt',
    'a serial port with a superscript': 'COM\u00b9',
    'the console': 'CONIN$',
    'an alternate stream': 'a.txt:evil',
    'a wildcard': 'a*',
    'a pipe': 'a|b',
    'reversed text': 'a\u202etxt.exe',
    'a line break': 'a\nb',
    'an escape': 'a\u001b[2J',
    'a name in Latin-1': Uint8Array.of(0x61, 0xe9),
    'a name in form NFD': 'e\u0301.txt',
  }),
  ...entries('T39', 'archive-header', {
    'a PAX size that is not the header\u2019s': [paxEntry({ size: '9999' }), A],
    'a NUL in a PAX path': [paxEntry({ path: 'a\0b' }), A],
    'a PAX path in a PAX comment': [paxEntry({ comment: 'hi\n13 path=evil' }), A],
    'a folder that PAX calls a file': [paxEntry({ path: LONG }), { ...A, name: 'evil/' }],
    'a PAX length that is too long': [paxEntry('99 path=a\n'), A],
    'a PAX length that is too short': [paxEntry('5 path=abc\n'), A],
    'a PAX length with a zero before it': [paxEntry('010 path=a\n'), A],
    'a PAX record without an end': [paxEntry('9 path=a '), A],
    'a PAX key twice': [paxEntry('10 path=ab\n10 path=cd\n'), A],
    'an empty PAX path': [paxEntry('8 path=\n'), A],
    'a global PAX header': [paxEntry({ path: 'x' }, { type: 'g' }), A],
    'two PAX headers': [paxEntry({ path: 'x' }), paxEntry({ path: 'y' }), A],
    'a PAX header at the end': [paxEntry({ path: 'x' })],
    'a PAX header of 2 MiB': [paxEntry({ comment: noise(2 * 1024 * 1024) }), A],
    'a long name of GNU tar': [{ name: '././@LongLink', type: 'L', content: 'evil\0' }, A],
    'a long link of GNU tar': [{ name: '././@LongLink', type: 'K', content: 'evil\0' }, A],
    'a wrong checksum': [{ ...A, checksum: 1 }],
    'a checksum that is not octal': [{ ...A, checksum: '99999\0 ' }],
    'no magic': [{ ...A, magic: '\0\0\0\0\0\0\0\0' }],
    'another version': [{ ...A, magic: 'ustar\x0001' }],
    'a mode in base 256': [{ ...A, mode: base256(8, 1) }],
    'an owner beyond all owners': [{ ...A, uid: Buffer.from([0x80, 0x30, 0, 0, 0, 0, 0, 0]) }],
    'an owner one beyond all owners': [{ ...A, gid: Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 0]) }],
    'a negative owner in base 256': [{ ...A, uid: base256(8, 0xff, 0xff) }],
    'bytes after a name\u2019s end': [{ ...A, patch: [{ at: 90, bytes: Buffer.from('evil') }] }],
    'bytes after the fields': [{ ...A, patch: [{ at: 505, bytes: Buffer.from('evil') }] }],
    'a link in a file': [{ ...A, link: '/etc/passwd' }],
    'fields of GNU tar': [{ ...A, magic: 'ustar  \0', prefix: 'evil' }],
    'a prefix behind the times of npm': [{ ...A, patch: times('15212360755\0', 'evil/evil/e\0') }],
    'one time behind a prefix': [{ ...A, patch: times('15212360755\0', '') }],
    'bytes between a prefix and times': [{ ...A, patch: [...times(), { at: 400, bytes: Buffer.from('evil') }] }],
    'a prefix that runs into times': [{ ...A, prefix: 'p'.repeat(131), patch: times() }],
  }),
  ...harmless(
    entries('T39', 'archive-header', {
      'an owner in base 256': [{ ...A, uid: base256(8, 1) }],
      'the last owner': [{ ...A, uid: Buffer.from([0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]) }],
      'a group in base 256': [{ ...A, gid: base256(8, 1) }],
      'times of access and change behind a prefix': [{ ...A, prefix: 'p', patch: times() }],
    }),
  ),
  ...entries('T40', 'archive-framing', {
    'a negative size': [{ ...A, size: base256(12, 0xff, 0xff) }],
    'a size in base 256': [{ ...A, size: base256(12, 1) }],
    'a size with a sign': [{ ...A, size: '-0000000001\0' }],
    'a size without digits': [{ ...A, size: '\0\0\0\0\0\0\0\0\0\0\0\0' }],
    'a size beyond the end': [{ ...A, size: 0o77777777777 }],
    'bytes between entries': [{ ...A, filler: 1 }],
  }),
  ...raw('T40', 'archive-framing', {
    'no end': () => tgz([MANIFEST, A], new Uint8Array()),
    'one zero block at the end': () => tgz([MANIFEST, A], new Uint8Array(512)),
    'three zero blocks at the end': () => tgz([MANIFEST, A], new Uint8Array(1536)),
    'half a block at the end': () => tgz([MANIFEST, A], new Uint8Array(1100)),
    'a header cut short': () => gzipDialect(plain().subarray(0, 700)),
    'a content cut short': () => gzipDialect(plain().subarray(0, 1024 + 512)),
    'a second archive after the end': () => gzipDialect(Buffer.concat([plain(), plain()])),
    'an entry after one zero block': () => tgz([MANIFEST, new Uint8Array(512), A]),
    'text after the end': () => gzipDialect(Buffer.concat([plain(), Buffer.from('evil'.repeat(128))])),
    'two gzip members': () => Buffer.concat([gzipDialect(plain()), gzipDialect(plain())]),
    'a tar stream in two gzip members': () =>
      Buffer.concat([gzipDialect(plain().subarray(0, 1024)), gzipDialect(plain().subarray(1024))]),
    'bytes after gzip': () => Buffer.concat([gzipDialect(plain()), Buffer.from('evil')]),
    'zeros after gzip': () => Buffer.concat([gzipDialect(plain()), new Uint8Array(512)]),
    'another CRC': () => patched(gzipDialect(plain()), -8),
    'another length': () => patched(gzipDialect(plain()), -4),
    'no trailer': () => gzipDialect(plain()).subarray(0, -8),
    'half a trailer': () => gzipDialect(plain()).subarray(0, -3),
    'broken compressed data': () => Buffer.concat([gzipDialect(plain()).subarray(0, 10), Buffer.alloc(64, 0xff)]),
    'compressed data cut short': () => gzipDialect(plain()).subarray(0, 40),
    'no compression': () => plain(),
    bzip2: () => Buffer.from('425a6839314159265359', 'hex'),
    zstd: () => Buffer.from('28b52ffd0000', 'hex'),
    'an empty file': () => new Uint8Array(),
    'a gzip header alone': () => gzipDialect(plain()).subarray(0, 10),
    'a gzip header with extra fields': () => withFlags(0x04),
    'a gzip header with a comment': () => withFlags(0x10),
    'a gzip header with flags from the future': () => withFlags(0x80),
  }),
  ...raw('T41', 'archive-limit', {
    'a bomb of zeros': () => tgz([MANIFEST, { name: 'zeros', content: new Uint8Array(4 * 1024 * 1024) }]),
    '20,001 files': () =>
      tgz([
        MANIFEST,
        tarStream(
          Array.from({ length: 20_000 }, (_, i) => ({ name: `f${String(i).padStart(5, '0')}` })),
          new Uint8Array(),
        ),
      ]),
    'a path of 33 parts': () => tgz([MANIFEST, { name: `${'d/'.repeat(32)}f` }]),
    'a path of 1,025 bytes': () => tgz([MANIFEST, paxEntry({ path: `${'abc/'.repeat(256)}x` }), A]),
    'a part of 256 bytes': () => tgz([MANIFEST, paxEntry({ path: 'x'.repeat(256) }), A]),
  }),
  ...entries('T42', 'archive-mtime', {
    'a negative time': [{ ...A, mtime: base256(12, 0xff, 0xff) }],
    'a time in base 256': [{ ...A, mtime: base256(12, 1) }],
    'a time that is no number': [{ ...A, mtime: 'yesterday\0\0\0' }],
  }),
  ...harmless(
    entries('T42', 'archive-mtime', {
      'a time of its own': [{ ...A, mtime: 1 }],
      'the last time there is': [{ ...A, mtime: 0o77777777777 }],
    }),
  ),
];

/** Two times where a prefix of more than 130 bytes would go on, as npm's writer of tars puts them. */
function times(accessed = '15212360755\0', changed = '15212360755\0') {
  return [
    { at: 476, bytes: Buffer.from(accessed) },
    { at: 488, bytes: Buffer.from(changed) },
  ];
}

function patched(bytes: Uint8Array, from: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = copy.length + from;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function withFlags(flags: number): Uint8Array {
  const copy = Uint8Array.from(gzipSync(plain()));
  copy[3] = flags;
  return copy;
}

/** What every profile takes: the control of the corpus. */
export const PLAIN_ARCHIVE: () => Uint8Array = () =>
  tgz([MANIFEST, A, tarEntry({ name: 'bin/run', content: '#!/bin/sh\n', mode: 0o755 })]);
