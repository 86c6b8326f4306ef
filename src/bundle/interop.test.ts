// Real tools write archives that we read, and read archives that we write.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { bundleDigests, fileSha256 } from './bundle-digests.ts';
import { openBundle } from './read-bundle.ts';
import { openDirectory } from './read-directory.ts';
import { packTgz } from './tar/write-tgz.ts';

const there = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const top = mkdtempSync(join(tmpdir(), 'assay-interop-'));
const app = join(top, 'app');
mkdirSync(join(app, 'bin'), { recursive: true });
mkdirSync(join(app, 'frontend/deep'), { recursive: true });
const write = (path: string, content: string, mode = 0o644): void => {
  writeFileSync(join(app, path), content);
  chmodSync(join(app, path), mode);
};
write('palette-plugin.json', '{}\n');
write('package.json', '{"name": "app", "version": "1.0.0"}\n');
write('bin/run', '#!/bin/sh\n', 0o755);
write('frontend/deep/private.txt', 'x'.repeat(2000), 0o600);
write('frontend/\u00e9.txt', 'name beyond ascii');
afterAll(() => rmSync(top, { recursive: true }));

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: app, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const tree = (path: string): string => bundleDigests(openBundle(path, 'b')).tree;
const expected = (): string => bundleDigests(openDirectory(app, 'app')).tree;

/** What is wrong with an archive, and what to do. */
function refusalOf(file: string): readonly string[] {
  try {
    openBundle(file, 'b');
    return ['was read'];
  } catch (error) {
    if (error instanceof AssayError) return [error.message, error.hint];
    throw error;
  }
}

describe.skipIf(!there('git', '--version'))('git archive', () => {
  it('writes a global PAX header for a commit, and none for a tree', () => {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        encoding: 'utf8',
      });
    const repository = join(top, 'repository');
    mkdirSync(repository);
    writeFileSync(join(repository, 'palette-plugin.json'), '{}\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'First');
    const pack = (what: string): string => {
      const file = join(top, `git-${what.length}.tgz`);
      git('archive', '--format=tgz', '--output', file, what);
      return file;
    };
    const message =
      'b holds the entry "pax_global_header", which is a global PAX header (type g), as git archive writes for a commit';
    expect(refusalOf(pack('HEAD'))).toEqual([
      message,
      'pack it again with `assay bundle pack`, or archive the tree in place of the commit: git archive HEAD^{tree}',
    ]);
    expect([...openBundle(pack('HEAD^{tree}'), 'b').files.keys()]).toEqual(['palette-plugin.json']);
  });
});

describe.skipIf(!there('tar', '--version'))('GNU tar', () => {
  it.each([
    ['ustar', ['--format=ustar']],
    ['GNU', ['--format=gnu']],
    ['PAX', ['--format=pax']],
  ])('writes %s archives that are the same tree', (name, options) => {
    const file = join(top, `gnu-${name}.tgz`);
    run('tar', ...options, '-czf', file, '.');
    expect(tree(file)).toBe(expected());
  });

  it('writes long names in records of its own, unless it is told to write ustar or PAX', () => {
    const deep = join(top, 'deep');
    const path = `${'d'.repeat(60)}/${'e'.repeat(60)}`;
    mkdirSync(join(deep, path), { recursive: true });
    writeFileSync(join(deep, 'palette-plugin.json'), '{}\n');
    writeFileSync(join(deep, path, 'f'), 'x');
    const pack = (format: string): string => {
      const file = join(top, `deep-${format}.tgz`);
      run('tar', `--format=${format}`, '-czf', file, '-C', deep, '.');
      return file;
    };
    expect(refusalOf(pack('gnu'))).toEqual([
      'b holds the entry "././@LongLink", which is a long-name record of GNU tar (type L)',
      'pack it again with `assay bundle pack`, or with tar --format=ustar or --format=pax',
    ]);
    for (const format of ['ustar', 'pax'])
      expect([...openBundle(pack(format), 'b').files.keys()]).toEqual([`${path}/f`, 'palette-plugin.json']);
  });

  it('packs the folder itself, whose name is no part of the bundle', () => {
    const file = join(top, 'folder.tgz');
    run('tar', '-czf', file, '-C', top, 'app');
    expect(tree(file)).toBe(expected());
  });

  it('reads what we pack', () => {
    const file = join(top, 'ours.tgz');
    writeFileSync(file, packTgz(openDirectory(app, 'app').files.values()));
    const out = join(top, 'gnu-out');
    mkdirSync(out);
    run('tar', '-xzpf', file, '-C', out);
    expect(bundleDigests(openDirectory(out, 'out')).tree).toBe(expected());
  });
});

describe.skipIf(!there('python3', '-c', 'import tarfile'))("Python's tarfile", () => {
  it('writes archives that are the same tree', () => {
    const file = join(top, 'python.tar.gz');
    run(
      'python3',
      '-c',
      `import tarfile\nwith tarfile.open(${JSON.stringify(file)}, 'w:gz') as t: t.add('.', arcname='.')`,
    );
    expect(tree(file)).toBe(expected());
  });

  it('reads what we pack, by name, mode and time', () => {
    const file = join(top, 'ours-python.tgz');
    writeFileSync(file, packTgz(openDirectory(app, 'app').files.values()));
    const script = `import tarfile\nfor m in tarfile.open(${JSON.stringify(file)}): print(m.name, oct(m.mode), m.mtime, m.uid, m.isfile())`;
    expect(run('python3', '-c', script).trim().split('\n')).toEqual([
      'palette-plugin.json 0o644 499162500 0 True',
      'bin/run 0o755 499162500 0 True',
      'frontend/deep/private.txt 0o644 499162500 0 True',
      'frontend/\u00e9.txt 0o644 499162500 0 True',
      'package.json 0o644 499162500 0 True',
    ]);
  });
});

describe.skipIf(!there('npm', '--version'))('npm pack', () => {
  it('writes archives whose folder package/ is no part of the bundle', () => {
    run('npm', 'pack', '--silent', '--pack-destination', top);
    const bundle = openBundle(join(top, 'app-1.0.0.tgz'), 'b');
    expect([...bundle.files.keys()]).toEqual([...openDirectory(app, 'app').files.keys()]);
    expect(bundle.notes?.map((note) => note.rule)).toContain('archive-path-not-normal');
  });
});

describe.skipIf(!there('zip', '-v'))('zip', () => {
  it('writes deflated archives that hold the same files', () => {
    const file = join(top, 'deflated.zip');
    // Without a UTF-8 locale zip marks no names as UTF-8.
    run('zip', '-q', '-r', '-X', file, 'palette-plugin.json', 'package.json', 'bin', 'frontend/deep');
    expect(readFileSync(file).length).toBeLessThan(2000);
    const ascii = [...openDirectory(app, 'app').files.values()].filter(({ path }) => /^[\x20-\x7e]+$/.test(path));
    expect([...openBundle(file, 'b').files.values()].map((each) => [each.path, fileSha256(each)])).toEqual(
      ascii.map((each) => [each.path, fileSha256(each)]),
    );
    expect(openBundle(file, 'b').notes?.[0]?.says).toBe('is deflated, not stored');
    expect(() => openBundle(file, 'b', 'assay')).toThrow('is deflated');
  });
});
