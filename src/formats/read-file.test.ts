import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { AssayError } from '../model/errors.ts';
import { readFileBytes } from './read-file.ts';

let folder = '';
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-read-'));
  writeFileSync(file('ten'), '0123456789');
  writeFileSync(file('empty'), '');
  writeFileSync(file('secret'), 'x');
  chmodSync(file('secret'), 0);
  mkdirSync(file('folder'));
  symlinkSync(file('ten'), file('link'));
  symlinkSync(file('loop'), file('loop'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readFileBytes', () => {
  it('reads all bytes of a file, up to the limit and no further', () => {
    expect(Buffer.from(readFileBytes(file('ten'), 'ten', 10)).toString()).toBe('0123456789');
    expect(readFileBytes(file('empty'), 'empty', 10)).toHaveLength(0);
    expect(codeOf(() => readFileBytes(file('ten'), 'ten', 9))).toBe('input-too-large/3');
  });

  it('follows a link unless told not to', () => {
    expect(readFileBytes(file('link'), 'link', 10)).toHaveLength(10);
    expect(codeOf(() => readFileBytes(file('link'), 'link', 10, { noFollow: true }))).toBe('input-unreadable/3');
  });

  it.each([
    ['missing', 'input-unreadable/3'],
    ['ten/below', 'input-unreadable/3'],
    ['folder', 'input-not-a-file/3'],
    ['loop', 'input-unreadable/3'],
  ])('refuses %s as %s', (name, code) => {
    expect(codeOf(() => readFileBytes(file(name), name, 10))).toBe(code);
  });

  it('does not wait for a pipe that nobody writes to', () => {
    if (spawnSync('mkfifo', [file('pipe')]).status !== 0) return;
    expect(codeOf(() => readFileBytes(file('pipe'), 'pipe', 10))).toBe('input-not-a-file/3');
  });

  it('stops at the limit where a file says it is empty and is not', () => {
    expect(codeOf(() => readFileBytes('/proc/self/maps', 'maps', 16))).toBe(
      process.platform === 'linux' ? 'input-too-large/3' : 'input-unreadable/3',
    );
  });

  it('calls a disk that fails by its name, and no bug', () => {
    // The first page of a process's own memory is never mapped: Linux answers the read itself with an error.
    if (process.platform !== 'linux') return;
    expect(codeOf(() => readFileBytes('/proc/self/mem', 'mem', 10))).toBe('read-failed/6');
  });

  it('shows the path as it was given, and never the real one', () => {
    try {
      readFileBytes(file('missing'), 'shown/path', 10);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      expect(error.message).toBe("shown/path can't be read: there is no such file");
      expect(error.message).not.toContain(folder);
    }
    expect.assertions(2);
  });
});
