import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY, HEADER, refusal, text } from '../../testing/catalog-text.ts';
import { AssayError } from '../model/errors.ts';
import { parseCatalog } from './crypta-catalog.ts';

describe('hostile catalogs', () => {
  it('give a catalog or an AssayError', () => {
    const key = fc.constantFrom(
      ...Object.keys(HEADER),
      ...Object.keys(ENTRY),
      'app.hello.screenshot.1',
      'app.hello.api.minimumVersion',
      '__proto__',
      'app..id',
    );
    const lines = fc.array(
      fc.tuple(key, fc.string({ maxLength: 12 })).map(([name, value]) => `${name}=${value}`),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          lines.map((all) => Buffer.from(all.join('\n'))),
          fc.uint8Array({ maxLength: 200 }),
        ),
        (bytes) => {
          try {
            parseCatalog(bytes, 'c');
          } catch (error) {
            expect(error).toBeInstanceOf(AssayError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, string]>([
    [
      'thousands of entries without one of their keys',
      `${text({ 'catalog.entries': Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(',') })}`,
    ],
    ['a key of a million dots', `${text({})}app.hello${'.'.repeat(900_000)}=x\n`],
    [
      'a key like many ids',
      `${text({ 'catalog.entries': Array.from({ length: 100 }, (_, i) => `a${'.a'.repeat(i)}`).join(',') })}app.${'a.'.repeat(300_000)}=x`,
    ],
    ['many unknown keys', `${text({})}${Array.from({ length: 40_000 }, (_, i) => `app.hello.x${i}=1`).join('\n')}`],
    [
      'many keys near a missing one',
      `${text({ 'app.hello.permissions': undefined })}${Array.from({ length: 30_000 }, (_, i) => `app.hello.permission${i}=1`).join('\n')}`,
    ],
    ['a long list', text({ 'app.hello.permissions': 'a,'.repeat(400_000) })],
  ])('are refused within two seconds: %s', (_, source) => {
    const started = performance.now();
    expect(refusal(() => parseCatalog(source, 'c')).code).toBe('invalid-catalog-entry');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('of full size are read within two seconds', () => {
    const count = 1500;
    const ids = Array.from({ length: count }, (_, index) => `app-${index}`);
    const entries = ids.flatMap((id) =>
      Object.entries(ENTRY).map(([key, value]) => `${key.replace('hello', id)}=${key.endsWith('.id') ? id : value}`),
    );
    const source = [
      ...Object.entries({ ...HEADER, 'catalog.entries': ids.join(',') }).map(([key, value]) => `${key}=${value}`),
      ...entries,
    ].join('\n');
    const started = performance.now();
    expect(parseCatalog(source, 'c').entries).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
