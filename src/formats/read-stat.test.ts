import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lstatOf, statOf } from './read-stat.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-stat-'));
const at = (path: string): string => join(folder, path);

beforeAll(() => {
  writeFileSync(at('file'), '');
  symlinkSync('file', at('link'));
  symlinkSync('nowhere', at('broken'));
  symlinkSync('circle', at('circle'));
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

  it.each(['x'.repeat(300), 'x/'.repeat(5000), 'nul\0', 'circle/below'])('can be nothing: %j', (path) => {
    expect([statOf(at(path)), lstatOf(at(path))]).toEqual([undefined, undefined]);
  });

  it('is a link where links lead in a circle', () => {
    expect([lstatOf(at('circle'))?.isSymbolicLink(), statOf(at('circle'))]).toEqual([true, undefined]);
  });

  it('is refused by its last name where nobody may look', () => {
    mkdirSync(at('closed'), { mode: 0 });
    chmodSync(folder, 0o755);
    asSomebody(() => {
      for (const look of [statOf, lstatOf])
        expect(() => look(at('closed/below'))).toThrow(
          expect.objectContaining({ code: 'input-unreadable', message: "below can't be read: permission denied" }),
        );
    });
  });
});

/** Root may look everywhere: for a moment it is somebody else. */
function asSomebody(look: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    look();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
