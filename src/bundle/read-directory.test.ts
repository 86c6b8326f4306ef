import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { commandExists } from '../../testing/tools.ts';
import { openBundle } from './read-bundle.ts';
import { openDirectory } from './read-directory.ts';
import { packZip } from './write-zip.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assay-dir-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function put(path: string, content = ''): void {
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), content);
}

function open(): string {
  return codeOf(() => openDirectory(dir, 'app'));
}

describe('openDirectory', () => {
  it('lists regular files in code-unit order of their paths', () => {
    put('b/x', 'x');
    put('b.y');
    put('Z');
    put('a');
    put('.hidden', '12');
    mkdirSync(join(dir, 'empty'));
    chmodSync(join(dir, 'a'), 0o755);
    const bundle = openDirectory(dir, 'app/');
    expect([bundle.packing, bundle.path, bundle.archive]).toEqual(['directory', 'app/', undefined]);
    expect([...bundle.files.values()].map(({ path, size, executable }) => [path, size, executable])).toEqual([
      ['.hidden', 2, false],
      ['Z', 0, false],
      ['a', 0, true],
      ['b.y', 0, false],
      ['b/x', 1, false],
    ]);
    expect(Buffer.from(bundle.files.get('b/x')?.read() ?? []).toString()).toBe('x');
  });

  it('takes an empty directory for an empty bundle', () => {
    expect(openDirectory(dir, 'app').files.size).toBe(0);
  });

  it('refuses what is no directory, or a link to one', () => {
    put('file');
    symlinkSync('.', join(dir, 'link'));
    expect(codeOf(() => openDirectory(join(dir, 'file'), 'x'))).toBe('input-not-a-directory/3');
    expect(codeOf(() => openDirectory(join(dir, 'link'), 'x'))).toBe('input-not-a-directory/3');
    expect(codeOf(() => openDirectory(join(dir, 'none'), 'x'))).toBe('input-unreadable/3');
  });

  it.each<[string, string]>([
    ['to a file', 'a'],
    ['to a folder', '.'],
    ['to nothing', 'nowhere'],
    ['out of the bundle', '/etc/passwd'],
  ])('refuses a symbolic link %s', (_, target) => {
    put('a');
    symlinkSync(target, join(dir, 'link'));
    expect(open()).toBe('bundle-special-file/4');
  });

  it.skipIf(!commandExists('mkfifo'))('refuses a FIFO without waiting for it', () => {
    spawnSync('mkfifo', [join(dir, 'pipe')]);
    expect(open()).toBe('bundle-special-file/4');
  });

  it('refuses a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(join(dir, 's'), resolve);
    });
    const code = open();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    expect(code).toBe('bundle-special-file/4');
  });

  it.skipIf(process.platform !== 'linux')('refuses names that are no safe paths elsewhere', () => {
    const names: [string | Buffer, string][] = [
      ['a\nb', 'bundle-path-control/4'],
      ['a\\b', 'bundle-path-backslash/4'],
      ['c:d', 'bundle-path-drive/4'],
      [Buffer.from([0x61, 0xff]), 'bundle-path-encoding/4'],
    ];
    for (const [name, code] of names) {
      const file = Buffer.concat([Buffer.from(`${dir}/`), Buffer.from(name)]);
      writeFileSync(file, '');
      expect([name, open()]).toEqual([name, code]);
      rmSync(file);
    }
  });

  it.skipIf(process.platform !== 'linux')('refuses names that differ in case only', () => {
    put('a/x');
    put('A/y');
    expect(open()).toBe('bundle-path-collision/4');
  });

  it.skipIf(process.platform !== 'linux').each([
    ['archive-name-unportable', 'a\u202egpj.js'],
    ['archive-name-unportable', 'x/con'],
    ['archive-name-unportable', 'NUL.txt'],
    ['archive-name-unportable', 'aux/a'],
    ['archive-name-unportable', 'b/c:evil'],
    ['archive-name-unportable', 'a?b'],
    ['archive-name-unportable', 'b/c.'],
    ['archive-name-unportable', 'b/c '],
    ['archive-name-unportable', 'cafe\u0301'],
    ['archive-limit', `${'a'.repeat(250)}/${'b'.repeat(250)}/${'c'.repeat(250)}/${'d'.repeat(250)}/${'e'.repeat(21)}`],
  ])('refuses by %s what no archive may hold: %j', (code, name) => {
    put(name);
    expect(open()).toBe(`${code}/4`);
  });

  it.skipIf(process.platform !== 'linux')('refuses names that differ in Unicode form only as a collision', () => {
    put('caf\u00e9');
    put('cafe\u0301');
    expect(open()).toBe('bundle-path-collision/4');
  });

  it('counts files and folders of a crypta app up to 4096 each', () => {
    put('cryptad-app.properties');
    put('f');
    for (let index = 2; index < 4096; index += 1) linkSync(join(dir, 'f'), join(dir, `f${index}`));
    mkdirSync(join(dir, 'folder'));
    expect(open()).toBe('accepted');
    writeFileSync(join(dir, 'one-more'), '');
    expect(open()).toBe('bundle-too-many-entries/4');
  });

  it('lets any other folder hold what a .tgz may', () => {
    put('f');
    for (let index = 1; index < 4097; index += 1) linkSync(join(dir, 'f'), join(dir, `f${index}`));
    expect(open()).toBe('accepted');
    expect(codeOf(() => openDirectory(dir, 'app', { maxEntries: 4096 }))).toBe('bundle-too-many-entries/4');
  });

  it('counts bytes without reading them', () => {
    put('sparse');
    truncateSync(join(dir, 'sparse'), 512 * 1024 * 1024);
    expect(open()).toBe('accepted');
    put('b', 'x');
    expect(open()).toBe('bundle-too-large/4');
  });

  it('goes 32 parts deep', () => {
    const deep = Array.from({ length: 31 }, () => 'd').join('/');
    put(`${deep}/f`);
    expect(open()).toBe('accepted');
    put(`${deep}/d/f`);
    expect(open()).toBe('bundle-path-too-deep/4');
  });

  it.each<[string, () => void, string]>([
    ['grew', () => writeFileSync(join(dir, 'a'), 'longer'), 'bundle-changed/4'],
    ['shrank', () => truncateSync(join(dir, 'a'), 0), 'bundle-changed/4'],
    [
      'was replaced',
      () => {
        put('other', 'b');
        renameSync(join(dir, 'other'), join(dir, 'a'));
      },
      'bundle-changed/4',
    ],
    [
      'became a link',
      () => {
        rmSync(join(dir, 'a'));
        symlinkSync('/etc/passwd', join(dir, 'a'));
      },
      'input-unreadable/3',
    ],
    ['went away', () => rmSync(join(dir, 'a')), 'input-unreadable/3'],
  ])('refuses to read a file that %s since it was listed', (_, change, code) => {
    put('a', 'a');
    const file = openDirectory(dir, 'app').files.get('a');
    change();
    expect(codeOf(() => file?.read())).toBe(code);
  });
});

describe('openBundle', () => {
  it('chooses by what the path names', () => {
    put('d/cryptad-app.properties', 'app.id=a');
    writeFileSync(join(dir, 'a.zip'), packZip([{ path: 'x', executable: false, read: () => Buffer.from('y') }]));
    writeFileSync(join(dir, 'no.zip'), 'text');
    symlinkSync('a.zip', join(dir, 'link.zip'));
    expect(openBundle(join(dir, 'd'), 'd').packing).toBe('directory');
    expect(openBundle(join(dir, 'a.zip'), 'a.zip').packing).toBe('zip');
    expect(codeOf(() => openBundle(join(dir, 'no.zip'), 'no.zip'))).toBe('zip-no-end-record/4');
    expect(codeOf(() => openBundle(join(dir, 'link.zip'), 'link.zip'))).toBe('bundle-kind/3');
    expect(codeOf(() => openBundle(join(dir, 'none'), 'none'))).toBe('input-unreadable/3');
  });
});
