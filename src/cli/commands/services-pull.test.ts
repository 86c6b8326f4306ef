import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BrokerAnswers, type BrokerServer, brokerServer } from '../../../testing/broker-server.ts';
import { contract } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import { toSnapshot } from '../../contract/snapshot.ts';
import validateContract from '../../formats/generated/validators/contract-snapshot.js';
import validateLock from '../../formats/generated/validators/services-lock.js';
import validatePull from '../../formats/generated/validators/services-pull.js';
import { digestJson } from '../../model/digest.ts';

const TOKEN = 'tok-4711-abcdefgh';
const INPUT = { type: 'object', required: ['userId'], properties: { userId: { type: 'string' } } };
const OUTPUT = { type: 'array', items: { type: 'string' } };
const CATALOG = JSON.stringify({
  services: [
    { target: 'hr/v1#approvalChain.get', version: '1.4.0', provider_app_id: 'people' },
    { target: 'hr/v1#members.list', version: '1.4.0' },
  ],
  events: [{ target: 'hr/v1#member.updated', payload_schema: { type: 'object' } }],
});
const SCHEMAS = JSON.stringify({ 'hr/v1#approvalChain.get': { kind: 'service', input: INPUT, output: OUTPUT } });

let cwd = '';
let server: BrokerServer | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-pull-'));
  manifest(['hr/v1#approvalChain.get'], ['hr/v1#member.updated']);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(cwd, { recursive: true });
});

function manifest(services: readonly string[], events: readonly string[], more: object = {}): void {
  const json = { manifest_version: '1', id: 'leave', name: 'Leave', version: '1.0.0', consumes: { services, events } };
  writeFileSync(join(cwd, 'palette-plugin.json'), JSON.stringify({ ...json, ...more }));
}

async function serve(answers: Partial<BrokerAnswers> = {}): Promise<string> {
  server = await brokerServer({ token: TOKEN, catalog: CATALOG, schemas: SCHEMAS, ...answers });
  return server.url;
}

const pull = (url: string, ...args: readonly string[]) =>
  runCli(['services', 'pull', '--from', url, '--allow-private', '--token-env', 'TOKEN', ...args], {
    cwd,
    env: { TOKEN },
  });
const read = (name: string): unknown => JSON.parse(readFileSync(join(cwd, name), 'utf8'));

it("writes palette's two files into an app of palette, one where one language is asked for, and none into another app", async () => {
  const url = await serve();
  const [types, python] = [join(cwd, '.palette/types/services.ts'), join(cwd, '.palette/python/services.py')];
  expect((await pull(url, '--lang', 'py')).exit).toBe(0);
  expect([existsSync(types), existsSync(python)]).toEqual([false, true]);
  expect((await pull(url)).exit).toBe(0);
  expect(readFileSync(types, 'utf8')).toContain('hr/v1#approvalChain.get');
  rmSync(join(cwd, '.palette'), { recursive: true });
  rmSync(join(cwd, 'palette-plugin.json'));
  const native = { kind: 'assay.manifest', schemaVersion: 1, id: 'leave', name: 'Leave', version: '1.0.0' };
  const consumes = { services: ['hr/v1#approvalChain.get'] };
  writeFileSync(join(cwd, 'assay-manifest.json'), JSON.stringify({ ...native, consumes }));
  const { exit } = await pull(url);
  expect([exit, existsSync(join(cwd, '.palette')), existsSync(join(cwd, 'services.lock.json'))]).toEqual([
    0,
    false,
    true,
  ]);
});

describe('from a broker', () => {
  it('pins what is consumed, and asks for the schemas that the catalog does not hold', async () => {
    const { exit, stdout } = await pull(await serve(), '--json');
    expect(exit).toBe(0);
    expect(validatePull(JSON.parse(stdout))).toBe(true);
    expect(server?.asked).toEqual([
      '/api/v1/os-broker/catalog',
      '/api/v1/os-broker/schemas?targets=hr%2Fv1%23approvalChain.get',
    ]);
    const lock = read('services.lock.json');
    expect(validateLock(lock)).toBe(true);
    expect(lock).toMatchObject({
      targets: [
        {
          target: 'hr/v1#approvalChain.get',
          provider: 'people',
          digest: digestJson({ kind: 'method', input: INPUT, output: OUTPUT }),
        },
        { target: 'hr/v1#member.updated', digest: digestJson({ kind: 'event', payload: { type: 'object' } }) },
      ],
    });
    expect(validateContract(read('services.contract.json'))).toBe(true);
    expect(read('services.contract.json')).toMatchObject({
      contract: {
        services: [{ namespace: 'hr/v1', methods: [{ name: 'approvalChain.get', input: INPUT, output: OUTPUT }] }],
      },
    });
  });

  const half = JSON.stringify({
    services: [
      { target: 'hr/v1#approvalChain.get', version: '1.4.0', input_schema: INPUT },
      { target: 'hr/v1#members.list', version: '1.4.0', input_schema: INPUT, output_schema: OUTPUT },
    ],
    events: [{ target: 'hr/v1#member.updated', payload_schema: { type: 'object' } }],
  });

  it('asks for the schema that a target of the catalog lacks, and for no other target', async () => {
    const schemas = JSON.stringify({ 'hr/v1#approvalChain.get': { input: false, output: OUTPUT } });
    expect((await pull(await serve({ catalog: half, schemas }))).exit).toBe(0);
    expect(server?.asked).toEqual([
      '/api/v1/os-broker/catalog',
      '/api/v1/os-broker/schemas?targets=hr%2Fv1%23approvalChain.get',
    ]);
    // What the catalog itself has counts.
    expect(read('services.lock.json')).toMatchObject({
      targets: [{ digest: digestJson({ kind: 'method', input: INPUT, output: OUTPUT }) }, {}],
    });
  });

  it('takes half of the schemas from a broker that serves no others, unless it fails', async () => {
    const status = (code: number): Partial<BrokerAnswers> => ({
      catalog: half,
      instead: ({ url = '' }, response) => {
        if (!url.includes('/schemas')) return false;
        response.writeHead(code, { 'content-type': 'application/json' }).end('{}');
        return true;
      },
    });
    expect((await pull(await serve(status(404)))).exit).toBe(0);
    expect(read('services.lock.json')).toMatchObject({
      targets: [{ digest: digestJson({ kind: 'method', input: INPUT }) }, {}],
    });
    await server?.close();
    const { exit, stderr } = await pull(await serve(status(500)));
    expect([exit, stderr.includes('status 500')]).toEqual([3, true]);
  });

  it('asks for what a schema in the catalog refers to', async () => {
    const input = { $ref: 'https://x.org/member' };
    const catalog = JSON.stringify({
      services: [
        { target: 'hr/v1#approvalChain.get', version: '1.4.0', input_schema: input, output_schema: OUTPUT },
        { target: 'hr/v1#members.list', version: '1.4.0' },
      ],
      events: [{ target: 'hr/v1#member.updated', payload_schema: { type: 'object' } }],
    });
    const schemas = JSON.stringify({ 'hr/v1#members.list': { output: { $id: 'https://x.org/member', type: 'null' } } });
    expect((await pull(await serve({ catalog, schemas }))).exit).toBe(0);
    expect(JSON.stringify(read('services.contract.json'))).toContain('"$defs":{"member":');
  });

  it('asks for all schemas where one refers to another, and pins each with what it refers to', async () => {
    const answer = (type: string) => {
      const member = { $id: 'https://x.org/member', type };
      const output = { type: 'array', items: { $ref: 'https://x.org/member' } };
      return JSON.stringify({ 'hr/v1#approvalChain.get': { output }, 'hr/v1#members.list': { output: member } });
    };
    const digests = async (type: string) => {
      expect((await pull(await serve({ schemas: answer(type) }), '--output', 'client')).exit).toBe(0);
      await server?.close();
      expect(server?.asked.at(-1)).toBe('/api/v1/os-broker/schemas?targets=hr%2Fv1%23members.list');
      return read('services.lock.json');
    };
    const before = await digests('string');
    expect(read('services.contract.json')).toMatchObject({
      contract: {
        services: [
          { methods: [{ output: { items: { $ref: '#/$defs/member' }, $defs: { member: { type: 'string' } } } }] },
        ],
      },
    });
    expect(readFileSync(join(cwd, 'client/hr.v1.ts'), 'utf8')).toContain('ApprovalChainGetOutputMember');
    expect(await digests('string')).toEqual(before);
    expect(await digests('number')).not.toEqual(before);
  });

  it('gives the same bytes again, and generates a client from them', async () => {
    const url = await serve();
    expect((await pull(url, '--output', 'client')).exit).toBe(0);
    const first = readFileSync(join(cwd, 'services.lock.json'));
    expect(readFileSync(join(cwd, 'client/hr.v1.ts'), 'utf8')).toContain('hr/v1#approvalChain.get');
    const { stdout } = await pull(url, '--output', 'client', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      written: [],
      targets: [{ state: 'unchanged' }, { state: 'unchanged' }],
    });
    expect(readFileSync(join(cwd, 'services.lock.json')).equals(first)).toBe(true);
    const check = await runCli(
      ['clients', 'generate', '--check', '--contract', 'services.contract.json', '--output', 'client'],
      { cwd },
    );
    expect(check.exit).toBe(0);
  });

  it('takes a contract that a node serves', async () => {
    const method = {
      name: 'list',
      stability: 'stable',
      sinceContractVersion: 1,
      description: '',
      input: true,
      output: OUTPUT,
    } as const;
    const snapshot = toSnapshot(
      contract({ services: [{ namespace: 'hr/v1', description: 'People.', methods: [method] }] }),
    );
    manifest(['hr/v1#list'], []);
    const url = await serve({
      instead: (request, response) => {
        if (request.url !== '/api/v1/platform/contract') return false;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(snapshot));
        return true;
      },
    });
    const { exit } = await pull(`${url}/api/v1/platform/contract`);
    expect(exit).toBe(0);
    expect(read('services.contract.json')).toMatchObject({
      contract: {
        services: [{ namespace: 'hr/v1', description: 'People.', methods: [{ name: 'list', output: OUTPUT }] }],
      },
    });
  });

  it('resolves what is required in the older form, by range and provider', async () => {
    const requires = { services: [{ id: 'hr.approvalChain', version: '^1.2.0', provider: 'people' }] };
    manifest([], [], { requires });
    expect((await pull(await serve())).exit).toBe(0);
    expect(read('services.lock.json')).toMatchObject({ targets: [{ target: 'hr/v1#approvalChain.get' }] });
    manifest([], [], { requires: { services: [{ id: 'hr.approvalChain', version: '^2.0.0' }] } });
    expect((await pull(server?.url ?? '')).exit).toBe(1);
  });

  it('writes nothing where something required is not offered', async () => {
    manifest(['hr/v1#approvalChain.gett'], []);
    const { exit, stdout } = await pull(await serve(), '--json');
    expect([exit, existsSync(join(cwd, 'services.lock.json'))]).toEqual([1, false]);
    expect(JSON.parse(stdout).findings[0].ruleId).toBe('broker/consumed-target-missing');
  });

  it('asks for many schemas some at a time', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `hr/v1#m${at}`);
    manifest(names, []);
    const catalog = JSON.stringify({ services: names.map((target) => ({ target })) });
    const schemas = JSON.stringify({ schemas: Object.fromEntries(names.map((name) => [name, { input: INPUT }])) });
    expect((await pull(await serve({ catalog, schemas }))).exit).toBe(0);
    expect(server?.asked.length).toBe(4);
  });
});

describe('from a broker that misbehaves', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };
  const cases: readonly [string, Partial<BrokerAnswers>, string, number][] = [
    [
      'leads to a place where credentials are',
      {
        instead: (_, to) => {
          to.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
          return true;
        },
      },
      'address-refused',
      3,
    ],
    [
      'leads to a file',
      {
        instead: (_, to) => {
          to.writeHead(302, { location: 'file:///etc/passwd' }).end();
          return true;
        },
      },
      'address-refused',
      3,
    ],
    [
      'leads in circles',
      {
        instead: (_, to) => {
          to.writeHead(302, { location: '/again' }).end();
          return true;
        },
      },
      'live-too-many-redirects',
      3,
    ],
    [
      'is a page for people',
      {
        instead: (_, to) => {
          to.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
          return true;
        },
      },
      'broker-not-json',
      3,
    ],
    [
      'has no content type',
      {
        instead: (_, to) => {
          to.writeHead(200).end(CATALOG);
          return true;
        },
      },
      'broker-not-json',
      3,
    ],
    [
      'is compressed',
      {
        instead: (_, to) => {
          to.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end('x');
          return true;
        },
      },
      'broker-encoded',
      3,
    ],
    [
      'ends too early',
      {
        instead: (_, to) => {
          to.writeHead(200, { ...JSON_TYPE, 'content-length': '999' });
          to.write('{"serv');
          to.destroy();
          return true;
        },
      },
      'live-unreachable',
      3,
    ],
    ['is cut off', { catalog: CATALOG.slice(0, -10) }, 'json-syntax', 3],
    [
      'is not there',
      {
        instead: (_, to) => {
          to.writeHead(404, JSON_TYPE).end('{}');
          return true;
        },
      },
      'broker-status',
      3,
    ],
    ['wants another token', { token: 'another-token' }, 'broker-refused', 3],
    ['repeats the token', { catalog: JSON.stringify({ services: [], note: TOKEN }) }, 'token-echoed', 4],
    ['is another document', { catalog: '{"items":[]}' }, 'contract-unrecognized', 3],
    ['has schemas of another form', { schemas: '[]' }, 'catalog-malformed', 3],
    [
      'has schemas that lead elsewhere',
      { schemas: '{"hr/v1#approvalChain.get":{"input":{"$ref":"https://example.com"}}}' },
      'catalog-schema-reference',
      3,
    ],
    [
      'has a secret in a schema',
      { schemas: `{"hr/v1#approvalChain.get":{"input":{"default":"ghp_${'a1B2'.repeat(9)}"}}}` },
      'leak-found',
      4,
    ],
  ];

  it.each(cases)('%s', async (_, answers, code, exit) => {
    const run = await pull(await serve(answers), '--json');
    expect([JSON.parse(run.stdout).error.code, run.exit]).toEqual([code, exit]);
    expect(run.stdout + run.stderr).not.toContain(TOKEN);
    expect(existsSync(join(cwd, 'services.lock.json'))).toBe(false);
  });

  it('and never ends', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const url = await serve({
      instead: (_, response) => {
        response.writeHead(200, JSON_TYPE);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
        return true;
      },
    });
    const run = await pull(url, '--json');
    expect([JSON.parse(run.stdout).error.code, run.exit]).toEqual(['live-too-large', 3]);
  });

  it('and does not speak HTTP', async () => {
    const tcp = createTcpServer((socket) => socket.end('hello\r\n', () => socket.destroy()));
    await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
    const address = tcp.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const run = await pull(`http://127.0.0.1:${address.port}`, '--json');
    await new Promise((done) => tcp.close(done));
    expect([JSON.parse(run.stdout).error.code, run.exit]).toEqual(['live-unreachable', 3]);
  });

  it('asks nobody without --allow-private', async () => {
    const url = await serve();
    const run = await runCli(['services', 'pull', '--from', url, '--json'], { cwd });
    expect([JSON.parse(run.stdout).error.code, run.exit, server?.asked]).toEqual(['address-refused', 3, []]);
  });
});

const schemas = sharedData('palette/derived-broker-schemas');
const real = sharedData('palette/manifests/corporate-card-system@0.2.1.palette-plugin.json');

describe.skipIf(schemas === undefined || real === undefined)('a real app', () => {
  it('pulls its four methods and five events offline, and checks against them', async () => {
    writeFileSync(join(cwd, 'palette-plugin.json'), readFileSync(real ?? ''));
    const run = await runCli(['services', 'pull', '--from', schemas ?? '', '--output', 'client'], { cwd });
    expect([run.exit, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('pulled 9 targets');
    const check = JSON.parse((await runCli(['services', 'check', '--json'], { cwd })).stdout);
    expect(check.targets.map(({ state }: { state: string }) => state)).toEqual(Array(9).fill('found'));
    expect(check.summary.errors).toBe(0);
  });
});
