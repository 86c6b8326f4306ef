import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lstatOf, statOf } from './stat.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-stat-'));
const at = (path: string): string => join(folder, path);

beforeAll(() => {
  writeFileSync(at('file'), '');
  symlinkSync('file', at('link'));
  symlinkSync('nowhere', at('broken'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what lies at a path', () => {
  it('is found, through a link or as one', () => {
    expect([statOf(at('file'))?.isFile(), statOf(folder)?.isDirectory()]).toEqual([true, true]);
    expect([statOf(at('link'))?.isFile(), lstatOf(at('link'))?.isSymbolicLink()]).toEqual([true, true]);
    expect(lstatOf(at('broken'))?.isSymbolicLink()).toBe(true);
  });

  it.each(['absent', 'broken', 'absent/below', 'file/below', 'file/below/that', 'link/below'])(
    'is nothing: %s',
    (path) => {
      expect(statOf(at(path))).toBeUndefined();
      if (path !== 'broken') expect(lstatOf(at(path))).toBeUndefined();
    },
  );

  it('is a fault where nobody may look', () => {
    expect(() => statOf(at(`${'x'.repeat(300)}`))).toThrow('ENAMETOOLONG');
  });
});
