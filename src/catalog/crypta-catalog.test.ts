import { describe, expect, it } from 'vitest';
import { ENTRY, HEADER, HEX, load, refusal, text } from '../../testing/catalog-text.ts';
import { parseCatalog } from './crypta-catalog.ts';

describe('parseCatalog', () => {
  it('reads the smallest catalog and fills in its defaults', () => {
    const catalog = load();
    expect(catalog).toMatchObject({
      path: 'c.properties',
      version: 1,
      id: 'core',
      name: 'Core Apps',
      generatedAt: '2026-05-01T00:00:00Z',
      advisories: [],
      denylist: [],
    });
    expect(catalog.entries).toMatchObject([
      {
        id: 'hello',
        name: 'Hello',
        version: '0.1.0',
        summary: 'Says hello.',
        permissions: ['queue.read', 'queue.write'],
        bundle: { uri: 'https://example.invalid/hello.zip', sha256: HEX, size: 12, type: 'zip' },
        channel: 'stable',
        support: 'supported',
        deprecation: { status: 'none' },
        review: { status: 'unreviewed' },
        categories: [],
        screenshots: [],
        api: { optionalCapabilities: [], experimentalCapabilitiesAccepted: false, declared: false },
      },
    ]);
    expect([...(catalog.entries[0]?.carried ?? [])]).toEqual(['app.id', 'app.name', 'app.version', 'permissions']);
  });

  it('takes an empty list of entries', () => {
    const without = Object.fromEntries(Object.keys(ENTRY).map((key) => [key, undefined]));
    expect(load({ ...without, 'catalog.entries': ' ' }).entries).toEqual([]);
  });

  it('orders entries by catalog.entries, whatever the order of the file', () => {
    const second = Object.fromEntries(
      Object.entries(ENTRY).map(([key, value]) => [key.replace('hello', 'a.b'), value]),
    );
    const catalog = load({ ...second, 'app.a.b.id': 'A.B', 'catalog.entries': ' A.B ,hello' });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['a.b', 'hello']);
  });

  it('keeps apart ids of which one is the start of another', () => {
    const second = Object.fromEntries(
      Object.entries(ENTRY).map(([key, value]) => [key.replace('hello', 'hello.x'), value]),
    );
    const catalog = load({ ...second, 'app.hello.x.id': 'hello.x', 'catalog.entries': 'hello,hello.x' });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['hello', 'hello.x']);
  });

  it('locates keys, and the entry where a key is absent', () => {
    const catalog = load();
    expect(catalog.locate('catalog.id')).toEqual({ path: 'c.properties', line: 2, column: 1 });
    expect(catalog.locate('nothing')).toEqual({ path: 'c.properties' });
    const [first] = catalog.entries;
    expect(first?.locate('permissions')).toEqual({ path: 'c.properties', line: 14, column: 1 });
    expect(first?.locate('api.minimumVersion')).toEqual({ path: 'c.properties', line: 6, column: 1 });
  });

  it.each([...Object.keys(HEADER), ...Object.keys(ENTRY)])('needs %s', (key) => {
    const error = refusal(() => load({ [key]: undefined }));
    expect([error.exitCode, error.code, error.message]).toEqual([
      3,
      'invalid-catalog-entry',
      `c.properties "${key}" is missing`,
    ]);
  });

  it('points to the line that a missing key was meant to be', () => {
    const error = refusal(() => load({ 'app.hello.summary': undefined, 'app.hello.sumary': 'x' }));
    expect(error.hint).toBe('expected a short text about the app; line 14 has "app.hello.sumary"');
  });

  it.each<[string, string[]]>([
    ['catalog.version', ['', '0', '8', ' 1', 'one']],
    ['catalog.id', ['', 'a b', '-']],
    ['catalog.name', ['', ' ', 'a\u001bb']],
    ['catalog.generatedAt', ['', 'today', '2026-05-01', ' 2026-05-01T00:00:00Z']],
    ['catalog.entries', ['hello,hello', 'hello,HELLO', 'hello,', 'hello,,x', 'a b', 'x'.repeat(257)]],
    ['app.hello.id', ['', 'other', 'a b']],
    ['app.hello.name', ['', '\u2003']],
    ['app.hello.bundle.uri', ['', 'hello.zip', 'http://example.invalid/a', 'https://u:p@example.invalid/a']],
    ['app.hello.bundle.sha256', ['', HEX.toUpperCase(), HEX.slice(1), `${HEX}0`]],
    ['app.hello.bundle.size.bytes', ['', '-1', '1.5', ' 12', '536870913', '9'.repeat(30)]],
    ['app.hello.bundle.type', ['', 'tgz']],
    ['app.hello.permissions', ['a,', 'a b', ',']],
  ])('%s refuses %j', (key, values) => {
    for (const value of values) {
      const error = refusal(() => load({ [key]: value }));
      expect([value, error.code, error.location?.line]).toEqual([
        value,
        'invalid-catalog-entry',
        Object.keys({ ...HEADER, ...ENTRY }).indexOf(key) + 1,
      ]);
    }
  });

  it.each<[string, string[]]>([
    ['catalog.version', ['+1', '01']],
    ['catalog.generatedAt', ['2026-05-01T00:00:00.123456789Z', '2026-05-01T02:00:00+02:00']],
    ['app.hello.id', [' HELLO ']],
    ['app.hello.version', ['anything at all']],
    ['app.hello.bundle.sha256', [` ${HEX} `]],
    ['app.hello.bundle.size.bytes', ['0', '+12', '536870912']],
    ['app.hello.bundle.type', ['ZIP', ' zip ']],
    ['app.hello.permissions', ['', ' ', 'a, B ,a']],
  ])('%s takes %j', (key, values) => {
    for (const value of values) expect(load({ [key]: value }).entries).toHaveLength(1);
  });

  it('never repeats a wrong value', () => {
    const error = refusal(() => load({ 'app.hello.bundle.uri': 'https://user:hunter2@example.invalid/' }));
    expect(`${error.message} ${error.hint}`).not.toContain('hunter2');
  });

  it('refuses duplicate keys, other grammar, size and bytes', () => {
    expect(refusal(() => parseCatalog(`${text({})}catalog.id=x\n`, 'c')).location?.line).toBe(15);
    expect(refusal(() => parseCatalog(`${text({})}what\n`, 'c')).code).toBe('invalid-catalog-entry');
    expect(refusal(() => parseCatalog(`${text({})}#${'x'.repeat(1024 * 1024)}`, 'c')).code).toBe('input-too-large');
    expect(refusal(() => parseCatalog(Uint8Array.of(0xff), 'c')).code).toBe('input-not-utf8');
  });
});
