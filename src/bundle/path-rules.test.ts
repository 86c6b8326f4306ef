import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { BUNDLE_LIMITS } from './limits.ts';
import { checkArchiveMetadata, checkPath, checkTotals, PathTable } from './path-rules.ts';

describe('checkPath', () => {
  it.each(['a', 'a/b.c', 'a b/ü', '...', '.hidden', 'a/..b', 'con', Array.from({ length: 32 }, () => 'd').join('/')])(
    '%s',
    (path) => {
      expect(codeOf(() => checkPath(path, 'b'))).toBe('accepted');
    },
  );
  it.each([
    ['', 'bundle-path-empty-segment'],
    ['/a', 'bundle-path-absolute'],
    ['//a', 'bundle-path-absolute'],
    ['C:a', 'bundle-path-drive'],
    ['c:/a', 'bundle-path-drive'],
    ['a\\b', 'bundle-path-backslash'],
    ['..\\a', 'bundle-path-backslash'],
    ['..', 'bundle-path-traversal'],
    ['../a', 'bundle-path-traversal'],
    ['a/../b', 'bundle-path-traversal'],
    ['a/..', 'bundle-path-traversal'],
    ['./a', 'bundle-path-traversal'],
    ['a/./b', 'bundle-path-traversal'],
    ['a//b', 'bundle-path-empty-segment'],
    ['a/', 'bundle-path-empty-segment'],
    ['a\u0000b', 'bundle-path-control'],
    ['a\nb', 'bundle-path-control'],
    ['a\u001b[2J', 'bundle-path-control'],
    ['a\u0085', 'bundle-path-control'],
    [Array.from({ length: 33 }, () => 'd').join('/'), 'bundle-path-too-deep'],
  ])('refuses %j', (path, code) => {
    expect(codeOf(() => checkPath(path, 'b'))).toBe(`${code}/4`);
  });
});

describe('checkArchiveMetadata', () => {
  it.each(['__MACOSX/a', 'a/__MACOSX', '._a', 'a/._b', '.DS_Store', 'a/.DS_Store'])('refuses %s', (path) => {
    expect(codeOf(() => checkArchiveMetadata(path, 'b'))).toBe('bundle-archive-metadata/4');
  });
  it.each(['__MACOSX2', 'a._b', 'DS_Store'])('takes %s', (path) => {
    expect(codeOf(() => checkArchiveMetadata(path, 'b'))).toBe('accepted');
  });
});

describe('PathTable', () => {
  function add(...paths: string[]): string {
    const table = new PathTable('b');
    return codeOf(() => {
      for (const path of paths) table.add(path.replace(/\/$/, ''), !path.endsWith('/'));
    });
  }
  it.each<[string[]]>([[['a', 'b', 'a.b']], [['a/b', 'a/c', 'a/']], [['a/', 'a/', 'a/b']], [['ss', 'sz']]])(
    '%j',
    (paths) => {
      expect(add(...paths)).toBe('accepted');
    },
  );
  it.each<[string[], string]>([
    [['a', 'a'], 'bundle-duplicate-path'],
    [['a', 'A'], 'bundle-path-collision'],
    [['a/b', 'A/c'], 'bundle-path-collision'],
    [['straße', 'STRASSE'], 'bundle-path-collision'],
    [['é', 'e\u0301'], 'bundle-path-collision'],
    [['É', 'e\u0301'], 'bundle-path-collision'],
    [['app.js', 'app\u200b.js'], 'bundle-path-collision'],
    [['app.js', '\ufeffAPP.js'], 'bundle-path-collision'],
    [['a/b', 'a\u00ad/c'], 'bundle-path-collision'],
    [['a', 'a\ufe0f'], 'bundle-path-collision'],
    [['a', 'a/b'], 'bundle-path-collision'],
    [['a/b', 'a'], 'bundle-path-collision'],
    [['a/', 'a'], 'bundle-path-collision'],
  ])('refuses %j', (paths, code) => {
    expect(add(...paths)).toBe(`${code}/4`);
  });

  it.each([
    ['app.js', 'app\u200b.js', 'what nobody sees'],
    ['caf\u00e9', 'cafe\u0301', 'how an accent is written'],
    ['caf\u00e9', 'CAFE\u0301', 'case or accents'],
    ['a', 'A', 'case or accents'],
  ])('says in what two names differ that look alike: %j, %j', (one, other, difference) => {
    const table = new PathTable('b');
    table.add(one, true);
    expect(table.take(other, true)?.says).toMatch(new RegExp(` in ${difference} only$`));
  });
});

describe('checkTotals', () => {
  it('allows a zip 4096 entries and 512 MiB, and no more', () => {
    const { zip } = BUNDLE_LIMITS;
    expect(codeOf(() => checkTotals(4096, 512 * 1024 * 1024, 'b', zip))).toBe('accepted');
    expect(codeOf(() => checkTotals(4097, 0, 'b', zip))).toBe('bundle-too-many-entries/4');
    expect(codeOf(() => checkTotals(1, 512 * 1024 * 1024 + 1, 'b', zip))).toBe('bundle-too-large/4');
  });
});
