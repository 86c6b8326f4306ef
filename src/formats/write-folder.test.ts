import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { writeFilesAtomic } from './write-file.ts';
import { makeFolder } from './write-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));
const at = (path: string): string => join(root, path);

describe('makeFolder', () => {
  it('makes what is missing, and says what', () => {
    mkdirSync(at('a'));
    expect(makeFolder(at('a/b/c'))).toEqual([at('a/b'), at('a/b/c')]);
    expect(makeFolder(at('a/b/c'))).toEqual([]);
    expect(statSync(at('a/b/c')).isDirectory()).toBe(true);
  });

  it('follows a link to a folder, and stops at a file', () => {
    symlinkSync(root, at('link'));
    expect(makeFolder(at('link/x'))).toEqual([at('link/x')]);
    writeFileSync(at('file'), '');
    expect(() => makeFolder(at('file/x'))).toThrow();
    expect(() => makeFolder(at('file'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  });

  it.skipIf(!existsSync('/proc/self'))('comes back where the file system takes no new names', () => {
    expect(() => makeFolder('/proc/nowhere/x')).toThrow();
  });
});

describe('writeFilesAtomic', () => {
  const write = (...paths: string[]): string =>
    codeOf(() => writeFilesAtomic(paths.map((path) => ({ file: at(path), content: path, shown: path }))));

  it('leaves nothing behind where one file of several can not be written', () => {
    writeFileSync(at('file'), 'mine');
    mkdirSync(at('folder'));
    for (const bad of ['file/x', 'folder', 'new/a/b', 'new/a']) {
      const paths = bad.startsWith('new/a') ? ['new/a', 'new/a/b'] : ['first', 'deep/er/second', bad];
      expect(write(...paths)).toBe('output-unwritable/6');
      expect(readdirSync(root, { recursive: true }).sort()).toEqual(['file', 'folder']);
    }
  });

  it.skipIf(!existsSync('/dev/full'))('writes to a device without replacing it', () => {
    symlinkSync('/dev/null', at('null'));
    expect(write('null', 'file')).toBe('accepted');
    expect(statSync(at('null')).isCharacterDevice()).toBe(true);
    symlinkSync('/dev/full', at('full'));
    expect(write('full')).toBe('output-unwritable/6');
  });
});
