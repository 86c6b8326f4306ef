import { describe, expect, it } from 'vitest';
import { MAX_LOCK } from './bundle-locks.ts';
import { BundleScan, MAX_SCANNED } from './bundle-scan.ts';

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
  ['gates by constants', 'a.ts', 'const READ = "a:b"; hasPermission(READ, Perm.READ); can('],
  ['openings of gates', 'a.ts', 'can(can          ('],
  ['owners of constants', 'a.ts', 'const A = {b:"c:d",'],
  ['parts of permissions', 'a.ts', 'can("a:"+b+":c"); `a:$'],
  ['comments of components', 'a.vue', '<!-- // /* can('],
  ['addresses in pages', 'a.html', 'https://a.b/ can("a:b") '],
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
    const most = /lock/.test(path) ? MAX_LOCK : MAX_SCANNED;
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

  const facts = (path: string, content: string | Uint8Array) => {
    const bytes = Buffer.from(content);
    const scan = new BundleScan();
    if (scan.wants(path, bytes.length)) scan.see(path, bytes);
    return scan.facts.get(path);
  };
  const TOKEN = 'const t = "pltt_Rb7xQ2mVdK9sT4wLpZ8nHcY1gJf6uE3aXoN5iBtWvq0";';

  it.each<[string, string, string | Uint8Array]>([
    ['a source with a NUL in a comment', 'a.js', `/*\0*/ ${TOKEN}`],
    ['a source in UTF-16', 'a.js', Buffer.from(`\ufeff${TOKEN}`, 'utf16le')],
    ['a source in UTF-16, big end first', 'a.js', Buffer.from(`\ufeff${TOKEN}`, 'utf16le').swap16()],
    ['a source map', 'a.js.map', JSON.stringify({ sourcesContent: [`// a\n${TOKEN}\n`] })],
    ['a script of Windows', 'a.ps1', TOKEN],
    ['a file without an ending', 'settings', TOKEN],
  ])('looks for secrets in %s', (_, path, content) => {
    expect(facts(path, content)?.secrets.map(({ kind }) => kind)).toEqual(['palette token']);
  });

  it('looks for none in a program', () => {
    expect(facts('server', `\0-----BEGIN RSA PRIVATE KEY-----`)?.secrets).toEqual([]);
  });

  it.each<[string, string, string, string[]]>([
    ['a call', 'a.py', 'require_permission("a:b")', ['a:b']],
    ['each of a list', 'a.py', 'require_permissions(["a:b", "c:d"])', ['a:b', 'c:d']],
    ['each argument', 'a.py', 'require_permissions("a:b", "c:d")', ['a:b', 'c:d']],
    ['any of several', 'a.js', 'hasAnyPermission(["a:b", "c:d"])', ['a:b', 'c:d']],
    ['any, in Python', 'a.py', 'require_any_permission("a:b")', ['a:b']],
    ['all of several', 'a.ts', 'checkAllOfPermissions(`a:b`)', ['a:b']],
    ['an argument after the user', 'a.py', 'has_permission(user, "a:b", "doc:x")', ['a:b']],
    ['a name of another kind', 'a.py', 'has_permission("admin", "doc:x")', ['admin']],
    ['each of a route', 'a.js', 'const r = { permissions: ["a:b", "c:d"] };', ['a:b', 'c:d']],
    ['a guard', 'a.tsx', '<Guard permission="a:b"/>', ['a:b']],
    ['a call in a template', 'a.js', `html\`<p>\${hasPermission("a:b")}</p>\``, ['a:b']],
    ['a source with a NUL', 'a.js', '/*\0*/ hasPermission("a:b")', ['a:b']],
    ['no comment', 'a.js', 'hasPermission("a:b"); // hasPermission("c:d")', ['a:b']],
    ['no block of comment', 'a.ts', '/* hasPermission("c:d")\n*/ hasPermission("a:b")', ['a:b']],
    ['no comment in Python', 'a.py', '# require_permission("c:d")\nrequire_permission("a:b")', ['a:b']],
    ['no text about it', 'a.py', '"""Use require_permission("c:d")."""\nrequire_permission("a:b")', ['a:b']],
    ['no text of a script', 'a.js', `say('call hasPermission("c:d")'); hasPermission("a:b")`, ['a:b']],
  ])('finds the permissions of %s', (_, path, text, names) => {
    expect(facts(path, text)?.code?.used.map(({ name }) => name)).toEqual(names);
  });

  it('finds no table in a comment', () => {
    const sql = '-- create table c(x int);\ncreate table a(x int);\n';
    expect(facts('a.sql', sql)?.code?.tables).toEqual([{ name: 'a', line: 2 }]);
    const python = '# op.create_table("c")\nop.execute("CREATE TABLE a (x int)")\nop.create_table("b")\n';
    expect(facts('a.py', python)?.code?.tables.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each([
    ['a byte order mark', '\ufeff{"scripts": {"postinstall": "x"}}'],
    ['a member twice', '{"name": "a", "name": "b", "scripts": {"postinstall": "x"}}'],
    ['more than a mebibyte', `{"description": "${'x'.repeat(1_100_000)}", "scripts": {"postinstall": "x"}}`],
  ])('finds the install script of a package.json with %s, which npm takes', (_, text) => {
    expect(facts('package.json', text)?.packages?.dependencies.map(({ name }) => name)).toEqual(['postinstall']);
  });

  it('is not led into the depths of overrides', () => {
    const deep = `{"overrides": ${'{"a":'.repeat(100_000)}"1"${'}'.repeat(100_000)}}`;
    expect(facts('package.json', deep)?.packages?.dependencies).toEqual([]);
  });

  it('finds each source on a line of pyproject.toml', () => {
    const text = '[project]\ndependencies = ["a @ git+https://x/a", "b @ file:///b", "c>=1"]\n';
    expect(facts('pyproject.toml', text)?.packages?.dependencies.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
