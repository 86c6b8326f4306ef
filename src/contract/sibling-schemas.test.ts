import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSource, endpoint } from '../../testing/contract-source.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import type { Contract, Service } from './model.ts';
import { contractDigests } from './node-digests.ts';
import { readContract } from './read-contract.ts';
import { snapshotText } from './snapshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-siblings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const read = (members: Partial<Contract>) => readContract(write('c.json', contractSource(members)), 'c.json');
const events = (payloads: Readonly<Record<string, object>>): Partial<Contract> => {
  const of = { stability: 'stable', sinceContractVersion: 1, description: '' } as const;
  const all = Object.entries(payloads).map(([name, payload]) => ({ ...of, name, payload: { ...payload } }));
  const service: Service = { namespace: 't/v1', description: '', events: all };
  return { services: [service] };
};
const payloads = async (members: Partial<Contract>) =>
  Object.fromEntries(
    (await read(members)).contract.services?.[0]?.events?.map(({ name, payload }) => [name, payload]) ?? [],
  );

describe('a schema that refers to another one of its contract', () => {
  it('has it among its definitions, and only it changes', async () => {
    const joined = { $id: 'https://x.org/member', type: 'string' };
    const other = { $id: 'https://x.org/other', type: 'null' };
    expect(await payloads(events({ joined, listed: { items: { $ref: 'https://x.org/member' } }, other }))).toEqual({
      joined,
      listed: { items: { $ref: '#/$defs/member' }, $defs: { member: { type: 'string' } } },
      other,
    });
  });

  it('may stand in a file, and refer to one that no endpoint names', async () => {
    write('s/list.json', { items: { $ref: 'lib/member.json' } });
    write('s/lib/member.json', { type: 'string' });
    const inline = events({ listed: { items: { $ref: '#/$defs/member' }, $defs: { member: { type: 'string' } } } });
    const loaded = await read(events({ listed: { $ref: './s/list.json' } }));
    expect(loaded.digest).toBe((await read(inline)).digest);
  });

  it('may be nothing but a reference to a part of a file, or to an address', async () => {
    write('lib.json', { $defs: { A: { type: 'string' }, B: { type: 'null' } } });
    const b = { $id: 'urn:x:b', type: 'null' };
    expect(await payloads(events({ a: { $ref: './lib.json#/$defs/A' }, b, c: { $ref: 'urn:x:b' } }))).toMatchObject({
      a: { $ref: '#/$defs/A', $defs: { A: { type: 'string' } } },
      c: { $ref: '#/$defs/b', $defs: { b: { type: 'null' } } },
    });
  });

  it('has a snapshot that is read again, to the same digest', async () => {
    write('a.json', { items: { $ref: 'b.json' } });
    write('b.json', { items: { $ref: 'a.json' }, not: { $ref: 'urn:x:c' } });
    const loaded = await read(events({ a: { $ref: 'a.json' }, b: { $ref: './b.json' }, c: { $id: 'urn:x:c' } }));
    const text = loaded.snapshot === undefined ? '' : snapshotText(loaded.snapshot);
    const again = await readContract(write('1.json', text), '1.json');
    expect(again).toMatchObject({ digest: loaded.digest, form: 'snapshot', contract: loaded.contract });
  });

  it('changes with it: at every endpoint that reaches it, and at no other', async () => {
    write('a.json', { items: { $ref: 'lib.json#/$defs/B' } });
    const reaching = [
      endpoint({ routeTemplate: '/direct', response: { $ref: 'lib.json#/$defs/A' } }),
      endpoint({ routeTemplate: '/through', request: { $ref: './a.json' } }),
      endpoint({ routeTemplate: '/failing', errors: [{ status: 404, schema: { not: { $ref: 'a.json' } } }] }),
      endpoint({ routeTemplate: '/apart', response: { $ref: 'lib.json#/$defs/C' } }),
    ];
    const digests = async (type: string) => {
      write('lib.json', { $defs: { A: { type }, B: { items: { $ref: '#/$defs/A' } }, C: { type: 'null' } } });
      const { contract, digest } = await read({ endpoints: reaching });
      const { descriptors } = contractDigests(contract);
      return { digest, nodes: new Map([...descriptors].map(([name, node]) => [name, node.semantic])) };
    };
    const [before, after] = [await digests('string'), await digests('number')];
    expect(after.digest).not.toBe(before.digest);
    const changed = [...before.nodes].filter(([name, node]) => after.nodes.get(name) !== node).map(([name]) => name);
    expect(changed).toEqual(['endpoint GET /direct', 'endpoint GET /through', 'endpoint GET /failing']);
  });

  it('has the same digest whatever the order of endpoints and members', async () => {
    const a = { $id: 'urn:x:a', items: { $ref: 'urn:x:b' }, not: { $ref: 'urn:x:c' } };
    const turned = { not: { $ref: 'urn:x:c' }, items: { $ref: 'urn:x:b' }, $id: 'urn:x:a' };
    const [b, c] = [{ $id: 'urn:x:b', not: { $ref: 'urn:x:a' } }, { $id: 'urn:x:c' }];
    expect((await read(events({ c, b, a: turned }))).digest).toBe((await read(events({ a, b, c }))).digest);
  });

  it('places what it refers to where that was written', async () => {
    write('list.json', { items: { $ref: 'member.json' } });
    write('member.json', '{\n  "type": "strin"\n}');
    const loaded = await read(
      events({
        listed: { $ref: './list.json' },
        other: { not: { $ref: 'urn:x:a' } },
        there: { $id: 'urn:x:a', type: 'nul' },
      }),
    );
    const at = '/services/0/events/0/payload';
    expect(loaded.locate(`${at}/$defs/member/type`)).toEqual({
      path: 'member.json',
      line: 2,
      column: 11,
      pointer: '/type',
    });
    expect(loaded.locate(`${at}/$defs/member`)).toMatchObject({ path: 'member.json', pointer: '' });
    expect(loaded.locate(`${at}/items`)).toMatchObject({ path: 'list.json', pointer: '/items' });
    expect(loaded.locate('/services/0/events/1/payload/$defs/a/type')).toMatchObject({
      path: 'c.json',
      pointer: '/contract/services/0/events/2/payload/type',
    });
    expect(loaded.locate('/services/0/events/1/name')).toMatchObject({ pointer: '/contract/services/0/events/1/name' });
  });

  it.each<[string, Record<string, object>, string, string]>([
    [
      'nobody has as its $id',
      { a: { not: { $ref: 'https://x.org/a' } } },
      'outside',
      'refers to "https://x.org/a", which no schema here has as its $id; no address is ever opened',
    ],
    [
      'no file has',
      { a: { not: { $ref: 'a.json' } } },
      'missing',
      'refers to "a.json", but no file is there and no schema has that $id',
    ],
    [
      'no part has',
      { a: { not: { $ref: 'urn:x:b#/$defs/c' } }, b: { $id: 'urn:x:b' } },
      'missing',
      'but the schema has no such part',
    ],
    [
      'two have',
      { a: { not: { $ref: 'urn:x:b' } }, b: { $id: 'urn:x:b' }, c: { $id: 'urn:x:b', not: {} } },
      'ambiguous',
      'which schemas that differ have as their $id',
    ],
    [
      'means something else there',
      {
        a: { prefixItems: [{ $ref: 'urn:x:texts' }, { $ref: 'urn:x:numbers' }] },
        b: { $id: 'urn:x:list', items: { $dynamicRef: '#d' }, $defs: { any: { $dynamicAnchor: 'd' } } },
        c: { $id: 'urn:x:texts', $ref: 'urn:x:list', $defs: { d: { $dynamicAnchor: 'd', type: 'string' } } },
        d: { $id: 'urn:x:numbers', $ref: 'urn:x:list', $defs: { d: { $dynamicAnchor: 'd', type: 'number' } } },
      },
      'unsupported',
      'refers to "#d", which leads to 2 schemas',
    ],
    [
      'is malformed',
      { a: { not: { $ref: 'a%2fb.json' } } },
      'malformed',
      'expected the plain path of a schema file, or the $id',
    ],
  ])('is refused where %s', async (_, given, kind, message) => {
    const error = await rejectionOf(read(events(given)));
    expect(error).toMatchObject({ kind: 'input', code: `schema-reference-${kind}`, location: { path: 'c.json' } });
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^c\.json:1:\d+ /);
  });

  it('says in which file a reference leads nowhere', async () => {
    write('a.json', '{\n  "not": { "$ref": "b.json" }\n}');
    const error = await rejectionOf(read(events({ a: { $ref: './a.json' } })));
    expect(error).toMatchObject({ location: { path: 'a.json', line: 2, pointer: '/not/$ref' } });
  });

  it('counts for the limit as often as it is there', async () => {
    write('large.json', { description: 'x'.repeat(1_000_000) });
    const many = Array.from({ length: 70 }, (_, at) =>
      endpoint({ routeTemplate: `/r${at}`, response: { not: { $ref: 'large.json' }, title: `${at}` } }),
    );
    expect(await rejectionOf(read({ endpoints: many }))).toMatchObject({ code: 'input-too-large' });
  });

  it('may not hold a secret in a file that only it refers to', async () => {
    write('leak.json', { description: 'CRYPTA_HOME=somewhere' });
    expect(await rejectionOf(read(events({ a: { not: { $ref: 'leak.json' } } })))).toMatchObject({
      code: 'leak-found',
      location: { path: 'leak.json' },
    });
  });
});
