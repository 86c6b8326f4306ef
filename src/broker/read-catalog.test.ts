import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { readBrokerCatalog } from './read-catalog.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-catalog-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, value: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(value));
}

it('takes an item’s own schemas before schemas.json, and that before files', () => {
  write('catalog.json', {
    services: [{ target: 'a/v1#own', input: { title: 'own' } }, { target: 'a/v1#listed' }, { target: 'a/v1#file' }],
  });
  write('schemas.json', { 'a/v1#own': { input: true }, 'a/v1#listed': { input: { title: 'listed' } } });
  for (const name of ['own', 'listed', 'file']) write(`schemas/a/v1/${name}.in.json`, { title: 'file' });
  const { entries } = readBrokerCatalog(folder, 'catalog');
  expect(entries.map(({ target, schemas }) => [target, schemas.input])).toEqual([
    ['a/v1#file', { title: 'file' }],
    ['a/v1#listed', { title: 'listed' }],
    ['a/v1#own', { title: 'own' }],
  ]);
});

it('reads schemas alone, under both names of a role, and nothing that is called otherwise', () => {
  write('hr/v1/a.b.input.json', true);
  write('hr/v1/a.b.out.json', { type: 'array' });
  write('mcp.notion/v2/changed.payload.json', {});
  write('hr/1/c.in.json', true);
  write('hr/v1/README.json', 'text');
  symlinkSync('/etc', join(folder, 'hr/v2'));
  const { entries, form } = readBrokerCatalog(folder, 'catalog');
  expect(form).toBe('schemas');
  expect(entries.map(({ target, kind, schemas }) => [target, kind, schemas])).toEqual([
    ['hr/v1#a.b', 'method', { input: true, output: { type: 'array' } }],
    ['mcp.notion/v2#changed', 'event', { payload: {} }],
  ]);
});

it('refuses more schemas than a catalog has', () => {
  write('hr/v1/a.in.json', true);
  write('hr/v1/b.in.json', true);
  expect(codeOf(() => readBrokerCatalog(folder, 'catalog', 1))).toBe('catalog-too-many-files/3');
});

it('reads examples by role, and passes over what is none', () => {
  const examples = [{ input: { a: 1 }, output: [] }, 'text', { output: ['x'] }];
  writeFileSync(
    join(folder, 'catalog.json'),
    JSON.stringify({
      services: [
        { target: 'hr/v1#a', examples },
        { target: 'hr/v1#b', examples: 'none' },
      ],
    }),
  );
  expect(readBrokerCatalog(folder, 'catalog').entries.map((entry) => entry.examples)).toEqual([
    { input: [{ a: 1 }], output: [[], ['x']], payload: [] },
    undefined,
  ]);
});
