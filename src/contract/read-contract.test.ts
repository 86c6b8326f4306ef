import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capability, contract, contractSource, endpoint } from '../../testing/contract-source.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { formatYaml } from '../formats/format-yaml.ts';
import { LEAK_KINDS } from '../model/leaks.ts';
import type { Service } from './model.ts';
import { readContract } from './read-contract.ts';
import { snapshotText, toSnapshot } from './snapshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-contract-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const read = (name: string, content: unknown) => readContract(write(name, content), name);
const refused = (name: string, content: unknown) => rejectionOf(read(name, content));

describe('readContract', () => {
  it.each([
    ['a source in json', 'x.json', contractSource(), 'source'],
    ['a source in yaml', 'x.yaml', formatYaml(contractSource()), 'source'],
    ['a snapshot', 'x.json', snapshotText(toSnapshot(contract())), 'snapshot'],
    ['a crypta envelope', 'x.json', { contract: contract() }, 'crypta'],
    ['a bare crypta contract', 'x.json', contract(), 'crypta'],
  ])('knows %s by its content', async (_, name, content, form) => {
    const loaded = await read(name, content);
    expect(loaded).toMatchObject({
      form,
      path: name,
      contract: { contractVersion: 1 },
      digest: toSnapshot(contract()).digest,
    });
  });

  it.each<[string, unknown, string]>([
    ['another kind', { kind: 'assay.contrcat' }, 'contract-unrecognized'],
    ['no contract', { hello: 1 }, 'contract-unrecognized'],
    ['a list', [], 'contract-unrecognized'],
    ['a scalar', '"contract"', 'contract-unrecognized'],
    ['an empty file', '', 'json-empty'],
    ['a truncated one', JSON.stringify(contractSource()).slice(0, -5), 'json-syntax'],
    ['a repeated member', '{"kind":"assay.contract","kind":"assay.contract"}', 'json-duplicate-key'],
    ['an unknown member', contractSource({ extra: 1 } as object), 'schema-invalid'],
    ['a newer schema version', { ...contractSource(), schemaVersion: 2 }, 'schema-invalid'],
    // 2^53 + 1, which would be read as 2^53.
    [
      'a version that would be rounded',
      JSON.stringify(contractSource({ contractVersion: 7 })).replace(':7', ':9007199254740993'),
      'schema-invalid',
    ],
    [
      'an unknown stability',
      contractSource({ capabilities: [{ ...capability(), stability: 'solid' } as never] }),
      'schema-invalid',
    ],
    ['an unknown method', contractSource({ endpoints: [{ ...endpoint(), method: 'get' } as never] }), 'schema-invalid'],
  ])('refuses %s', async (_, content, code) => {
    expect(await refused('x.json', content)).toMatchObject({ code, exitCode: 3, location: { path: 'x.json' } });
  });

  it('refuses more than 200 levels outside of schemas', async () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as never;
    expect(await read('x.json', contractSource({ foreign: { x: nested(197) } }))).toMatchObject({ form: 'source' });
    expect(await refused('x.json', contractSource({ foreign: { x: nested(198) } }))).toMatchObject({
      code: 'json-too-deep',
      exitCode: 3,
    });
    expect(await refused('x.json', { contract: { foreign: nested(300) } })).toMatchObject({ code: 'json-too-deep' });
    expect(await refused('x.json', '['.repeat(5000))).toMatchObject({ code: 'json-too-deep' });
  });

  it('suggests the kind that was meant', async () => {
    const error = await refused('x.json', { ...contractSource(), kind: 'assay.contract-snapshoot' });
    expect(error.message).toContain('did you mean "assay.contract-snapshot"?');
  });

  it('refuses a file that is not there, and a folder without a contract', async () => {
    expect(await rejectionOf(readContract(join(folder, 'no'), 'no'))).toMatchObject({
      code: 'input-unreadable',
      exitCode: 3,
    });
    expect(await rejectionOf(readContract(folder, 'here'))).toMatchObject({ code: 'contract-missing', exitCode: 3 });
  });

  it.each(['contract.yaml', 'contract.yml', 'contract.json'])('takes a folder for the %s in it', async (name) => {
    write(name, name.endsWith('json') ? contractSource() : formatYaml(contractSource()));
    expect(await readContract(folder, 'here/')).toMatchObject({ path: `here/${name}`, form: 'source' });
  });

  it('refuses a folder with two contracts', async () => {
    write('contract.yaml', formatYaml(contractSource()));
    write('contract.json', contractSource());
    expect(await rejectionOf(readContract(folder, 'here'))).toMatchObject({ code: 'contract-ambiguous', exitCode: 3 });
  });

  it('places a pointer into the contract, whatever the document wraps it in', async () => {
    const pointer = '/endpoints/0/method';
    const text = JSON.stringify(contractSource());
    const source = await read('source.json', text);
    expect(source.locate(pointer)).toEqual({
      path: 'source.json',
      line: 1,
      column: text.indexOf('"GET"') + 1,
      pointer: `/contract${pointer}`,
    });
    const bare = await read('bare.json', contract());
    expect(bare.locate(pointer)).toMatchObject({ pointer, column: JSON.stringify(contract()).indexOf('"GET"') + 1 });
    const yaml = await read('source.yaml', formatYaml(contractSource()));
    expect(yaml.locate(pointer)).toMatchObject({
      line:
        formatYaml(contractSource())
          .split('\n')
          .findIndex((line) => line.includes('GET')) + 1,
    });
  });
});

describe('readContract on a snapshot', () => {
  const snapshot = toSnapshot(contract());

  it.each<[string, unknown]>([
    ['another digest', { ...snapshot, digest: `sha256:${'0'.repeat(64)}` }],
    [
      'a changed description',
      { ...snapshot, contract: contract({ capabilities: [capability({ description: 'Other.' })] }) },
    ],
    [
      'an added capability',
      { ...snapshot, contract: contract({ capabilities: [capability(), capability({ name: 'x' })] }) },
    ],
    ['a removed endpoint', { ...snapshot, contract: contract({ endpoints: [] }) }],
  ])('finds that its digest does not fit %s', async (_, value) => {
    const error = await refused('4.json', value);
    expect(error).toMatchObject({
      code: 'snapshot-digest-mismatch',
      exitCode: 4,
      location: { path: '4.json', pointer: '/digest' },
    });
  });

  it('does not mind white space or the order of members', async () => {
    const { digest, contract: content, ...rest } = snapshot;
    expect(await read('4.json', JSON.stringify({ contract: content, digest, ...rest }, null, 7))).toMatchObject({
      digest,
      form: 'snapshot',
    });
  });

  it('refuses a schema reference that leads out', async () => {
    const service: Service = {
      namespace: 'hr/v1',
      description: '',
      events: [
        { name: 'e', stability: 'stable', sinceContractVersion: 1, description: '', payload: { $ref: './e.json' } },
      ],
    };
    const outside = toSnapshot(contract({ services: [service] }));
    expect(await refused('4.json', outside)).toMatchObject({ code: 'schema-reference-outside', exitCode: 3 });
  });
});

describe('readContract on leaks', () => {
  const fixtures = new URL('../../fixtures/hostile/leaks/', import.meta.url);

  it.each(LEAK_KINDS)('refuses %s, names kind and pointer, and never the value', async (kind) => {
    const error = await rejectionOf(readContract(new URL(`${kind}.json`, fixtures).pathname, `${kind}.json`));
    expect(error).toMatchObject({ kind: 'integrity', code: 'leak-found', exitCode: 4 });
    expect(error.message).toMatch(new RegExp(`^${kind}\\.json:\\d+:\\d+ holds .*: ${kind} at /contract/`));
    expect(`${error.message} ${error.hint}`).not.toMatch(/example|4711|limit=|bwrap|NODE_|BEGIN|2026/);
  });

  it('looks before it validates, in every form', async () => {
    const leak = { formPassword: 'swordfish' };
    for (const value of [
      { ...contractSource(), ...leak },
      { ...toSnapshot(contract()), ...leak },
      { contract: { ...leak } },
      leak,
      [leak],
    ])
      expect(await refused('x.json', value)).toMatchObject({ code: 'leak-found', exitCode: 4 });
    expect(await refused('x.yaml', 'kind: assay.contract\nnonce: abc\n')).toMatchObject({
      code: 'leak-found',
      exitCode: 4,
    });
  });

  it('lists five and counts the rest', async () => {
    const { message } = await refused(
      'x.json',
      Array.from({ length: 7 }, () => ({ nonce: 'abc' })),
    );
    expect(message).toContain('nonce at /0/nonce, nonce at /1/nonce');
    expect(message).toMatch(/, and 2 more$/);
  });

  const real = sharedData('crypta/contracts');
  it.skipIf(real === undefined)('takes every contract of a real platform', async () => {
    for (const [version, endpoints] of [
      [1, 54],
      [2, 61],
      [3, 79],
      [4, 81],
    ]) {
      const loaded = await readContract(`${real}/platform-api-contract.v${version}.json`, `v${version}.json`);
      expect([loaded.contract.contractVersion, loaded.contract.endpoints.length]).toEqual([version, endpoints]);
    }
  });
});

describe('readContract on schema files', () => {
  const method = (input: object) => ({
    ...contractSource({
      services: [
        {
          namespace: 'hr/v1',
          description: '',
          methods: [
            {
              name: 'get',
              stability: 'stable',
              sinceContractVersion: 1,
              description: '',
              input: input as never,
              output: true,
            },
          ],
        },
      ],
    }),
  });
  const inputOf = async (name: string, content: unknown) =>
    (await read(name, content)).contract.services?.[0]?.methods?.[0]?.input;

  it('puts the file in the place of the reference, with or without ./', async () => {
    write('schemas/in.json', { type: 'object' });
    for (const $ref of ['./schemas/in.json', 'schemas/in.json'])
      expect(await inputOf('c.json', method({ $ref }))).toEqual({ type: 'object' });
    write('any.json', true);
    expect(await inputOf('c.json', method({ $ref: 'any.json' }))).toBe(true);
  });

  it('gives the same digest as the schema written in place', async () => {
    write('in.json', { type: ['string', 'null'] });
    const inline = await read('a.json', method({ type: ['null', 'string'] }));
    expect((await read('b.json', method({ $ref: './in.json' }))).digest).toBe(inline.digest);
  });

  it('reads the schemas of endpoints, errors and events too', async () => {
    write('s.json', { type: 'integer' });
    const $ref = './s.json';
    const at = { stability: 'stable', sinceContractVersion: 1, description: '' } as const;
    const loaded = await read(
      'c.json',
      contractSource({
        endpoints: [endpoint({ request: { $ref }, response: { $ref }, errors: [{ status: 404, schema: { $ref } }] })],
        services: [
          {
            namespace: 'hr/v1',
            description: '',
            methods: [{ name: 'm', ...at, input: true, output: { $ref }, errors: [{ code: 'x', schema: { $ref } }] }],
            events: [{ name: 'e', ...at, payload: { $ref } }],
          },
        ],
      }),
    );
    expect(JSON.stringify(loaded.contract)).not.toContain('$ref');
    expect(JSON.stringify(loaded.contract).match(/"type":"integer"/g)).toHaveLength(6);
  });

  it('places a pointer into the file that holds it', async () => {
    write('in.json', '{\n  "type": "object"\n}');
    const loaded = await read('c.json', method({ $ref: './in.json' }));
    expect(loaded.locate('/services/0/methods/0/input/type')).toEqual({
      path: 'in.json',
      line: 2,
      column: 11,
      pointer: '/type',
    });
    expect(loaded.locate('/services/0/methods/0/input')).toMatchObject({ path: 'c.json' });
  });

  it('keeps references that stay inside a schema', async () => {
    const schema = { $defs: { a: { type: 'string' } }, $ref: '#/$defs/a' };
    write('in.json', schema);
    expect(await inputOf('c.json', method({ $ref: './in.json' }))).toEqual(schema);
    expect(await inputOf('c.json', method(schema))).toEqual(schema);
  });

  it('takes no data for a reference', async () => {
    write('x.json', { type: 'string' });
    const data = { const: { $ref: 'a:b' }, default: { $ref: 'https://hub.example/x' }, enum: [{ $ref: 'y.json' }] };
    expect(await inputOf('c.json', method(data))).toEqual(data);
    expect(await inputOf('d.json', method({ not: { $ref: './x.json' }, ...data }))).toMatchObject(data);
    const snapshot = toSnapshot((await read('c.json', method(data))).contract);
    write('snapshot.json', snapshot);
    expect(await inputOf('snapshot.json', snapshot)).toEqual(data);
  });

  it.each<[string, object, string]>([
    ['a URL', { $ref: 'https://example.org/x.json' }, 'schema-reference-outside'],
    ['a path from the root', { $ref: '/x.json' }, 'schema-reference-outside'],
    ['a drive', { $ref: 'C:x.json' }, 'schema-reference-outside'],
    ['a way up', { $ref: './a/../../x.json' }, 'schema-reference-outside'],
    ['a way up and down again', { $ref: '../contract/x.json' }, 'schema-reference-outside'],
    ['a backslash', { $ref: 'a\\x.json' }, 'schema-reference-malformed'],
    ['a backslash that leads up', { $ref: '..\\x.json' }, 'schema-reference-outside'],
    ['a fragment that is not there', { $ref: './x.json#/a' }, 'schema-reference-missing'],
    ['an escaped way up', { $ref: './%2e%2e/x.json' }, 'schema-reference-malformed'],
    ['an empty path', { $ref: '' }, 'schema-reference-malformed'],
    ['a folder', { $ref: './folder' }, 'input-not-a-file'],
    ['nothing', { $ref: './nothing.json' }, 'schema-reference-missing'],
    ['no json', { $ref: './broken.json' }, 'json-syntax'],
    ['no schema', { $ref: './number.json' }, 'schema-invalid'],
    ['a link that leads out', { $ref: './link.json' }, 'schema-reference-outside'],
    ['a linked folder that leads out', { $ref: './away/out.json' }, 'schema-reference-outside'],
    ['a file that refers out of the folder', { $ref: './nested.json' }, 'schema-reference-outside'],
    ['a URL within a schema', { properties: { a: { $ref: 'https://example.org/x' } } }, 'schema-reference-outside'],
    ['a link that leads out, within a schema', { not: { $ref: './link.json' } }, 'schema-reference-outside'],
    ['a folder within a schema', { not: { $ref: './folder' } }, 'input-not-a-file'],
    ['no json within a schema', { not: { $ref: './broken.json' } }, 'json-syntax'],
    ['no schema within a schema', { not: { $ref: './number.json' } }, 'schema-reference-missing'],
    ['a dynamic reference to what a file has not', { items: { $dynamicRef: 'x.json#a' } }, 'schema-reference-missing'],
    [
      'a schema of another dialect',
      { $schema: 'http://json-schema.org/draft-07/schema#', not: { $ref: './x.json' } },
      'schema-reference-unsupported',
    ],
    ['a URL under a property called default', { properties: { default: { $ref: 'a:b' } } }, 'schema-reference-outside'],
  ])('refuses %s', async (_, input, code) => {
    const away = mkdtempSync(join(tmpdir(), 'assay-away-'));
    try {
      writeFileSync(join(away, 'out.json'), '{"type":"string"}');
      symlinkSync(join(away, 'out.json'), join(folder, 'link.json'));
      symlinkSync(away, join(folder, 'away'));
      mkdirSync(join(folder, 'folder'));
      write('x.json', {});
      write('broken.json', '{');
      write('number.json', 1);
      write('nested.json', { properties: { a: { $ref: '../x.json' } } });
      expect(await refused('contract.json', method(input))).toMatchObject({ code, exitCode: 3 });
    } finally {
      rmSync(away, { recursive: true });
    }
  });

  it('takes a link that stays in the folder', async () => {
    write('real.json', { type: 'string' });
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
    expect(await inputOf('c.json', method({ $ref: './link.json' }))).toEqual({ type: 'string' });
  });

  it('looks for leaks in schema files, and reads schemas deeper than contracts', async () => {
    write('leak.json', { description: 'CRYPTA_HOME=somewhere' });
    expect(await refused('c.json', method({ $ref: './leak.json' }))).toMatchObject({
      code: 'leak-found',
      exitCode: 4,
      location: { path: 'leak.json' },
    });
    const deep = `${'{"not":'.repeat(900)}true${'}'.repeat(900)}`;
    write('deep.json', deep);
    const loaded = await read('c.json', method({ $ref: './deep.json' }));
    expect(JSON.stringify(loaded.contract.services?.[0]?.methods?.[0]?.input)).toBe(deep);
    expect(await read('4.json', snapshotText(toSnapshot(loaded.contract)))).toMatchObject({ digest: loaded.digest });
  });
});
