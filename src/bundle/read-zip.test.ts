import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { commandExists } from '../../testing/tools.ts';
import { buildZip, type RawEnd, type RawEntry } from '../../testing/zip-builder.ts';
import { AssayError } from '../model/errors.ts';
import { bundleDigests } from './bundle-digests.ts';
import { openZip } from './read-zip.ts';
import { packZip } from './write-zip.ts';

function open(entries: readonly RawEntry[], end: RawEnd = {}): string {
  return codeOf(() => openZip(buildZip(entries, end), 'a.zip'));
}

const A: RawEntry = { name: 'a', content: 'alpha' };
const B: RawEntry = { name: 'b/c', content: 'beta' };
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('openZip', () => {
  it('reads a stored archive', () => {
    const archive = buildZip([B, A, { name: 'd/', central: { attributes: 0o040755 * 0x10000 + 0x10 } }]);
    const bundle = openZip(archive, 'a.zip');
    expect([bundle.packing, bundle.path, bundle.archive?.size]).toEqual(['zip', 'a.zip', archive.length]);
    expect(bundle.archive?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const files = [...bundle.files.values()];
    expect(files.map((file) => [file.path, file.size, file.executable, Buffer.from(file.read()).toString()])).toEqual([
      ['a', 5, false, 'alpha'],
      ['b/c', 4, false, 'beta'],
    ]);
  });

  it('reads names that all start with "./" under safe, as the paths without it', () => {
    const folder = { central: { attributes: 0o040755 * 0x10000 + 0x10 } };
    const archive = buildZip([
      { name: './', ...folder },
      { ...A, name: './a' },
      { name: './b/', ...folder },
      { ...B, name: './b/c' },
    ]);
    const bundle = openZip(archive, 'a.zip', { profile: 'safe' });
    const plain = openZip(buildZip([A, B]), 'a.zip');
    expect([...bundle.files.keys()]).toEqual(['a', 'b/c']);
    expect(bundleDigests(bundle).tree).toBe(bundleDigests(plain).tree);
    expect(bundle.notes).toEqual([{ rule: 'archive-path-not-normal', says: 'starts with "./"', path: './', count: 4 }]);
    expect(codeOf(() => openZip(archive, 'a.zip'))).toBe('bundle-path-traversal/4');
    expect(open([{ ...A, name: './a' }, B])).toBe('bundle-path-traversal/4');
  });

  it.each<[string, RawEntry[], string]>([
    ['before some names only', [{ ...A, name: './a' }, B], 'archive-path-not-normal'],
    ['before the same name again', [{ ...A, name: './a' }, A], 'bundle-duplicate-path'],
    ['twice', [{ ...A, name: '././a' }], 'bundle-path-traversal'],
    ['before a path that leads out', [{ ...A, name: './../a' }], 'bundle-path-traversal'],
    ['before an absolute path', [{ ...A, name: './/a' }], 'bundle-path-absolute'],
    ['before a device', [{ ...A, name: './con' }], 'archive-name-unportable'],
    ['before a file without a name', [{ ...A, name: '.' }], 'bundle-path-empty-segment'],
    ['before a resource fork', [{ ...A, name: './._a' }], 'bundle-archive-metadata'],
  ])('refuses "./" %s under safe', (_, entries, code) => {
    expect(codeOf(() => openZip(buildZip(entries), 'a.zip', { profile: 'safe' }))).toBe(`${code}/4`);
  });

  it('reads an archive of nothing', () => {
    expect(openZip(buildZip([]), 'a.zip').files.size).toBe(0);
  });

  it.each<[string, RawEntry]>([
    ['a mode of zero', { ...A, central: { attributes: 0 } }],
    ['DOS attributes', { ...A, central: { madeBy: 20, attributes: 0x20 } }],
    ['no utf-8 flag on an ascii name', { ...A, both: { flags: 0 } }],
    ['version 2.0', { ...A, both: { version: 20 } }],
    ['times in both extra fields', { ...A, local: { extra: bytes(0x55, 0x54, 5, 0, 1, 0, 0, 0, 0) } }],
    ['owners in the extra field', { ...A, central: { extra: bytes(0x75, 0x78, 0, 0) } }],
    ['the central order another than the local', { ...A, name: 'ü' }],
  ])('takes %s', (_, entry) => {
    expect(open([entry, B])).toBe('accepted');
  });

  it.each<[string, RawEntry, string]>([
    // Names.
    ['an absolute path', { ...A, name: '/a' }, 'bundle-path-absolute'],
    ['a parent folder', { ...A, name: '../a' }, 'bundle-path-traversal'],
    ['a parent folder inside', { ...A, name: 'x/../../a' }, 'bundle-path-traversal'],
    ['a drive', { ...A, name: 'C:/a' }, 'bundle-path-drive'],
    ['a backslash', { ...A, name: '..\\a' }, 'bundle-path-backslash'],
    ['a NUL', { ...A, name: 'a\u0000.txt' }, 'bundle-path-control'],
    ['an escape sequence', { ...A, name: '\u001b[2Ja' }, 'bundle-path-control'],
    ['an empty segment', { ...A, name: 'x//a' }, 'bundle-path-empty-segment'],
    ['an empty name', { ...A, name: '' }, 'bundle-path-empty-segment'],
    ['a slash alone', { name: '/', central: { attributes: 0 } }, 'bundle-path-empty-segment'],
    ['a Mac resource fork', { ...A, name: '__MACOSX/a' }, 'bundle-archive-metadata'],
    ['an AppleDouble', { ...A, name: 'x/._a' }, 'bundle-archive-metadata'],
    ['a .DS_Store', { ...A, name: '.DS_Store' }, 'bundle-archive-metadata'],
    ['a character that turns text around', { ...A, name: 'a\u202egpj.js' }, 'archive-name-unportable'],
    ['a line separator', { ...A, name: 'a\u2028b' }, 'archive-name-unportable'],
    ['a device of Windows', { ...A, name: 'x/con' }, 'archive-name-unportable'],
    ['a device with an extension', { ...A, name: 'NUL.txt' }, 'archive-name-unportable'],
    ['a folder like a device', { ...A, name: 'aux/a' }, 'archive-name-unportable'],
    ['a second stream of a file', { ...A, name: 'b/c:evil' }, 'archive-name-unportable'],
    ['a question mark', { ...A, name: 'a?b' }, 'archive-name-unportable'],
    ['a dot at the end', { ...A, name: 'b/c.' }, 'archive-name-unportable'],
    ['a space at the end', { ...A, name: 'b/c ' }, 'archive-name-unportable'],
    ['a name in NFD', { ...A, name: 'cafe\u0301' }, 'archive-name-unportable'],
    ['a long part', { ...A, name: 'a'.repeat(256) }, 'archive-limit'],
    ['a long path', { ...A, name: `${`${'a'.repeat(250)}/`.repeat(4)}${'a'.repeat(21)}` }, 'archive-limit'],
    ['a duplicate', { ...A, name: 'b/c' }, 'bundle-duplicate-path'],
    ['a case collision', { ...A, name: 'B/C' }, 'bundle-path-collision'],
    ['a file where a folder is', { ...A, name: 'b' }, 'bundle-path-collision'],
    ['33 parts', { ...A, name: Array.from({ length: 33 }, () => 'd').join('/') }, 'bundle-path-too-deep'],
    ['a name in a code page', { ...A, name: 'ü', both: { flags: 0 } }, 'zip-name-encoding'],
    ['a name that is no utf-8', { ...A, name: bytes(0x61, 0xff) }, 'zip-name-encoding'],
    ['an overlong slash', { ...A, name: bytes(0x61, 0xc0, 0xaf) }, 'zip-name-encoding'],
    // Kinds.
    ['a symbolic link', { ...A, central: { attributes: 0o120777 * 0x10000 } }, 'zip-special-file'],
    ['a device', { ...A, central: { attributes: 0o020644 * 0x10000 } }, 'zip-special-file'],
    ['a FIFO', { ...A, central: { attributes: 0o010644 * 0x10000 } }, 'zip-special-file'],
    ['a set-user-id bit', { ...A, central: { attributes: 0o104755 * 0x10000 } }, 'zip-special-file'],
    [
      'a folder without its slash',
      { ...A, content: '', central: { attributes: 0o040755 * 0x10000 } },
      'zip-special-file',
    ],
    ['a DOS folder without its slash', { ...A, content: '', central: { attributes: 0x10 } }, 'zip-special-file'],
    ['a file with a slash', { name: 'a/', central: { attributes: 0o100644 * 0x10000 } }, 'zip-special-file'],
    ['a folder with content', { name: 'a/', content: 'x', central: { attributes: 0 } }, 'zip-folder-entry'],
    // Methods and flags.
    ['deflate', { ...A, both: { method: 8 } }, 'zip-method'],
    ['zstd', { ...A, both: { method: 93 } }, 'zip-method'],
    ['encryption', { ...A, both: { flags: 1 } }, 'zip-encrypted'],
    ['strong encryption', { ...A, both: { flags: 0x41 } }, 'zip-encrypted'],
    ['a data descriptor', { ...A, both: { flags: 8 } }, 'zip-data-descriptor'],
    ['a masked header', { ...A, both: { flags: 0x2000 } }, 'zip-flags'],
    ['version 4.5', { ...A, both: { version: 45 } }, 'zip-version'],
    // Sizes and extra fields.
    ['two sizes', { ...A, both: { size: 6 } }, 'zip-size'],
    ['zip64 sizes', { ...A, both: { size: 0xffffffff, compressedSize: 0xffffffff } }, 'zip-zip64'],
    ['a zip64 offset', { ...A, central: { offset: 0xffffffff } }, 'zip-zip64'],
    ['a zip64 extra field', { ...A, both: { extra: bytes(1, 0, 0, 0) } }, 'zip-zip64'],
    ['a local zip64 extra field', { ...A, local: { extra: bytes(1, 0, 0, 0) } }, 'zip-zip64'],
    ['a Unicode path', { ...A, both: { extra: bytes(0x75, 0x70, 0, 0) } }, 'zip-extra-field'],
    ['a broken extra field', { ...A, both: { extra: bytes(0x55, 0x54, 5, 0, 1) } }, 'zip-extra-field'],
    ['half an extra field', { ...A, both: { extra: bytes(0x55) } }, 'zip-extra-field'],
    ['an entry comment', { ...A, central: { comment: 'x' } }, 'zip-comment'],
    ['another disk', { ...A, central: { disk: 1 } }, 'zip-multi-disk'],
    // Disagreement of the two headers.
    ['another local name', { ...A, local: { name: 'z' } }, 'zip-header-mismatch'],
    ['a longer local name', { ...A, local: { name: 'ab' } }, 'zip-header-mismatch'],
    ['another local method', { ...A, local: { method: 8 } }, 'zip-header-mismatch'],
    ['another local flag', { ...A, local: { flags: 0 } }, 'zip-header-mismatch'],
    ['another local CRC', { ...A, local: { crc: 1 } }, 'zip-header-mismatch'],
    ['another local size', { ...A, local: { size: 4 } }, 'zip-header-mismatch'],
    ['another local compressed size', { ...A, local: { compressedSize: 4 } }, 'zip-header-mismatch'],
    ['another local version', { ...A, local: { version: 20 } }, 'zip-header-mismatch'],
    ['another local time', { ...A, local: { time: 1 } }, 'zip-header-mismatch'],
    // Layout.
    ['bytes before an entry', { ...A, before: bytes(0) }, 'zip-gap'],
    ['bytes after an entry', { ...A, after: bytes(0) }, 'zip-gap'],
    ['an entry inside another', { ...A, central: { offset: 0 } }, 'zip-overlap'],
    ['no local header', { ...A, central: { offset: 1 } }, 'zip-overlap'],
    ['a size into the next entry', { ...A, both: { size: 6, compressedSize: 6 } }, 'zip-overlap'],
    ['an offset past the end', { ...A, central: { offset: 0x7fffffff } }, 'zip-gap'],
    // Content.
    ['a wrong CRC', { ...A, both: { crc: 1 } }, 'zip-crc'],
  ])('refuses %s', (_, entry, code) => {
    expect(open([B, entry, { name: 'z', content: 'omega' }])).toBe(`${code}/4`);
  });

  it('refuses a first entry that does not start the archive', () => {
    expect(open([{ ...A, before: Buffer.from('MZ') }])).toBe('zip-gap/4');
    expect(open([{ ...A, local: { flags: 0 } }])).toBe('zip-header-mismatch/4');
    expect(open([{ ...A, central: { offset: 4 } }])).toBe('zip-gap/4');
  });

  it.each<[string, RawEnd, string]>([
    ['a trailing byte', { after: bytes(0) }, 'zip-trailing-bytes'],
    ['a comment', { comment: 'hello' }, 'zip-trailing-bytes'],
    ['a comment that is cut off', { commentLength: 5 }, 'zip-truncated'],
    ['a second archive', { after: buildZip([A]) }, 'zip-directory-bounds'],
    ['bytes before the end record', { before: bytes(0) }, 'zip-directory-bounds'],
    ['one entry too many', { entries: 2 }, 'zip-directory-bounds'],
    ['one entry too few', { entries: 0 }, 'zip-directory-bounds'],
    ['another count on this disk', { entriesHere: 0 }, 'zip-multi-disk'],
    ['another disk', { disk: 1 }, 'zip-multi-disk'],
    ['another disk of the directory', { centralDisk: 1 }, 'zip-multi-disk'],
    ['a directory that starts too late', { centralOffset: 37 }, 'zip-directory-bounds'],
    ['a directory that is too short', { centralSize: 46 }, 'zip-directory-bounds'],
    ['a zip64 count', { entries: 0xffff, entriesHere: 0xffff }, 'zip-zip64'],
    ['a zip64 offset', { centralOffset: 0xffffffff }, 'zip-zip64'],
    ['a zip64 size', { centralSize: 0xffffffff }, 'zip-zip64'],
    ['very many entries', { entries: 0xfffe, entriesHere: 0xfffe }, 'bundle-too-many-entries'],
  ])('refuses an end record with %s', (_, end, code) => {
    expect(open([A], end)).toBe(`${code}/4`);
  });

  it.each<[string, RawEnd, string]>([
    ['a comment', { comment: 'hello' }, 'accepted'],
    ['a comment that is cut off', { comment: 'hello', commentLength: 6 }, 'zip-trailing-bytes/4'],
    ['a comment and a byte after it', { comment: 'hello', commentLength: 4 }, 'zip-trailing-bytes/4'],
    ['a comment that could be an end record', { comment: `PK\u0005\u0006${'\0'.repeat(20)}` }, 'zip-trailing-bytes/4'],
  ])('takes %s under safe, where it means one thing', (_, end, code) => {
    const archive = buildZip([A], end);
    expect(codeOf(() => openZip(archive, 'a.zip', { profile: 'safe' }))).toBe(code);
  });

  it.each([0, 1, 21, 22, 100])('refuses %i bytes that are no archive', (length) => {
    expect(codeOf(() => openZip(new Uint8Array(length), 'a.zip'))).toBe('zip-no-end-record/4');
  });

  it('refuses every truncation', () => {
    const whole = buildZip([A, B]);
    for (let length = 0; length < whole.length; length += 1)
      expect(codeOf(() => openZip(whole.subarray(0, length), 'a.zip'))).toMatch(/^zip-.*\/4$/);
  });

  it('refuses more than 4096 files and takes as many', () => {
    const many = Array.from({ length: 4097 }, (_, index): RawEntry => ({ name: `f${index}` }));
    expect(open(many.slice(1))).toBe('accepted');
    expect(open(many)).toBe('bundle-too-many-entries/4');
  });

  it('refuses sizes that add up to more than 512 MiB', () => {
    const size = 300 * 1024 * 1024;
    const entry = (name: string): RawEntry => ({ name, both: { size, compressedSize: size } });
    expect(open([entry('a'), entry('b')])).toBe('bundle-too-large/4');
  });

  it('never echoes a control character of a name', () => {
    expect.assertions(1);
    try {
      openZip(buildZip([{ name: 'a\u001b[31m' }]), 'a.zip');
    } catch (error) {
      expect(error instanceof AssayError ? error.message : error).toBe(
        'a.zip holds the path "a\\u001b[31m", which has a control character',
      );
    }
  });

  it('any flipped byte is refused, or changes a time, an owner or a permission bit only', () => {
    const whole = buildZip([A, { ...B, central: { attributes: 0o100755 * 0x10000 } }]);
    const contents = (archive: Uint8Array) =>
      [...openZip(archive, 'a.zip').files.values()].map((file) => [file.path, Buffer.from(file.read()).toString()]);
    const original = contents(whole);
    for (let at = 0; at < whole.length; at += 1)
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const flipped = Uint8Array.from(whole);
        flipped[at] = (flipped[at] ?? 0) ^ bit;
        try {
          expect(contents(flipped)).toEqual(original);
        } catch (error) {
          if (!(error instanceof AssayError)) throw error;
          expect(error.exitCode).toBe(4);
        }
      }
  });

  it('gives a bundle or an AssayError for any bytes', () => {
    const seed = buildZip([A, B]);
    const mutated = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
      const copy = Uint8Array.from(seed);
      for (const [at, value] of changes) copy[at] = value;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (archive) => {
        try {
          for (const file of openZip(archive, 'a.zip').files.values()) file.read();
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(!commandExists('zip', ['-v']))('archives of Info-ZIP', () => {
  function zip(...args: string[]): Uint8Array {
    const dir = mkdtempSync(join(tmpdir(), 'assay-zip-'));
    try {
      writeFileSync(join(dir, 'cryptad-app.properties'), 'app.id=a\n');
      writeFileSync(join(dir, 'notes.txt'), 'x'.repeat(1000));
      spawnSync('mkdir', ['-p', join(dir, 'bin')]);
      writeFileSync(join(dir, 'bin/start.sh'), '#!/bin/sh\n', { mode: 0o755 });
      const run = spawnSync('zip', [...args, 'out.zip', '.'], { cwd: dir, encoding: 'utf8' });
      expect(run.stderr).toBe('');
      return readFileSync(join(dir, 'out.zip'));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }

  it('opens what zip -0 writes, with folders and times', () => {
    const bundle = openZip(zip('-q', '-r', '-0'), 'out.zip');
    expect([...bundle.files.values()].map((file) => [file.path, file.executable])).toEqual([
      ['bin/start.sh', true],
      ['cryptad-app.properties', false],
      ['notes.txt', false],
    ]);
  });

  it('says of a deflated one how to pack it', () => {
    expect.hasAssertions();
    try {
      openZip(zip('-q', '-r', '-9'), 'out.zip');
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      expect(error.code).toBe('zip-method');
      expect(error.hint).toContain('without compression');
    }
  });
});

describe('what packZip writes', () => {
  it('opens again with the same files', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '-', '/'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.dictionary(name, fc.tuple(fc.uint8Array({ maxLength: 50 }), fc.boolean())), (tree) => {
        const files = Object.entries(tree).map(([path, [content, executable]]) => ({
          path,
          executable,
          read: () => content,
        }));
        let archive: Uint8Array;
        try {
          archive = packZip(files);
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
          return;
        }
        const read = [...openZip(archive, 'a.zip').files.values()];
        expect(
          read.map((file) => [file.path, file.executable, Buffer.from(file.read()).toString('hex')]).sort(),
        ).toEqual(files.map((file) => [file.path, file.executable, Buffer.from(file.read()).toString('hex')]).sort());
      }),
    );
  });
});
