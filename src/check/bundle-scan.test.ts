import { describe, expect, it } from 'vitest';
import { MAX_LOCK } from './bundle-locks.ts';
import { BundleScan, MAX_PACKAGE, MAX_SCANNED } from './bundle-scan.ts';

/** Texts that make careless patterns slow, each repeated to the largest size that is looked into. */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  ['minified code', 'a.js', 'var a=function(b){return ctx.c(b)/2},d=[1,"x",/y/g];'],
  ['unfinished patterns', 'a.js', '=[/['],
  ['unfinished patterns on lines', 'a.js', 'ctx=[/[\n'],
  ['chains that call nothing', 'a.js', 'ctx. a. '],
  ['chains of spaces', 'a.js', 'services a          .          '],
  ['handlers without an end', 'a.js', 'service("a.b",'],
  ['names of secrets', 'a.js', 'token=token='],
  ['secrets on lines', 'a.py', `token = "aB3dE5gH7jK9mN1pQ3sT"\n`],
  ['gates on lines', 'a.py', 'require_permission("tasks:read")\n'],
  ['routes on lines', 'a.py', '@router.get("/x")\ndef a(): pass\n'],
  ['imports', 'a.py', 'import palette_server, '],
  ['blank lines', 'a.py', '\n \n\t\n'],
  ['spaces after ctx', 'a.py', 'ctx          '],
  ['tables', 'a.sql', 'CREATE TABLE x ALTER TABLE '],
  ['words of tables', 'a.sql', 'create table IF NOT EXISTS "a'],
  ['tags', 'a.html', '<a b="<'],
  ['comments', 'a.html', '<!-- <!-- '],
  ['brackets', 'pyproject.toml', '[[['],
  ['quotes and brackets', 'pyproject.toml', "'a["],
  ['lines of a package file', 'pyproject.toml', '"a[b @ git\n'],
  ['unfinished JSON', 'package.json', '{"a":'],
  ['lines of a lock file', 'pnpm-lock.yaml', '  a: b\n'],
  ['names of a lock file', 'yarn.lock', '"a@1", '],
];

describe('BundleScan', () => {
  it.each(HOSTILE)('looks through %s in time that grows with the text', (_, path, unit) => {
    const seconds = (size: number): number => {
      const content = Buffer.from(unit.repeat(Math.ceil(size / unit.length)).slice(0, size));
      const scan = new BundleScan();
      const before = process.hrtime.bigint();
      if (scan.wants(path, content.length)) scan.see(path, content);
      return Number(process.hrtime.bigint() - before) / 1e9;
    };
    const most = /toml|package/.test(path) ? MAX_PACKAGE - 1 : /lock/.test(path) ? MAX_LOCK : MAX_SCANNED;
    // A second of a slow machine for each of eight mebibytes; what grows with the square takes minutes.
    expect(seconds(most)).toBeLessThan(16);
  });

  it('counts what it does not look into', () => {
    const scan = new BundleScan();
    expect(scan.wants('frontend/app.js', 10 * 1024 * 1024)).toBe(false);
    expect(scan.wants('frontend/app.bin', 10 * 1024 * 1024)).toBe(false);
    expect(scan.wants('package-lock.json', 5 * 1024 * 1024)).toBe(false);
    expect(scan.wants('frontend/app.js', MAX_SCANNED)).toBe(true);
    expect(scan.skipped).toEqual(['frontend/app.js', 'package-lock.json']);
  });

  it('calls nothing unused where there are more names than it keeps', () => {
    const scan = new BundleScan();
    const names = Array.from({ length: 30_000 }, (_, at) => `ctx.use("name-${at}");`).join('\n');
    scan.see('a.js', Buffer.from(names));
    expect(scan.names).toBeUndefined();
    scan.see('b.js', Buffer.from('ctx.use("more");'));
    expect(scan.names).toBeUndefined();
  });
});
