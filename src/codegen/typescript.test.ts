import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import { sharedData } from '../../testing/shared-data.ts';
import type { Contract, Service } from '../contract/model.ts';
import { AssayError } from '../model/errors.ts';
import { generateTypeScript } from './index.ts';

function contract(...services: readonly Service[]): Contract {
  return {
    apiVersion: 'v1',
    contractVersion: 3,
    generatedBy: 'test',
    stabilityPolicy: 'test',
    capabilities: [],
    endpoints: [],
    services: [...services],
  };
}

type Schema = boolean | Record<string, unknown>;

/** A service with one event per schema, so that each schema is one type. */
function events(schemas: Readonly<Record<string, Schema>>): Service {
  return {
    namespace: 't/v1',
    description: 'Test.',
    events: Object.entries(schemas).map(([name, payload]) => ({
      name,
      stability: 'stable',
      sinceContractVersion: 1,
      description: 'An event.',
      payload,
    })),
  };
}

async function typeOf(schema: Schema): Promise<string> {
  const text = (await generateTypeScript(contract(events({ e: schema })))).get('t.v1.ts') ?? '';
  return text.slice(text.indexOf('\n}\n\n') + 4).trim();
}

const HR: Service = {
  namespace: 'hr/v1',
  description: 'People.',
  methods: [
    {
      name: 'members.get',
      stability: 'deprecated',
      sinceContractVersion: 1,
      deprecation: {
        deprecatedSinceContractVersion: 2,
        removalContractVersion: 4,
        note: 'It can not say who left.',
        replacement: 'hr/v1#members.find',
      },
      description: 'Gives one member.',
      input: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: { id: { type: 'string', description: 'Who.' }, locale: { enum: ['de', 'en'] } },
      },
      output: {
        type: 'object',
        required: ['member'],
        properties: { member: { $ref: '#/$defs/Member' } },
        $defs: {
          Member: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, reports: { type: 'array', items: { $ref: '#/$defs/Member' } } },
          },
        },
      },
    },
  ],
  events: [
    {
      name: 'member.left',
      stability: 'stable',
      sinceContractVersion: 1,
      description: 'Somebody left.',
      payload: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    },
  ],
};

describe('what a schema becomes', () => {
  it.each<[string, Schema, string]>([
    ['nothing said', {}, 'export type EPayload = unknown;'],
    ['true', true, 'export type EPayload = unknown;'],
    ['false', false, 'export type EPayload = never;'],
    ['a constraint that only a validator can judge', { minLength: 2 }, 'export type EPayload = unknown;'],
    [
      'several types',
      { type: ['null', 'string', 'integer', 'number'] },
      'export type EPayload = string | number | null;',
    ],
    ['an enum filtered by its type', { type: 'string', enum: ['a', 1, null] }, 'export type EPayload = "a";'],
    ['a compound const', { const: { b: [1], a: -0 } }, 'export type EPayload = { a: 0; b: [1] };'],
    ['nullable', { type: 'string', nullable: true }, 'export type EPayload = string | null;'],
    ['an array of a union', { items: { enum: ['a', null] } }, 'export type EPayload = ("a" | null)[];'],
    [
      'a closed tuple',
      { prefixItems: [{ type: 'string' }, {}], minItems: 2, items: false },
      'export type EPayload = [string, unknown];',
    ],
    [
      'a draft 7 tuple',
      { items: [{ type: 'string' }], additionalItems: { type: 'null' }, minItems: 1 },
      'export type EPayload = [string, ...null[]];',
    ],
    [
      'an empty closed object',
      { type: 'object', additionalProperties: false },
      'export type EPayload = Record<string, never>;',
    ],
    ['an object of anything', { type: 'object' }, 'export interface EPayload {\n  [k: string]: unknown;\n}'],
    [
      'a required property that is not declared',
      { required: ['a'] },
      'export interface EPayload {\n  a: unknown;\n  [k: string]: unknown;\n}',
    ],
    [
      'a map',
      { type: 'object', additionalProperties: { type: 'number' } },
      'export interface EPayload {\n  [k: string]: number;\n}',
    ],
    [
      'a recursive root',
      { type: 'object', properties: { next: { $ref: '#' } } },
      'export interface EPayload {\n  next?: EPayload;\n  [k: string]: unknown;\n}',
    ],
    ['an alias of itself', { $ref: '#' }, 'export type EPayload = unknown;'],
    [
      'a reference with siblings',
      { $ref: '#/$defs/A', required: ['y'], $defs: { A: { type: 'object', required: ['x'] } } },
      'export interface EPayload {\n  x: unknown;\n  y: unknown;\n  [k: string]: unknown;\n}',
    ],
  ])('%s', async (_, schema, expected) => {
    expect(await typeOf(schema)).toBe(expected);
  });

  it('breaks a circle of aliases and keeps a circle through properties', async () => {
    const $defs = { A: { $ref: '#/$defs/B' }, B: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'string' }] } };
    const text = await typeOf({ properties: { a: { $ref: '#/$defs/A' } }, $defs });
    expect(text).toContain('export type EPayloadB = unknown;');
    expect(compileTypeScript(await generateTypeScript(contract(events({ e: { $ref: '#/$defs/A', $defs } }))))).toEqual(
      [],
    );
  });

  it('gives up at a depth where compilers do', async () => {
    let schema: Schema = { type: 'string' };
    for (let depth = 0; depth < 900; depth += 1) schema = { type: 'object', properties: { c: schema } };
    const text = await typeOf(schema);
    expect(text).toContain('c?: unknown;');
    expect(text.length).toBeLessThan(20_000);
  });
});

describe('a client', () => {
  it('tells at the call what is deprecated, until when, and what to use', async () => {
    const text = (await generateTypeScript(contract(HR))).get('hr.v1.ts') ?? '';
    expect(text).toContain(
      '   * @deprecated Since contract version 2, removed in contract version 4. Use hr/v1#members.find. It can not say who left.',
    );
  });

  it('compiles without any namespace', async () => {
    const files = await generateTypeScript(contract());
    expect([...files.keys()].filter((name) => !name.startsWith('runtime/'))).toEqual(['index.ts']);
    expect(compileTypeScript(files)).toEqual([]);
  });
});

/** The same JSON with every object's members in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('determinism', () => {
  const other: Service = { ...HR, namespace: 'org/v1' };

  it('does not depend on the order of services, targets, members and sets', async () => {
    const turned = JSON.parse(JSON.stringify(reversed(contract(other, HR)))) as Contract;
    expect([...(await generateTypeScript(turned))]).toEqual([...(await generateTypeScript(contract(HR, other)))]);
  });

  it("keeps another namespace's file and other targets' sections when a target is added", async () => {
    const grown: Service = {
      ...other,
      methods: [...(other.methods ?? []), { ...(HR.methods ?? [])[0], name: 'members.find' } as never],
    };
    const before = await generateTypeScript(contract(HR, other));
    const after = await generateTypeScript(contract(HR, grown));
    expect(after.get('hr.v1.ts')).toBe(before.get('hr.v1.ts'));
    const section = (text = ''): string => text.slice(text.indexOf('// ---- org/v1#members.get'));
    expect(section(after.get('org.v1.ts'))).toBe(section(before.get('org.v1.ts')));
  });

  it('names the contract and carries neither time nor path', async () => {
    for (const [name, text] of await generateTypeScript(contract(HR))) {
      if (!name.startsWith('runtime/')) expect(text).toMatch(/^\/\/ contract: sha256:[0-9a-f]{64}$/m);
      expect(text).not.toMatch(/20\d\d-|\/(?:work|home|tmp|Users)\//);
    }
  });
});

describe('hostile schemas', () => {
  const PWNED = 'export const pwned = 1;';

  const HOSTILE: readonly [string, Schema][] = [
    ['tsType', { type: 'string', tsType: `string }\n${PWNED}\ninterface X {q: string` }],
    ['tsType below a property', { properties: { a: { tsType: `string\n${PWNED}` } } }],
    ['tsEnumNames', { enum: ['a'], tsEnumNames: [`A }\n${PWNED} enum B { C`] }],
    ['extends', { type: 'object', extends: { title: `X {}\n${PWNED}` } }],
    ['title', { title: `X {}\n${PWNED}\ninterface Y`, type: 'object' }],
    ['$id', { $id: `X {}\n${PWNED}`, type: 'object' }],
    ['description', { description: `x */\n${PWNED}\n/*`, properties: { a: { description: `*/ ${PWNED}` } } }],
    ['deprecated', { properties: { a: { type: 'string', deprecated: `*/ ${PWNED}` } } }],
    ['a property', { properties: { [`a: string }\n${PWNED}\ninterface Z { b`]: {}, [`"; } ${PWNED}`]: {} } }],
    ['our own property marks', { properties: { '\ue00000610062\ue000': { const: '"\ue0000061\ue000"' } } }],
    ['our own marks in a description', { properties: { a: { description: '"\ue0000061\ue000"' } } }],
    ['an enum value', { enum: [`a"; ${PWNED}`, '\u202e', 'a\nb'] }],
    ['a pattern property', { patternProperties: { [`*/ ${PWNED}`]: { type: 'string' } } }],
    [
      'a definition',
      { $ref: '#/$defs/a%7D%0Aexport%20const%20pwned', $defs: { 'a}\nexport const pwned': { type: 'string' } } },
    ],
    [
      'properties that every object has',
      { properties: { hasOwnProperty: {}, constructor: {}, toString: {}, valueOf: {} } },
    ],
    ['an index signature as a name', { properties: { '[k: string]': { type: 'number' }, a: { type: 'string' } } }],
  ];

  it('compile to types and to nothing else', async () => {
    const schemas = Object.fromEntries(HOSTILE.map(([, schema], at) => [`e${at}`, schema]));
    const files = await generateTypeScript(contract(events(schemas)));
    expect(compileTypeScript(files)).toEqual([]);
    const { createSourceFile, isTypeAliasDeclaration, isInterfaceDeclaration } = await import('typescript');
    for (const [name, text] of files)
      expect([name, /[\u202a-\u202e\u2066-\u2069\ue000]/.exec(text)]).toEqual([name, null]);
    const source = createSourceFile('t.v1.ts', files.get('t.v1.ts') ?? '', 9, true);
    const others = source.statements.filter(
      (statement) => !isTypeAliasDeclaration(statement) && !isInterfaceDeclaration(statement),
    );
    expect(others.map((statement) => statement.getText().slice(0, 22))).toEqual([
      'import type * as rt fr',
      'export const metadata:',
    ]);
  });

  it.each([
    ['a file', '/etc/passwd'],
    ['a relative file', './other.json'],
    ['an address', 'http://127.0.0.1:9/x'],
    ['an address with a fragment', 'https://example.org/x#/a'],
    ['a place that is not there', '#/$defs/gone'],
    ['an inherited member', '#/constructor'],
    ['a broken escape', '#/$defs/%zz'],
    ['something that is no schema', '#/$defs/list'],
  ])('refuses a reference to %s', async (_, $ref) => {
    const generated = generateTypeScript(contract(events({ e: { properties: { a: { $ref } }, $defs: { list: [] } } })));
    await expect(generated).rejects.toThrowError(AssayError);
    await expect(generated).rejects.toMatchObject({ code: 'client-schema-reference', kind: 'input' });
  });

  it('refuses what stands where a schema should', async () => {
    await expect(generateTypeScript(contract(events({ e: { properties: { a: 1 } } })))).rejects.toMatchObject({
      code: 'client-schema-shape',
      message: expect.stringContaining('/properties/a'),
    });
  });

  it.each([
    ['namespace', contract(HR, HR)],
    ['target', contract({ ...HR, methods: [...(HR.methods ?? []), ...(HR.methods ?? [])] })],
  ])('refuses a %s that is there twice', async (_, twice) => {
    await expect(generateTypeScript(twice)).rejects.toMatchObject({ code: 'client-duplicate-target' });
  });

  it('keeps the engine from writing to stdout where VERBOSE is set', async () => {
    const before = process.env.VERBOSE;
    process.env.VERBOSE = '1';
    const { vi } = await import('vitest');
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    try {
      await generateTypeScript(contract(HR));
      expect(info).not.toHaveBeenCalled();
      expect(process.env.VERBOSE).toBe('1');
    } finally {
      info.mockRestore();
      if (before === undefined) delete process.env.VERBOSE;
      else process.env.VERBOSE = before;
    }
  });
});

interface Feature {
  readonly id: string;
  readonly schema: Schema;
  readonly valid: readonly string[];
}

/** A reference to a file, which no contract has once it is bundled; and `constructor`, which no type can leave out. */
const NOT_HERE = ['05-cross-file-ref', '39-keyword-props', '40-proto-prop'];

const features = sharedData('codegen/features.json');

describe.skipIf(features === undefined)('feature schemas', () => {
  it('give types that compile and take every valid instance', async () => {
    const all = JSON.parse(readFileSync(features ?? '', 'utf8')) as readonly Feature[];
    const files = new Map([...(await generateTypeScript(contract()))].filter(([name]) => name.startsWith('runtime/')));
    for (const { id, schema, valid } of all.filter((feature) => !NOT_HERE.includes(feature.id))) {
      const generated = await generateTypeScript(contract(events({ e: schema })));
      files.set(`${id}/t.v1.ts`, (generated.get('t.v1.ts') ?? '').replace("'./runtime/", "'../runtime/"));
      for (const [at, instance] of valid.entries())
        files.set(
          `${id}/${at}.ts`,
          `import type { EPayload } from './t.v1.js';\nexport const x: EPayload = ${instance};\n`,
        );
    }
    expect(files.size).toBeGreaterThan(150);
    expect(compileTypeScript(files)).toEqual([]);
  });
});
