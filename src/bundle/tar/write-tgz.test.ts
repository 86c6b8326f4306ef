import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import type { PackFile } from '../write-zip.ts';
import { openTgz } from './read-tgz.ts';
import { packTgz } from './write-tgz.ts';

const file = (path: string, content = path, executable = false): PackFile => ({
  path,
  executable,
  read: () => Buffer.from(content),
});
const FILES = [
  file('z.txt'),
  file('bin/run', '#!/bin/sh\n', true),
  file('palette-plugin.json', '{}'),
  file('a/\u00e9.txt'),
  file('empty', ''),
  file(`${'long-folder-name/'.repeat(8)}file.txt`),
  file(`${'x'.repeat(120)}/${'y'.repeat(120)}/${'z'.repeat(60)}`),
];

describe('packTgz', () => {
  it('writes what the strict reader reads as the dialect, with every file and its mode', () => {
    const bundle = openTgz(packTgz(FILES), 'b.tgz', { profile: 'assay' });
    expect(bundle.notes).toEqual([]);
    expect([...bundle.files.keys()].sort()).toEqual(FILES.map(({ path }) => path).sort());
    for (const { path, executable, read } of FILES) {
      expect(bundle.files.get(path)?.executable, path).toBe(executable);
      expect(Buffer.from(bundle.files.get(path)?.read() ?? []).equals(Buffer.from(read())), path).toBe(true);
    }
  });

  it('gives the same bytes whatever the order of the files', () => {
    expect(Buffer.from(packTgz([...FILES].reverse())).equals(packTgz(FILES))).toBe(true);
  });

  it('has gzip bytes that do not depend on the version of zlib, where that is asked for', () => {
    const same = packTgz(FILES, { sameGzip: true });
    expect(gunzipSync(same).equals(gunzipSync(packTgz(FILES)))).toBe(true);
    // From zlib 1.3 of Node 20, 22 and 24 alike.
    expect(createHash('sha256').update(gunzipSync(same)).digest('hex')).toBe(openTgz(same, 'b').tarSha256);
    expect([...same.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff]);
  });

  it('gives every entry the epoch', () => {
    const packed = packTgz(FILES, { epoch: 1_700_000_000 });
    expect(codeOf(() => openTgz(packed, 'b', { profile: 'assay', epoch: 1_700_000_000 }))).toBe('accepted');
    expect(codeOf(() => openTgz(packed, 'b', { profile: 'assay', epoch: 1 }))).toBe('archive-mtime/4');
  });

  it.each([
    ['no manifest', [file('a.txt')], 'archive-order/4'],
    ['nothing', [], 'archive-order/4'],
    ['a path that leads out', [...FILES, file('../x')], 'archive-path/4'],
    ['a file twice', [...FILES, file('z.txt')], 'archive-duplicate/4'],
    ['names that differ in case', [...FILES, file('Z.txt')], 'archive-name-collision/4'],
    ['a device name', [...FILES, file('aux.c')], 'archive-name-unportable/4'],
    ['two manifests', [...FILES, file('cryptad-app.properties')], 'archive-order/4'],
  ])('refuses %s', (_, files, code) => {
    expect(codeOf(() => packTgz(files))).toBe(code);
  });
});
