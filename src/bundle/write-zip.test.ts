import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { commandExists } from '../../testing/tools.ts';
import { digestBytes } from '../model/digest.ts';
import { type PackFile, packZip } from './write-zip.ts';

function file(path: string, content = '', executable = false): PackFile {
  return { path, executable, read: () => Buffer.from(content) };
}

const FILES = [
  file('static/über.html'),
  file('bin/start.sh', '#!/bin/sh\nexit 0\n', true),
  file('cryptad-app.properties', 'manifest.version=1\n'),
];

function withArchive<T>(use: (path: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'assay-pack-'));
  try {
    const path = join(dir, 'a.zip');
    writeFileSync(path, packZip(FILES));
    return use(path);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe('packZip', () => {
  it('gives the bytes of java.util.zip', () => {
    // From OpenJDK 17: ZipOutputStream in UTF-8, STORED entries in this order with setTime(0), then the Unix modes
    // written into the central directory (made by 3.10, mode in the upper half of the external attributes).
    expect(digestBytes(packZip(FILES))).toBe('sha256:16db464adfc78e673751d33b16ec94c93a47f7aee086f36b7f584196e8975e0a');
    expect(packZip(FILES)).toHaveLength(442);
  });

  it('does not mind the order in which files come', () => {
    expect(packZip([...FILES].reverse())).toEqual(packZip(FILES));
  });

  it.each<[PackFile[], string]>([
    [[file('../a')], 'bundle-path-traversal/4'],
    [[file('/a')], 'bundle-path-absolute/4'],
    [[file('a\\b')], 'bundle-path-backslash/4'],
    [[file('a\nb')], 'bundle-path-control/4'],
    [[file('.DS_Store')], 'bundle-archive-metadata/4'],
    [[file('a'), file('a')], 'bundle-duplicate-path/4'],
    [[file('a'), file('A')], 'bundle-path-collision/4'],
    [Array.from({ length: 4097 }, (_, index) => file(`f${index}`)), 'bundle-too-many-entries/4'],
  ])('refuses what openZip would', (files, code) => {
    expect(codeOf(() => packZip(files))).toBe(code);
  });

  it.skipIf(!commandExists('unzip', ['-v']))('passes unzip -t and keeps the modes', () => {
    withArchive((path) => {
      const test = spawnSync('unzip', ['-tqq', path], { encoding: 'utf8' });
      expect([test.status, test.stdout, test.stderr]).toEqual([0, '', '']);
      const list = spawnSync('unzip', ['-Z', path], { encoding: 'utf8' }).stdout.split('\n');
      expect(list.filter((line) => line.startsWith('-')).map((line) => line.slice(0, 10))).toEqual([
        '-rwxr-xr-x',
        '-rw-r--r--',
        '-rw-r--r--',
      ]);
    });
  });

  it.skipIf(!commandExists('python3', ['--version']))('reads the same in python', () => {
    const script = [
      'import json, sys, zipfile',
      'z = zipfile.ZipFile(sys.argv[1])',
      'assert z.testzip() is None',
      'print(json.dumps([[i.filename, i.external_attr >> 16, i.compress_type, list(i.date_time), z.read(i).decode()] for i in z.infolist()]))',
    ].join('\n');
    withArchive((path) => {
      const run = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const epoch = [1980, 1, 1, 0, 0, 0];
      expect(JSON.parse(run.stdout)).toEqual([
        ['bin/start.sh', 0o100755, 0, epoch, '#!/bin/sh\nexit 0\n'],
        ['cryptad-app.properties', 0o100644, 0, epoch, 'manifest.version=1\n'],
        ['static/über.html', 0o100644, 0, epoch, ''],
      ]);
    });
  });
});
