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

it('takes each role from the first place that has it', () => {
  write('catalog.json', { services: [{ target: 'a/v1#m', input_schema: { title: 'own' }, output_schema: null }] });
  write('schemas.json', { 'a/v1#m': { kind: 'service', input: true, output: { title: 'listed' } } });
  write('schemas/a/v1/m.out.json', { title: 'file' });
  write('schemas/a/v1/n.in.json', true);
  const [entry] = readBrokerCatalog(folder, 'catalog').entries;
  expect(entry?.schemas).toEqual({ input: { title: 'own' }, output: { title: 'listed' } });
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

const schemasOf = () =>
  Object.fromEntries(readBrokerCatalog(folder, 'catalog').entries.map(({ target, schemas }) => [target, schemas]));

it('gives a schema what it refers to in another one of the catalog, by $id or by path', () => {
  write('catalog.json', {
    services: [
      { target: 'a/v1#listed' },
      { target: 'a/v1#file' },
      { target: 'a/v1#own', output: { $id: 'urn:own', type: 'null' } },
    ],
    events: [{ target: 'a/v1#changed', payload: { not: { $ref: 'schemas/shared.json' } } }],
  });
  write('schemas.json', { 'a/v1#listed': { input: { items: { $ref: 'urn:own' } } } });
  write('schemas/a/v1/file.in.json', { items: { $ref: '../../shared.json#/$defs/A' } });
  write('schemas/a/v1/file.out.json', { items: { $ref: './file.in.json' } });
  write('schemas/shared.json', { $defs: { A: { type: 'string' } } });
  expect(schemasOf()).toEqual({
    'a/v1#changed': {
      payload: { not: { $ref: '#/$defs/shared' }, $defs: { shared: { $defs: { A: { type: 'string' } } } } },
    },
    'a/v1#file': {
      input: { items: { $ref: '#/$defs/A' }, $defs: { A: { type: 'string' } } },
      output: {
        items: { $ref: '#/$defs/file.in' },
        $defs: { A: { type: 'string' }, 'file.in': { items: { $ref: '#/$defs/A' } } },
      },
    },
    'a/v1#listed': { input: { items: { $ref: '#/$defs/own' }, $defs: { own: { type: 'null' } } } },
    'a/v1#own': { output: { $id: 'urn:own', type: 'null' } },
  });
});

it('knows schemas alone by their paths too, in a circle', () => {
  write('hr/v1/a.in.json', { items: { $ref: 'a.out.json' } });
  write('hr/v1/a.out.json', { items: { $ref: 'a.in.json' } });
  expect(schemasOf()['hr/v1#a']).toEqual({
    input: { items: { $ref: '#/$defs/a.out' }, $defs: { 'a.out': { items: { $ref: '#' } } } },
    output: { items: { $ref: '#/$defs/a.in' }, $defs: { 'a.in': { items: { $ref: '#' } } } },
  });
});

it.each<[string, object, RegExp]>([
  [
    'a URL',
    { $ref: 'https://x.org/a' },
    /^catalog\/hr\/v1\/a\.in\.json:1:\d+ refers to "https:\/\/x\.org\/a", which no schema here has/,
  ],
  ['a way out of the folder', { not: { $ref: '../../../x.json' } }, /which leads out/],
  ['a linked folder', { not: { $ref: '../../link/x.json' } }, /but no file is there/],
  [
    'nothing',
    { not: { $ref: 'b.in.json' } },
    /refers to "b\.in\.json", but no file is there and no schema has that \$id/,
  ],
  ['one of two', { not: { $ref: 'urn:x' } }, /which schemas that differ have as their \$id/],
  ['no part of a schema', { not: { $ref: 'x1.in.json#/$defs/B' } }, /but the schema has no such part/],
])('refuses a schema that refers to %s', (_, schema, message) => {
  write('hr/v1/a.in.json', schema);
  write('hr/v1/x1.in.json', { $id: 'urn:x' });
  write('hr/v1/x2.in.json', { $id: 'urn:x', not: {} });
  const away = mkdtempSync(join(tmpdir(), 'assay-away-'));
  writeFileSync(join(away, 'x.json'), '{}');
  symlinkSync(away, join(folder, 'link'));
  try {
    expect(codeOf(() => readBrokerCatalog(folder, 'catalog'))).toBe('catalog-schema-reference/3');
    expect(() => readBrokerCatalog(folder, 'catalog')).toThrow(message);
  } finally {
    rmSync(away, { recursive: true });
  }
});

it('does not take data for a reference', () => {
  write('hr/v1/a.in.json', { const: { $ref: 'https://x.org/a' }, not: { $ref: 'b.in.json' } });
  write('hr/v1/b.in.json', true);
  expect(schemasOf()['hr/v1#a']?.input).toMatchObject({ const: { $ref: 'https://x.org/a' } });
});

it('counts the files that schemas refer to', () => {
  write('hr/v1/a.in.json', { not: { $ref: '../../x.json' } });
  write('x.json', true);
  expect(codeOf(() => readBrokerCatalog(folder, 'catalog', 1))).toBe('catalog-too-many-files/3');
});
