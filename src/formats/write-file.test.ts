import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { writeFileAtomic, writeFilesAtomic } from './write-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-write-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  }
  return 'done';
}

describe('writeFileAtomic', () => {
  it('writes, replaces, makes folders and leaves no temporary file', () => {
    const file = join(folder, 'a/b/c.txt');
    writeFileAtomic(file, 'one');
    writeFileAtomic(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.txt']);
  });

  it('sets the mode asked for', () => {
    const file = join(folder, 'secret');
    writeFileAtomic(file, 'x', file, { mode: 0o600 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('replaces nothing where it must not, not even a dangling link', () => {
    const file = join(folder, 'kept');
    writeFileSync(file, 'mine');
    expect(codeOf(() => writeFileAtomic(file, 'other', 'kept', { overwrite: false }))).toBe('output-exists/6');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'nowhere'), link);
    expect(codeOf(() => writeFileAtomic(link, 'other', 'link', { overwrite: false }))).toBe('output-exists/6');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes none where one of several must not be replaced', () => {
    const [other, kept] = [join(folder, 'new/other'), join(folder, 'kept too')];
    writeFileSync(kept, 'mine');
    const files = [other, kept].map((file) => ({ file, content: 'x', shown: file, overwrite: false }));
    expect(codeOf(() => writeFilesAtomic(files))).toBe('output-exists/6');
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).not.toContain('new');
  });

  it('says that a parent that is a file is in the way', () => {
    const file = join(folder, 'parent');
    writeFileSync(file, '');
    expect(codeOf(() => writeFileAtomic(join(file, 'child'), 'x', 'child', { overwrite: false }))).toBe(
      'output-unwritable/6',
    );
    expect(() => writeFileAtomic(join(file, 'child'), 'x', 'child')).toThrow(
      "child can't be written: a part of the path is not a directory",
    );
  });
});
