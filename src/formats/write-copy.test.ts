import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { writeFilesAtomic } from './write-file.ts';

let dir = '';
const at = (name: string): string => join(dir, name);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
// More than one piece, and no whole number of them.
const CONTENT = Buffer.alloc(700_001, 'some content ');

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'assay-copy-'));
  writeFileSync(at('from'), CONTENT);
  mkdirSync(at('folder'));
  symlinkSync('from', at('link'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function copy(from: string, digest: string): string {
  try {
    const content = { from: at(from), shown: from, sha256: digest };
    writeFilesAtomic([
      { file: at('other'), content: 'other', shown: 'other' },
      { file: at('to'), content, shown: 'to' },
    ]);
    return 'copied';
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  }
}

describe('a file that is copied', () => {
  it('has the content that was verified', () => {
    expect(copy('from', sha256(CONTENT))).toBe('copied');
    expect(readFileSync(at('to')).equals(CONTENT)).toBe(true);
    rmSync(at('to'));
    rmSync(at('other'));
  });

  it('may be empty', () => {
    writeFileSync(at('empty'), '');
    expect(copy('empty', sha256(Buffer.alloc(0)))).toBe('copied');
    expect(readFileSync(at('to'))).toHaveLength(0);
    rmSync(at('to'));
    rmSync(at('other'));
  });

  it.each([
    ['other content', 'from', sha256(Buffer.from('other')), 'content-changed/4'],
    ['no file', 'absent', sha256(CONTENT), 'input-unreadable/3'],
    ['a link', 'link', sha256(CONTENT), 'input-unreadable/3'],
  ])('keeps everything from being written where there is %s', (_, from, digest, code) => {
    expect(copy(from, digest)).toBe(code);
    expect([existsSync(at('to')), existsSync(at('other'))]).toEqual([false, false]);
  });
});
