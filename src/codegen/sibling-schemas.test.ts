import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import type { Contract, Service, ServiceMethod } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { buildModel } from './build-model.ts';
import { generateClient } from './index.ts';
import { standalone } from './targets/typescript/standalone.ts';

type Schema = ServiceMethod['input'];

/** A namespace with an event per schema. */
function events(payloads: Readonly<Record<string, unknown>>, namespace = 't/v1'): Service {
  const of = { stability: 'stable' as const, sinceContractVersion: 1, description: 'An event.' };
  const all = Object.entries(payloads).map(([name, payload]) => ({ ...of, name, payload: payload as Schema }));
  return { namespace, description: 'Test.', events: all };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-siblings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A contract as it is read: each schema alone. */
async function contract(...services: readonly Service[]): Promise<Contract> {
  const head = { apiVersion: 'v1', contractVersion: 1, generatedBy: 'test', stabilityPolicy: 'test' };
  const written = { ...head, capabilities: [], endpoints: [], services: [...services] };
  const file = join(folder, 'contract.json');
  writeFileSync(file, JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract: written }));
  return (await readContract(file, 'contract.json')).contract;
}

async function typescript(source: Contract, use: string): Promise<string[]> {
  const files = new Map(await generateClient(source, 'typescript'));
  return compileTypeScript(files.set('use.ts', use));
}

async function python(source: Contract): Promise<string> {
  return (await generateClient(source, 'python')).get('t_v1_types.py') ?? '';
}

/** What Ajv makes of the schema of an event. */
function accepts(source: Contract, name: string, value: unknown): unknown {
  const targets = buildModel(source).namespaces.flatMap((namespace) => namespace.targets);
  const schema = targets.find((target) => target.name === name)?.schemas[0]?.schema ?? false;
  const helpers = 'const ucs2length = (text) => [...text].length; const equal = Object.is;';
  // The text is what a generated module holds.
  return new Function('value', `${helpers} return (() => {${standalone(schema)}})()(value);`)(value);
}

const MEMBER = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' } },
  additionalProperties: false,
};
const list = (reference: string) => ({
  type: 'object',
  required: ['all'],
  properties: { all: { type: 'array', items: { $ref: reference } } },
});

describe('a reference to the $id of another schema of the namespace', () => {
  it.each([
    ['absolute', 'https://x.org/s/member.json', 'https://x.org/s/member.json', {}],
    ['relative from another folder', 's/member.json', '../s/member.json', { $id: 'lists/list.json' }],
  ])('has its type, %s', async (_, $id, reference, more) => {
    const source = await contract(events({ joined: { ...MEMBER, $id }, listed: { ...list(reference), ...more } }));
    const use = (id: string) =>
      `import type { Events } from './t.v1.js';\nexport const value: Events['t/v1#listed'] = { all: [{ id: ${id} }] };\n`;
    expect(await typescript(source, use('"a"'))).toEqual([]);
    expect(await typescript(source, use('1'))).toHaveLength(1);
    expect(await python(source)).toMatch(/class ListedPayloadMember\(TypedDict\):\n(?:.*\n)?\s+id: (?:Required\[)?str/);
    expect(accepts(source, 'listed', { all: [{ id: 'a' }] })).toBe(true);
    expect(accepts(source, 'listed', { all: [{ id: 1 }] })).toBe(false);
  });

  it('may lead around in a circle', async () => {
    const a = { $id: 'a.json', type: 'object', properties: { b: { $ref: 'b.json' }, n: { type: 'number' } } };
    const b = { $id: 'b.json', type: 'object', properties: { c: { $ref: 'c.json' } } };
    const c = { $id: 'c.json', type: 'object', properties: { a: { $ref: 'a.json' }, c: { $ref: '#' } } };
    const source = await contract(events({ a, b, c }));
    const use = (n: string) =>
      `import type { Events } from './t.v1.js';\nexport const value: Events['t/v1#b'] = { c: { c: { a: { b: {}, n: ${n} } } } };\n`;
    expect(await typescript(source, use('1'))).toEqual([]);
    expect(await typescript(source, use('"1"'))).toHaveLength(1);
    expect(await python(source)).toContain('class BPayloadA(TypedDict):');
    expect(accepts(source, 'b', { c: { c: { a: { b: {}, n: 1 } } } })).toBe(true);
    expect(accepts(source, 'b', { c: { c: { a: { b: {}, n: '1' } } } })).toBe(false);
  });

  it('leads to the detail of an error, and from one', async () => {
    const of = { stability: 'stable' as const, sinceContractVersion: 1, description: 'A method.' };
    const taken = { $id: 'taken.json', type: 'object', required: ['by'], properties: { by: { $ref: 'user.json' } } };
    const user = { $id: 'user.json', type: 'string' };
    const service: Service = {
      namespace: 't/v1',
      description: 'Test.',
      methods: [
        { ...of, name: 'take', input: user, output: true, errors: [{ code: 'taken', schema: taken as Schema }] },
      ],
      events: [{ ...of, name: 'refused', payload: { $ref: 'taken.json' } }],
    };
    const use = (by: string) => `import type { Events, Services } from './t.v1.js';
export const refused: Events['t/v1#refused'] = { by: ${by} };
export const taken: Services['t/v1#take']['errors']['taken'] = { by: ${by} };
`;
    expect(await typescript(await contract(service), use('"me"'))).toEqual([]);
    expect(await typescript(await contract(service), use('1'))).toHaveLength(2);
  });

  it('keeps definitions of the same name apart', async () => {
    const own = { ...list('member.json'), $defs: { 'member.json': true, member: { type: 'number' } } };
    const source = await contract(events({ joined: { ...MEMBER, $id: 'member.json' }, listed: own }));
    expect(accepts(source, 'listed', { all: [{ id: 'a' }] })).toBe(true);
    expect(accepts(source, 'listed', { all: [1] })).toBe(false);
  });

  it('may be of another namespace', async () => {
    const source = await contract(
      events({ joined: { ...MEMBER, $id: 'member.json' } }, 'other/v1'),
      events({ listed: list('member.json') }),
    );
    expect(accepts(source, 'listed', { all: [{ id: 1 }] })).toBe(false);
    expect(await python(source)).toContain('class ListedPayloadMember(TypedDict):');
  });
});

describe('what a schema refers to', () => {
  const schemas = async (id: unknown) =>
    buildModel(
      await contract(
        events({
          joined: { $id: 'member.json', properties: { id } },
          listed: list('member.json'),
          other: { $id: 'o' },
        }),
      ),
    ).namespaces[0]?.targets.map((target) => target.schemas[0]?.schema);

  it('is part of it, so that what was made of it is made again when that changes', async () => {
    const [before, after] = [await schemas({ type: 'string' }), await schemas({ type: 'number' })];
    expect(before?.[1]).not.toEqual(after?.[1]);
    expect(before?.[2]).toEqual({ $id: 'o' });
    expect(after?.[2]).toEqual({ $id: 'o' });
  });
});
