import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { digestFacts, parseDigests } from './digests.ts';
import type { Bundle, BundleFile } from './model.ts';
import { findSidecars, isSidecar } from './sidecars.ts';

function bundle(files: Record<string, string>, executables: readonly string[] = []): Bundle {
  const entries = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]): [string, BundleFile] => {
      const content = Buffer.from(text);
      return [path, { path, size: content.length, executable: executables.includes(path), read: () => content }];
    });
  return { packing: 'directory', path: 'app', files: new Map(entries) };
}

describe('findSidecars', () => {
  it('finds both, or neither', () => {
    expect(findSidecars(bundle({ 'cryptad-app.properties': '' }))).toBeUndefined();
    const found = findSidecars(bundle({ 'cryptad-app.digests': 'd', 'cryptad-app.signature': 's' }));
    expect([found?.digests.path, found?.signature.path]).toEqual(['cryptad-app.digests', 'cryptad-app.signature']);
  });

  it.each<[Record<string, string>, string]>([
    [{ 'cryptad-app.digests': '' }, 'sidecar-incomplete/4'],
    [{ 'cryptad-app.signature': '' }, 'sidecar-incomplete/4'],
    [{ 'Cryptad-App.digests': '', 'cryptad-app.signature': '' }, 'sidecar-name/4'],
    [{ 'CRYPTAD-APP.CATALOG': '' }, 'sidecar-name/4'],
    [{ 'cryptad-app.catalog': '' }, 'sidecar-catalog/4'],
    [{ 'cryptad-app.catalog.signature': '' }, 'sidecar-catalog/4'],
    [{ 'static/cryptad-app.digests': '' }, 'accepted'],
  ])('%j', (files, code) => {
    expect(codeOf(() => findSidecars(bundle(files)))).toBe(code);
  });

  it('knows its names at the root alone', () => {
    expect(['cryptad-app.Digests', 'a/cryptad-app.digests', 'cryptad-app.properties'].map(isSidecar)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

// SHA-256 of "abc" (FIPS 180-2, appendix B.1) and of nothing.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function lines(...files: (readonly [string, string, string?])[]): string {
  const entries = files.map(
    ([path, sha256, executable], index) =>
      `file.${index}.path=${path}\nfile.${index}.sha256=${sha256}\n${executable === undefined ? '' : `file.${index}.executable=${executable}\n`}`,
  );
  return `digest.version=1\ndigest.algorithm=SHA-256\n${entries.join('')}`;
}

describe('parseDigests', () => {
  it('reads the list', () => {
    expect(parseDigests(lines(['bin/start.sh', ABC, 'true'], ['cryptad-app.properties', NOTHING]), 'd')).toEqual([
      { path: 'bin/start.sh', sha256: ABC, executable: true },
      { path: 'cryptad-app.properties', sha256: NOTHING },
    ]);
  });

  const M = ['cryptad-app.properties', NOTHING] as const;
  it.each<[string, string, number | undefined]>([
    ['no manifest', lines(['a', ABC]), undefined],
    ['another order', lines(M, ['a', ABC]), 5],
    ['a path twice', lines(M, M), 5],
    ['a sidecar', lines(M, ['cryptad-app.signature', ABC]), 5],
    ['a sidecar in capitals', lines(['CRYPTAD-APP.DIGESTS', ABC], M), 3],
    ['an upper-case digest', lines(['a', ABC.toUpperCase()], M), 4],
    ['a short digest', lines(['a', ABC.slice(1)], M), 4],
    ['a parent folder', lines(['../a', ABC], M), 3],
    ['an absolute path', lines(['/a', ABC], M), 3],
    ['a drive', lines(['C:a', ABC], M), 3],
    ['a backslash', lines(['a\\b', ABC], M), 3],
    ['an empty path', lines(['', ABC], M), 3],
    ['an unclear bit', lines(['a', ABC, 'yes'], M), 5],
    ['another version', lines(M).replace('version=1', 'version=2'), 1],
    ['another algorithm', lines(M).replace('SHA-256', 'SHA-1'), 2],
    ['no version', lines(M).replace('digest.version=1\n', ''), undefined],
    ['nothing else', 'digest.version=1\ndigest.algorithm=SHA-256\n', undefined],
    ['a gap', lines(M).replaceAll('file.0', 'file.1'), undefined],
    ['half an entry', lines(M).replace(/file\.0\.sha256.*\n/, ''), undefined],
    ['an unknown key', `${lines(M)}file.0.size=1\n`, 5],
    ['a duplicate key', `${lines(M)}digest.version=1\n`, 5],
    ['no separator', `${lines(M)}what\n`, 5],
    ['an index beyond counting', `${lines(M)}file.99999999999.path=a\n`, 5],
  ])('refuses %s', (_, text, line) => {
    expect(codeOf(() => parseDigests(text, 'd'))).toBe('digests-invalid/3');
    try {
      parseDigests(text, 'd');
    } catch (error) {
      expect(error).toMatchObject(line === undefined ? {} : { location: { line } });
    }
  });
});

describe('digestFacts', () => {
  const list = parseDigests(lines(['a', ABC, 'true'], ['b', ABC], ['cryptad-app.properties', NOTHING]), 'd');
  const NONE = { missing: [], unlisted: [], changed: [], executableChanged: [] };

  it('is empty where all agree; sidecars do not count', () => {
    const files = {
      a: 'abc',
      b: 'abc',
      'cryptad-app.properties': '',
      'cryptad-app.digests': 'x',
      'cryptad-app.signature': 'y',
    };
    expect(digestFacts(bundle(files, ['a', 'b']), list)).toEqual(NONE);
  });

  it('names what is missing, unlisted, changed, or no longer executable', () => {
    expect(digestFacts(bundle({ a: 'abc', c: '', 'cryptad-app.properties': 'x' }), list)).toEqual({
      missing: ['b'],
      unlisted: ['c'],
      changed: ['cryptad-app.properties'],
      executableChanged: ['a'],
    });
  });
});
