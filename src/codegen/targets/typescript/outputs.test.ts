import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { create } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { compileTypeScript } from '../../../../testing/compile-typescript.ts';
import { loadClient } from '../../../../testing/load-client.ts';
import { generateClient } from '../../index.ts';

const PACKAGE = {
  name: '@hub/client',
  version: '1.2.3',
  changelog: '# Changelog\n\n## 1.2.3\n\n- A change.\n',
  contract: '{"kind":"assay.contract-snapshot"}\n',
};

const TARGET = 'hr/v1#members.get';

async function written(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'assay-package-')), 'package');
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

// What a generated module has, as far as the tests use it.
interface Generated {
  createClient(
    transport: object,
    options?: object,
  ): {
    call(target: string, input: unknown, options?: object): Promise<unknown>;
    tryCall(target: string, input: unknown, options?: object): Promise<unknown>;
    emit(target: string, payload: unknown): Promise<void>;
  };
  createMock(handlers: object): object;
  readonly hrV1: {
    provide(handlers: object, options: object): { handle(request: object, context: undefined): Promise<unknown> };
  };
}
interface Palette {
  readonly hr: { readonly members: { get(input: unknown): Promise<unknown> } };
  readonly hrV1: unknown;
  onEvent(target: string, handler: (payload: unknown) => void): void;
  emitEvent(target: string, payload: unknown): Promise<void>;
}

describe('a package', () => {
  let files: ReadonlyMap<string, string> = new Map();
  let folder = '';
  beforeAll(async () => {
    files = await generateClient(CLIENT_CONTRACT, 'typescript', { package: PACKAGE, validators: true });
    folder = await written(files);
  });

  it('has modules with declarations, its contract and what changed', () => {
    const manifest = JSON.parse(files.get('package.json') ?? '');
    expect(manifest).toMatchObject({ name: '@hub/client', version: '1.2.3', type: 'module', sideEffects: false });
    expect(Object.keys(manifest.exports)).toEqual([
      '.',
      './call/v1',
      './hr/v1',
      './mcp.notion/v1',
      './my-app/v2',
      './only/v1',
      './runtime',
      './validate',
      './contract.json',
      './package.json',
    ]);
    expect(Object.keys(manifest.exports['./hr/v1'])).toEqual(['types', 'default']);
    expect(files.get('CHANGELOG.md')).toBe(PACKAGE.changelog);
    expect(files.get('contract.json')).toBe(PACKAGE.contract);
    expect([...files.keys()].filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
  });

  it('is content to publint, strictly', async () => {
    const { messages } = await publint({ pkgDir: folder, strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  it('has types that are right for whoever resolves modules as Node does', async () => {
    const file = join(folder, '../package.tgz');
    await create({ gzip: true, cwd: join(folder, '..'), file }, ['package']);
    const { readFileSync } = await import('node:fs');
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(file))));
    const problems = analysis.types ? analysis.problems : ['no types'];
    // Old resolution knows no `exports`; a package without CommonJS says nothing to `require`.
    expect(
      problems.filter(
        (problem) =>
          typeof problem === 'string' ||
          !('resolutionKind' in problem) ||
          (problem.resolutionKind !== 'node10' && problem.resolutionKind !== 'node16-cjs'),
      ),
    ).toEqual([]);
  });

  it('runs, and its declarations are what the loose files say', async () => {
    const { createClient, createMock } = await import(pathToFileURL(join(folder, 'index.js')).href);
    const { validators } = await import(pathToFileURL(join(folder, 'validate/index.js')).href);
    const client = createClient(createMock({ [TARGET]: () => ({ name: 1 }) }), { validators, validate: 'both' });
    await expect(client.hr.v1.members.get({ id: 1 })).rejects.toMatchObject({ code: 'invalid_input' });
    const declarations = new Map([...files].filter(([name]) => name.endsWith('.d.ts')));
    declarations.set(
      'use.ts',
      `import { createClient, httpTransport, hrV1 } from './index.js';
import { validators } from './validate/index.js';
export async function use(): Promise<string> {
  const client = createClient(httpTransport({ url: 'https://x', app: 'a' }), { owns: ['hr/v1'], validators });
  await client.emit('hr/v1#member.left', { id: '1' });
  return (await hrV1.bind(client).members.get({ id: '1' })).name;
}
`,
    );
    expect(compileTypeScript(declarations)).toEqual([]);
  });
});

describe('validators', () => {
  let files: ReadonlyMap<string, string> = new Map();
  beforeAll(async () => {
    files = await generateClient(CLIENT_CONTRACT, 'typescript', { validators: true });
  });

  it('are one module per target, which loads and evaluates nothing', () => {
    const names = [...files.keys()].filter((name) => name.startsWith('validate/'));
    expect(names).toContain('validate/hr.v1.members.get.ts');
    expect(names).toContain('validate/only.v1.happened.ts');
    for (const name of names) {
      const text = files.get(name) ?? '';
      expect([name, /\brequire\(|\beval\(|new Function|import\((?!'\.\/)/.exec(text)]).toEqual([name, null]);
      for (const [, from] of text.matchAll(/ from '([^']*)'/g))
        expect(['./support.js', '../runtime/index.js']).toContain(from);
    }
    expect(compileTypeScript(files)).toEqual([]);
  });

  it('hold what travels against its schema, where that is asked for', async () => {
    const load = loadClient(files);
    const { createClient, createMock, hrV1 } = await load<Generated>('index.ts');
    const { validators } = await load<{ readonly validators: object }>('validate/index.ts');
    const mock = createMock({ [TARGET]: ({ id }: { id: string }) => (id === 'ok' ? { name: 'n' } : { name: 7 }) });
    const lax = createClient(mock, { validators });
    expect(await lax.call(TARGET, { id: 'x' })).toEqual({ name: 7 });
    expect(await lax.tryCall(TARGET, { id: 'x' }, { validate: 'output' })).toMatchObject({
      error: { code: 'invalid_output', detail: [{ pointer: '/name', message: 'must be string' }] },
    });
    const strict = createClient(mock, { validators, validate: 'both', owns: ['hr/v1'] });
    expect(await strict.call(TARGET, { id: 'ok' })).toEqual({ name: 'n' });
    expect(await strict.tryCall(TARGET, { id: 'ok', x: 1 })).toMatchObject({ error: { code: 'invalid_input' } });
    await expect(strict.emit('hr/v1#member.left', {})).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(createClient(mock).call(TARGET, {}, { validate: 'both' })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('give the client its validators'),
    });
    const handlers = { members: () => [], 'members.get': () => ({ name: 'n' }) };
    const provider = hrV1.provide(handlers, { validators });
    expect(await provider.handle({ target: TARGET, payload: {} }, undefined)).toMatchObject({
      status: 422,
      body: { detail: { code: 'invalid_input' } },
    });
  });
});

describe("palette's file", () => {
  const SDK = `export const palette: {
  readonly broker: { call(target: string, payload?: unknown): Promise<unknown>; emit(target: string, payload?: unknown): Promise<void> };
  readonly events: { on(target: string, handler: (event: { target: string; payload: unknown; meta: unknown }) => void): () => void };
};
`;

  it('is one file over the SDK, with an export per namespace', async () => {
    const files = await generateClient(CLIENT_CONTRACT, 'typescript', { palette: true });
    expect([...files.keys()].filter((name) => name.endsWith('.ts'))).toEqual(['services.ts']);
    const text = files.get('services.ts') ?? '';
    expect(text).toContain("import { palette } from '@palettelab/sdk';");
    const program = new Map([
      [
        'node_modules/@palettelab/sdk/package.json',
        '{"name":"@palettelab/sdk","type":"module","exports":{"types":"./index.d.ts"}}',
      ],
      ['node_modules/@palettelab/sdk/index.d.ts', SDK],
      ['services.ts', text],
      [
        'use.ts',
        `import { hr, hrV1, mcpNotion, myAppV2, onEvent } from './services.js';
export async function use(): Promise<string> {
  const { name } = await hr.members.get({ id: '1' });
  const all: string[] = await hrV1.members({});
  const pages: number = await mcpNotion.search_pages(1);
  onEvent('hr/v1#member.left', ({ id }) => void id.length)();
  return [name, ...all, pages, await myAppV2.delete(1)].join();
}
`,
      ],
      ['wrong.ts', `import { hr } from './services.js';\nexport const x: unknown = hr.members.get({ id: 1 });\n`],
      ['gone.ts', `import { hr } from './services.js';\nexport const x: unknown = hr.members.find({ id: '1' });\n`],
    ]);
    const problems = compileTypeScript(program);
    expect(problems.filter((problem) => !/^(?:wrong|gone)\.ts/.test(problem))).toEqual([]);
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(' ')))).toEqual(['gone.ts:2', 'wrong.ts:2']);
  });

  it('calls through the SDK and has no node that is a thenable', async () => {
    const files = await generateClient(CLIENT_CONTRACT, 'typescript', { palette: true });
    const calls: unknown[] = [];
    Object.assign(globalThis, { paletteStub: calls });
    const stub = `export const palette = {
  broker: { call: async (...call) => (globalThis.paletteStub.push(call), { name: 'n' }), emit: async (...call) => void globalThis.paletteStub.push(call) },
  events: { on: (target, handler) => (handler({ target, payload: { id: '7' }, meta: {} }), () => {}) },
};
`;
    const text = (files.get('services.ts') ?? '').replace("'@palettelab/sdk'", "'./sdk.js'");
    const load = loadClient(
      new Map([
        ['services.ts', text],
        ['sdk.js', stub],
      ]),
    );
    const { hr, hrV1, onEvent, emitEvent } = await load<Palette>('services.ts');
    expect(hr).toBe(hrV1);
    expect(await hr).toBe(hr);
    expect(await hr.members).toBe(hr.members);
    expect(Object.getPrototypeOf(hr.members)).toBe(null);
    expect(await hr.members.get({ id: '1' })).toEqual({ name: 'n' });
    const seen: unknown[] = [];
    onEvent('hr/v1#member.left', (payload: unknown) => seen.push(payload));
    await emitEvent('hr/v1#member.left', { id: '1' });
    expect([calls, seen]).toEqual([
      [
        ['hr/v1#members.get', { id: '1' }],
        ['hr/v1#member.left', { id: '1' }],
      ],
      [{ id: '7' }],
    ]);
  });
});
