import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HOSTILE_ARCHIVES, PLAIN_ARCHIVE } from '../../../testing/hostile-archives.ts';
import { tgz } from '../../../testing/tar-builder.ts';
import { AssayError } from '../../model/errors.ts';
import type { ArchiveProfile } from './archive-rules.ts';
import { openTgz, streamTgz } from './read-tgz.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ALL = { wants: () => true, see: () => false };

/** The code of what an archive breaks when it is read whole and when it is read in pieces; `read` where it breaks nothing. */
async function verdicts(bytes: Uint8Array, profile: ArchiveProfile): Promise<string[]> {
  const file = join(folder, 'archive.tgz');
  writeFileSync(file, bytes);
  const code = (error: unknown): string => {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  };
  const whole = (): string => {
    try {
      openTgz(bytes, 'archive.tgz', { profile });
      return 'read';
    } catch (error) {
      return code(error);
    }
  };
  return [whole(), await streamTgz(file, 'archive.tgz', { profile }, ALL).then(() => 'read', code)];
}

describe.each(HOSTILE_ARCHIVES)('$row $what', ({ rule, bytes, safe }) => {
  it('breaks one rule of the dialect', async () => {
    expect(await verdicts(bytes(), 'assay')).toEqual([`${rule}/4`, `${rule}/4`]);
  });

  it('is refused, or read with a note where it harms nobody', async () => {
    const expected = safe === true ? 'read' : `${rule}/4`;
    expect(await verdicts(bytes(), 'safe')).toEqual([expected, expected]);
    if (safe === true) expect(openTgz(bytes(), 'a', {}).notes?.map((note) => note.rule)).toContain(rule);
  });
});

describe('a record that only some readers know', () => {
  const pack = 'pack it again with `assay bundle pack`';
  const tar = `${pack}, or with tar --format=ustar or --format=pax`;
  const tree = `${pack}, or archive the tree in place of the commit: git archive HEAD^{tree}`;
  it.each([
    ['L', '././@LongLink', 'is a long-name record of GNU tar (type L)', tar],
    ['K', '././@LongLink', 'is a long-link record of GNU tar (type K)', tar],
    ['g', 'pax_global_header', 'is a global PAX header (type g), as git archive writes for a commit', tree],
  ])('of type %s is called by its name, and how to do without it is said', (type, name, says, hint) => {
    const bytes = tgz([
      { name: 'palette-plugin.json', content: '{}' },
      { name, type, content: 'x' },
    ]);
    const refusal = (profile: ArchiveProfile): readonly string[] => {
      try {
        openTgz(bytes, 'a.tgz', { profile });
        return ['read'];
      } catch (error) {
        return error instanceof AssayError ? [error.message, error.hint] : ['crashed'];
      }
    };
    const message = `a.tgz holds the entry "${name}", which ${says}`;
    expect(refusal('safe')).toEqual([message, hint]);
    expect(refusal('assay')).toEqual([message, `${pack}: nothing else writes the dialect of the profile assay`]);
  });
});

describe('the control', () => {
  it('is read by every profile, whole and in pieces', async () => {
    expect(await verdicts(PLAIN_ARCHIVE(), 'assay')).toEqual(['read', 'read']);
    expect(await verdicts(PLAIN_ARCHIVE(), 'safe')).toEqual(['read', 'read']);
  });

  it('counts at least as many kinds as the threat table', () => {
    expect(HOSTILE_ARCHIVES.length).toBeGreaterThanOrEqual(68);
  });
});
