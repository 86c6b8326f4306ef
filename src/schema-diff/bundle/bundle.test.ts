import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readSuite } from '../../../testing/schema-diff/read-suite.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { parseJson } from '../../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { bundleSchema, leadsOut } from './bundle.ts';
import { ReferenceFault } from './reference-fault.ts';
import { SchemaSet } from './schema-set.ts';

const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_2019_09 = 'https://json-schema.org/draft/2019-09/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

const documentOf = (value: JsonValue, path: string): JsonDocument => parseJson(JSON.stringify(value), { path });

/** Schemas by path; those whose path begins with `$` have none, and are never read as a file. */
function bundled(schemas: Readonly<Record<string, JsonValue>>, root: string) {
  const documents = new Map(Object.entries(schemas).map(([path, schema]) => [path, documentOf(schema, path)]));
  const origin = (path: string, document: JsonDocument) => ({ document, pointer: '', path: path.replace(/^\$.*/, '') });
  const set = new SchemaSet((path) => {
    const document = documents.get(path);
    return document === undefined ? undefined : { schema: document.value, origin: origin(path, document) };
  });
  for (const [path, document] of documents) set.add(document.value, origin(path, document));
  return bundleSchema(documents.get(root)?.value ?? false, set);
}

function faultOf(schemas: Readonly<Record<string, JsonValue>>, root = 'root.json'): string {
  try {
    bundled(schemas, root);
  } catch (error) {
    if (!(error instanceof ReferenceFault)) throw error;
    return `${error.kind} ${error.document.locate('').path}${error.pointer} ${error.message}`;
  }
  return 'none';
}

describe('bundleSchema', () => {
  it('leaves a schema alone that refers to nothing outside', () => {
    const root = { $id: 'https://x.org/r.json', $defs: { a: { $anchor: 'a' } }, $ref: '#a' };
    expect(bundled({ 'root.json': root, 'a.json': true }, 'root.json').schema).toEqual(root);
  });

  it('follows a chain of schemas that is longer than a stack is high', () => {
    const last = 5000;
    const chain = Array.from({ length: last }, (_, at): [string, JsonValue] => [
      `s${at}.json`,
      { $ref: `s${at + 1}.json` },
    ]);
    const { schema } = bundled({ ...Object.fromEntries(chain), [`s${last}.json`]: { type: 'null' } }, 's0.json');
    const { $defs } = isJsonObject(schema) ? schema : {};
    expect(isJsonObject($defs) && Object.keys($defs)).toHaveLength(last);
  });

  it.each<[string, Record<string, JsonValue>, JsonValue]>([
    [
      'a file by its path',
      { 'root.json': { items: { $ref: 's/member.json' } }, 's/member.json': { type: 'string' } },
      { items: { $ref: '#/$defs/member' }, $defs: { member: { type: 'string' } } },
    ],
    [
      'a file from another folder, and what that one refers to',
      {
        'root.json': { $ref: './a/a.json' },
        'a/a.json': { items: { $ref: '../b/b.schema.json' } },
        'b/b.schema.json': { type: 'null' },
      },
      { $ref: '#/$defs/a', $defs: { a: { items: { $ref: '#/$defs/b' } }, b: { type: 'null' } } },
    ],
    [
      'an absolute $id, which is gone then',
      {
        'root.json': { items: { $ref: 'https://x.org/m' } },
        $m: { $id: 'https://x.org/m', $schema: DRAFT_2020_12, type: 'null' },
      },
      { items: { $ref: '#/$defs/m' }, $defs: { m: { type: 'null' } } },
    ],
    [
      'an $id relative to that of the schema',
      {
        'root.json': { $id: 'https://x.org/s/r.json', items: { $ref: 'm.json' } },
        $m: { $id: 'https://x.org/s/m.json', type: 'null' },
      },
      { $id: 'https://x.org/s/r.json', items: { $ref: '#/$defs/m' }, $defs: { m: { type: 'null' } } },
    ],
    [
      'a file beside a schema with an $id, which has none itself',
      { 'root.json': { $id: 'https://x.org/s/r.json', items: { $ref: 'm.json' } }, 'm.json': { type: 'null' } },
      { $id: 'https://x.org/s/r.json', items: { $ref: '#/$defs/m' }, $defs: { m: { type: 'null' } } },
    ],
    [
      'a definition alone, without the rest of its schema',
      {
        'root.json': { items: { $ref: 'lib.json#/$defs/A' } },
        'lib.json': {
          $defs: { A: { items: { $ref: '#b' } }, B: { $anchor: 'b', type: 'null' }, C: { type: 'string' } },
        },
      },
      { items: { $ref: '#/$defs/A' }, $defs: { A: { items: { $ref: '#/$defs/B' } }, B: { type: 'null' } } },
    ],
    [
      'a definition within a schema that is there as a whole',
      {
        'root.json': { prefixItems: [{ $ref: 'lib.json#/$defs/A' }, { $ref: 'lib.json' }] },
        'lib.json': { $defs: { A: { type: 'null' } } },
      },
      {
        prefixItems: [{ $ref: '#/$defs/lib/$defs/A' }, { $ref: '#/$defs/lib' }],
        $defs: { lib: { $defs: { A: { type: 'null' } } } },
      },
    ],
    [
      'a circle back to itself',
      { 'root.json': { items: { $ref: 'a.json' } }, 'a.json': { items: { $ref: 'root.json' }, not: { $ref: '#' } } },
      { items: { $ref: '#/$defs/a' }, $defs: { a: { items: { $ref: '#' }, not: { $ref: '#/$defs/a' } } } },
    ],
    [
      'itself by its own $id',
      { 'root.json': { $id: 'https://x.org/r', items: { $ref: 'https://x.org/r' } } },
      { $id: 'https://x.org/r', items: { $ref: '#' } },
    ],
    [
      'a schema within it that has an $id',
      { 'root.json': { items: { $ref: 'm' }, $defs: { M: { $id: 'm', $ref: '#/$defs/N', $defs: { N: {} } } } } },
      { items: { $ref: '#/$defs/M' }, $defs: { M: { $ref: '#/$defs/M/$defs/N', $defs: { N: {} } } } },
    ],
    [
      'names that its own definitions have already',
      {
        'root.json': { items: { $ref: 'm.json' }, not: { $ref: 's/m.json' }, $defs: { m: { type: 'null' } } },
        'm.json': { type: 'string' },
        's/m.json': { type: 'number' },
      },
      {
        items: { $ref: '#/$defs/m_2' },
        not: { $ref: '#/$defs/m_3' },
        $defs: { m: { type: 'null' }, m_2: { type: 'string' }, m_3: { type: 'number' } },
      },
    ],
    [
      'definitions in the word of its dialect, with names that are no identifiers',
      {
        'root.json': { $schema: DRAFT_07, items: { $ref: 'old.json#/definitions/a~1b%20%25' } },
        'old.json': { $schema: DRAFT_07, $id: 'old.json', definitions: { 'a/b %': { $id: '#x', type: 'null' } } },
      },
      {
        $schema: DRAFT_07,
        items: { $ref: '#/definitions/a~1b%20%25' },
        definitions: { 'a/b %': { type: 'null' } },
      },
    ],
    [
      'a place that no keyword calls a schema',
      {
        'root.json': { items: { $ref: 'x.json#/parts/a' } },
        'x.json': { parts: { a: { not: { $ref: '#/parts/b' } }, b: { type: 'null' } } },
      },
      { items: { $ref: '#/$defs/a' }, $defs: { a: { not: { $ref: '#/$defs/b' } }, b: { type: 'null' } } },
    ],
    [
      'true and false',
      { 'root.json': { items: { $ref: 'x.json#/$defs/no' } }, 'x.json': { $defs: { no: false } } },
      { items: { allOf: [false] } },
    ],
    [
      'a file that is true',
      { 'root.json': { $ref: 'yes.json' }, 'yes.json': true },
      { $ref: '#/$defs/yes', $defs: { yes: {} } },
    ],
    [
      'nothing in data',
      {
        'root.json': { items: { $ref: 'm.json' }, const: { $id: 'a', $ref: '#/x' } },
        'm.json': { enum: [{ $id: 1 }] },
      },
      { items: { $ref: '#/$defs/m' }, const: { $id: 'a', $ref: '#/x' }, $defs: { m: { enum: [{ $id: 1 }] } } },
    ],
    [
      'a dynamic reference that one schema re-binds, whatever way leads to it',
      {
        'root.json': { properties: { tree: { $ref: 'strict.json' } } },
        'tree.json': { $dynamicAnchor: 'node', properties: { children: { items: { $dynamicRef: '#node' } } } },
        'strict.json': { $dynamicAnchor: 'node', $ref: 'tree.json', unevaluatedProperties: false },
      },
      {
        properties: { tree: { $ref: '#/$defs/strict' } },
        $defs: {
          strict: { $ref: '#/$defs/tree', unevaluatedProperties: false },
          tree: { properties: { children: { items: { $ref: '#/$defs/strict' } } } },
        },
      },
    ],
    [
      'a dynamic reference beside a plain one, and one of a part that nothing refers to',
      {
        'root.json': { $ref: 'a.json' },
        'a.json': {
          $ref: '#/$defs/b',
          $dynamicRef: '#c',
          $defs: { b: {}, c: { $dynamicAnchor: 'c' }, d: { $dynamicRef: '#c' } },
        },
      },
      {
        $ref: '#/$defs/a',
        $defs: {
          a: {
            $ref: '#/$defs/a/$defs/b',
            allOf: [{ $ref: '#/$defs/a/$defs/c' }],
            $defs: { b: {}, c: {}, d: { $ref: '#/$defs/a/$defs/c' } },
          },
        },
      },
    ],
    [
      'recursive references of 2019-09',
      {
        'root.json': { $schema: DRAFT_2019_09, $ref: 'strict.json' },
        'tree.json': { $schema: DRAFT_2019_09, $recursiveAnchor: true, items: { $recursiveRef: '#' } },
        'strict.json': { $schema: DRAFT_2019_09, $recursiveAnchor: true, $ref: 'tree.json', maxItems: 2 },
      },
      {
        $schema: DRAFT_2019_09,
        $ref: '#/$defs/strict',
        $defs: {
          strict: { $ref: '#/$defs/tree', maxItems: 2 },
          tree: { items: { $ref: '#/$defs/strict' } },
        },
      },
    ],
  ])('brings %s', (_, schemas, expected) => {
    expect(bundled(schemas, 'root.json').schema).toEqual(expected);
  });

  it('says where each definition was written', () => {
    const schemas = {
      'root.json': { items: { $ref: 'lib.json#/$defs/A' } },
      'lib.json': { $defs: { A: { type: 'null' } } },
    };
    const { parts } = bundled(schemas, 'root.json');
    expect([...parts].map(([at, { document, pointer }]) => [at, document.locate(pointer).path, pointer])).toEqual([
      ['/$defs/A', 'lib.json', '/$defs/A'],
    ]);
  });

  it('does not depend on the order of schemas and members', () => {
    const parts: [string, JsonValue][] = [
      ['root.json', { properties: { a: { $ref: 'a/x.json' }, b: { $ref: 'b/x.json' } } }],
      ['a/x.json', { items: { $ref: '../b/x.json' } }],
      ['b/x.json', { items: { $ref: '../a/x.json' } }],
    ];
    const turned = { properties: { b: { $ref: 'b/x.json' }, a: { $ref: 'a/x.json' } } };
    const one = bundled(Object.fromEntries(parts), 'root.json').schema;
    const other = bundled(Object.fromEntries([...parts].reverse().concat([['root.json', turned]])), 'root.json').schema;
    expect(other).toEqual(one);
  });

  const lib = { 'lib.json': { $defs: { A: true, list: [] } } };
  it.each<[string, Record<string, JsonValue>, string]>([
    [
      'a URL',
      { 'root.json': { $ref: 'https://x.org/a' } },
      'outside root.json/$ref refers to "https://x.org/a", which no schema here has',
    ],
    ['a file URL', { 'root.json': { not: { $ref: 'file:///etc/passwd' } } }, 'outside root.json/not/$ref'],
    ['a way up', { 'root.json': { not: { $ref: '../a.json' } } }, 'outside root.json/not/$ref'],
    [
      'a way up from a folder',
      { 'root.json': { $ref: 's/a.json' }, 's/a.json': { not: { $ref: '../../a.json' } } },
      'outside s/a.json/not/$ref',
    ],
    ['a way from the root', { 'root.json': { not: { $ref: '/a.json' } } }, 'outside root.json/not/$ref'],
    ['an escaped way', { 'root.json': { not: { $ref: '%2e%2e/a.json' } } }, 'malformed root.json/not/$ref'],
    ['a backslash', { 'root.json': { not: { $ref: 'a\\b.json' } } }, 'malformed root.json/not/$ref'],
    [
      'no sibling',
      { 'root.json': { not: { $ref: 'a.json' } } },
      'missing root.json/not/$ref refers to "a.json", but no file is there and no schema has that $id',
    ],
    [
      'no such definition',
      { ...lib, 'root.json': { $ref: 'lib.json#/$defs/B' } },
      'missing root.json/$ref refers to "lib.json#/$defs/B", but the schema has no such part',
    ],
    ['no such anchor', { ...lib, 'root.json': { $ref: 'lib.json#b' } }, 'missing root.json/$ref'],
    ['what is no schema', { ...lib, 'root.json': { $ref: 'lib.json#/$defs/list' } }, 'missing root.json/$ref'],
    [
      'a file of something else',
      { 'root.json': { $ref: 'a.json' }, 'a.json': [] },
      'missing root.json/$ref refers to "a.json", but what is there is no schema',
    ],
    [
      'one of two',
      { 'root.json': { $ref: 'a:x' }, $1: { $id: 'a:x' }, $2: { $id: 'a:x', type: 'null' } },
      'ambiguous root.json/$ref refers to "a:x", which schemas that differ',
    ],
    [
      'another dialect',
      { ...lib, 'root.json': { $schema: DRAFT_07, not: { $ref: 'lib.json' } } },
      'unsupported root.json/not/$ref refers to "lib.json", a schema of 2020-12 where its own is of draft-07',
    ],
    [
      'a dynamic reference that leads to several places',
      {
        'root.json': { prefixItems: [{ $ref: 'texts.json' }, { $ref: 'numbers.json' }] },
        'list.json': { items: { $dynamicRef: '#item' }, $defs: { any: { $dynamicAnchor: 'item' } } },
        'texts.json': { $ref: 'list.json', $defs: { item: { $dynamicAnchor: 'item', type: 'string' } } },
        'numbers.json': { $ref: 'list.json', $defs: { item: { $dynamicAnchor: 'item', type: 'number' } } },
      },
      'unsupported list.json/items/$dynamicRef refers to "#item", which leads to 2 schemas',
    ],
    [
      'a dynamic reference to nothing',
      { 'root.json': { $dynamicRef: 'a.json#x' }, 'a.json': true },
      'missing root.json/$dynamicRef',
    ],
    [
      'a dynamic reference out of all',
      { 'root.json': { $dynamicRef: 'https://x.org/a#x' } },
      'outside root.json/$dynamicRef',
    ],
    [
      'a part of another dialect',
      { 'root.json': { $ref: 'a.json' }, 'a.json': { not: { $schema: DRAFT_07, $id: 'b' } } },
      'unsupported a.json/not/$schema is of draft-07 where the schema that it is part of is of 2020-12',
    ],
  ])('refuses %s', (_, schemas, expected) => {
    expect(faultOf(schemas)).toContain(expected);
  });

  it('takes the same $id twice for the same schema, and does not mind one that nobody refers to', () => {
    const member = { $id: 'a:x', type: 'null' };
    expect(faultOf({ 'root.json': { $ref: 'a:x' }, $1: member, $2: { ...member } })).toBe('none');
    expect(
      faultOf({ 'root.json': { $ref: 'a:x' }, $1: member, $2: { $id: 'a:y' }, $3: { $id: 'a:y', not: true } }),
    ).toBe('none');
  });

  it('leaves a reference into itself that leads nowhere to the rules', () => {
    const root = { prefixItems: [{ $ref: '#/$defs/none' }, { $ref: 'm.json' }] };
    expect(bundled({ 'root.json': root, 'm.json': {} }, 'root.json').schema).toMatchObject({
      prefixItems: [{ $ref: '#/$defs/none' }, { $ref: '#/$defs/m' }],
    });
  });

  it('follows a chain of many files', () => {
    const last = 5_000;
    const files = Object.fromEntries(
      Array.from({ length: last }, (_, at): [string, JsonValue] => [`${at}.json`, { not: { $ref: `${at + 1}.json` } }]),
    );
    expect(faultOf({ ...files, [`${last}.json`]: {} }, `${last - 500}.json`)).toBe('none');
  });
});

const archive = sharedData('codegen/json-schema-test-suite.tgz');
const OPTIONS = { strict: false, logger: false, validateFormats: false, validateSchema: false, meta: false } as const;

/** The public test suite: a schema says the same of every value where another one refers to it. */
describe('the meta-schema of 2020-12 in one document', () => {
  const refs = new URL('../../../node_modules/ajv/dist/refs/json-schema-2020-12/', import.meta.url);
  const read = (name: string): JsonObject => JSON.parse(readFileSync(new URL(`${name}.json`, refs), 'utf8'));
  const vocabularies = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];
  const compound = {
    ...read('schema'),
    $defs: Object.fromEntries(vocabularies.map((name) => [name, read(`meta/${name}`)])),
  };

  it.each([
    ['is the schema', { 'root.json': compound }],
    ['is what a property refers to', { 'root.json': { items: { $ref: DRAFT_2020_12 } }, $meta: compound }],
  ])('judges schemas as it does where it %s', (_, schemas: Record<string, JsonValue>) => {
    const { schema } = bundled(schemas, 'root.json');
    expect(JSON.stringify(schema)).not.toContain('"$dynamicRef":"');
    expect(leadsOut(schema)).toBe(false);
    const check = new Ajv2020(OPTIONS).compile(schema as AnySchema);
    const judge = (value: JsonValue) => check('items' in (schema as JsonObject) ? [value] : value);
    for (const good of [true, {}, { properties: { a: { type: ['string', 'null'] } } }, { allOf: [{ not: false }] }])
      expect(judge(good)).toBe(true);
    for (const bad of [
      1,
      { type: 'text' },
      { properties: { a: { items: { minItems: -1 } } } },
      { allOf: [{ not: 1 }] },
    ])
      expect(judge(bad)).toBe(false);
  });
});

describe.skipIf(archive === undefined).each([
  ['draft7', DRAFT_07, () => new Ajv(OPTIONS)],
  ['draft2020-12', DRAFT_2020_12, () => new Ajv2020(OPTIONS)],
] as const)('the test suite of %s, bundled', (draft, $schema, validator) => {
  it('means what it meant', () => {
    const compile = (schema: JsonValue) => {
      try {
        // The suite's schemas are JSON.
        return validator().compile(schema as AnySchema);
      } catch {
        return undefined;
      }
    };
    // Ajv overflows the stack on some dynamic references.
    const verdict = (check: (data: unknown) => unknown, data: unknown) => {
      try {
        return check(data);
      } catch {
        return undefined;
      }
    };
    const wrong: string[] = [];
    let told = 0;
    const groups = archive === undefined ? [] : [...readSuite(archive, draft).values()].flat();
    for (const { file, description, schema, tests } of groups) {
      if (!isJsonObject(schema) || file.startsWith('optional/') || /__proto__/.test(JSON.stringify(schema))) continue;
      const alone = compile(schema);
      if (alone === undefined) continue;
      const inner = { $schema, ...schema };
      const fault = faultOf({ 'root.json': { $schema, $ref: 'inner.json' }, 'inner.json': inner });
      // A dialect of its own, and dynamic references; nothing else may be refused.
      if (/^unsupported|no schema here has/.test(fault)) continue;
      if (fault !== 'none') wrong.push(`${file}: ${description}: ${fault}`);
      const { schema: whole } = bundled(
        { 'root.json': { $schema, $ref: 'inner.json' }, 'inner.json': inner },
        'root.json',
      );
      if (leadsOut(whole) && !/"(const|enum|examples|default)"/.test(JSON.stringify(whole)))
        wrong.push(`${file}: ${description}: leads out`);
      const check = compile(whole);
      for (const test of tests) {
        if (verdict(alone, test.data) !== test.valid) continue;
        told += 1;
        if (check?.(test.data) !== test.valid) wrong.push(`${file}: ${description}: ${test.description}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(800);
  });
});
