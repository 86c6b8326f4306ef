import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STRICTEST } from '../../../testing/compile-typescript.ts';
import { runInPyodide } from '../../../testing/pyodide.ts';
import { pyright } from '../../../testing/pyright.ts';
import { PYTHON } from '../../../testing/python.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { rejectionOf } from '../../check/accepts.ts';

const TYPES = resolve(fileURLToPath(new URL('../../../node_modules/@types', import.meta.url)));
const PALETTE = { manifest_version: '1', id: 'people', name: 'People', version: '1.0.0' };
const NATIVE = { kind: 'assay.manifest', schemaVersion: 1, id: 'people', name: 'People', version: '1.0.0' };

/** Keywords, mixed case, what Python would write alike, what a file of declarations ends in, and events. */
const METHODS = ['approvalChain.get', 'import', 'class.delete.x1', 'fooBar', 'foo_bar', 'foo.bar', 'x.d'];
const EVENTS = ['member.updated', 'gone', 'y.d'];

interface App {
  readonly folder: string;
  /** The file's name. */
  readonly manifest: string;
  run(...args: string[]): ReturnType<typeof runCli>;
  /** Text by path of every file. */
  files(): Map<string, string>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newApp(manifest: object): App {
  const folder = mkdtempSync(join(tmpdir(), 'assay-scaffold-'));
  folders.push(folder);
  const name = 'kind' in manifest ? 'assay-manifest.json' : 'palette-plugin.json';
  writeFileSync(join(folder, name), `${JSON.stringify(manifest, null, 2)}\n`);
  return {
    folder,
    manifest: name,
    run: (...args) => runCli(args, { cwd: folder }),
    files: () =>
      new Map(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
      ),
  };
}

async function scaffold(app: App, language: string, namespace: string): Promise<void> {
  const targets = [...METHODS.map((name) => [name]), ...EVENTS.map((name) => [name, '--event'])];
  for (const [name = '', ...flags] of targets) {
    const { exit, stderr } = await app.run(
      'services',
      'scaffold',
      `${namespace}#${name}`,
      '--lang',
      language,
      ...flags,
    );
    expect([exit, stderr]).toEqual([0, '']);
  }
}

/** Compiles an app in its folder with every strict option, tests and all; gives what the compiler has against it. */
function compile({ folder, files }: App): string[] {
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const sources = [...files().keys()].filter((path) => path.endsWith('.ts'));
  const options = {
    ...STRICTEST,
    types: ['node'],
    typeRoots: [TYPES],
    skipLibCheck: true,
    noEmit: false,
    outDir: join(folder, 'dist'),
  };
  const program = ts.createProgram(
    sources.map((path) => join(folder, path)),
    { ...options, declaration: false, isolatedDeclarations: false },
  );
  program.emit();
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('in TypeScript', () => {
  const app = newApp(PALETTE);
  beforeAll(() => scaffold(app, 'typescript', 'hr/v1'), 60_000);

  it('has examples that its schemas allow', () => {
    const files = app.files();
    for (const name of METHODS) {
      const example = JSON.parse(files.get(`examples/${name}.json`) ?? '');
      expect(rejectionOf(JSON.parse(files.get(`schemas/${name}.in.json`) ?? ''), example.input)).toBeUndefined();
      expect(rejectionOf(JSON.parse(files.get(`schemas/${name}.out.json`) ?? ''), example.output)).toBeUndefined();
    }
    const payload = JSON.parse(files.get('schemas/gone.payload.json') ?? '');
    expect(rejectionOf(payload, {})).toContain('id');
  });

  it('compiles under every strict option, and every test passes under node', () => {
    expect(compile(app)).toEqual([]);
    const tests = readdirSync(join(app.folder, 'dist/tests'));
    const run = spawnSync(process.execPath, ['--test', ...tests.map((name) => join('dist/tests', name))], {
      cwd: app.folder,
      encoding: 'utf8',
    });
    expect([run.status, tests.length], run.stdout + run.stderr).toEqual([0, METHODS.length + EVENTS.length]);
    expect(run.stdout).toContain(`# pass ${METHODS.length + EVENTS.length}`);
  });

  it('has the client of its contract, which has the schemas of its files', async () => {
    const { exit, stdout } = await app.run(
      ...['clients', 'generate', '--check', '--contract', 'provides.typescript.json', '--output', 'broker/client'],
    );
    expect([exit, stdout]).toEqual([0, expect.stringContaining('unchanged')]);
  });

  it('is what its manifest says', async () => {
    const { exit, stdout } = await app.run('services', 'check', '--json');
    expect([JSON.parse(stdout).findings, exit]).toEqual([[], 0]);
    const { stdout: validated } = await app.run('manifest', 'validate', app.manifest, '--json');
    expect(JSON.parse(validated).findings).toEqual([]);
  });
});

const DIALECTS = [
  ['palette', newApp(PALETTE)],
  ['native', newApp(NATIVE)],
] as const;

describe.each(DIALECTS)('in Python, in an app of the %s dialect', (dialect, app) => {
  beforeAll(() => scaffold(app, 'python', 'hr/v1'), 60_000);

  const python = () => new Map([...app.files()].filter(([path]) => !path.endsWith('.ts')));
  // As the platform's own package, as far as a handler sees it.
  const SDK = 'def service(name, **options):\n    return lambda handler: handler\n';

  it.skipIf(PYTHON === undefined)('passes its tests under python', () => {
    if (dialect === 'palette') writeFileSync(join(app.folder, 'palette_sdk.py'), SDK);
    const run = spawnSync(PYTHON ?? '', ['-W', 'error', '-m', 'unittest', 'discover', '-s', 'tests', '-t', '.'], {
      cwd: app.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect([run.status, run.stderr]).toEqual([
      0,
      expect.stringContaining(`Ran ${METHODS.length + EVENTS.length} tests`),
    ]);
  });

  it('answers and sends where no Python is installed', async () => {
    const code = [
      'from broker.approval_chain_get_service import handle_approval_chain_get',
      'from broker.member_updated_event import send_member_updated',
      'from broker.client_py import Events, MockTransport',
      'mock = MockTransport()',
      'await send_member_updated(Events(mock), {"id": "m"})',
      'result = [await handle_approval_chain_get(None, {"id": "a"}), mock.emitted]',
    ].join('\n');
    const files = new Map([...python(), ['palette_sdk.py', SDK]]);
    expect(await runInPyodide(files, code)).toEqual([{ id: 'a' }, [['hr/v1#member.updated', { id: 'm' }]]]);
  });

  it('is what its manifest and its contract say', async () => {
    const { exit, stdout } = await app.run('services', 'check', '--json');
    expect([JSON.parse(stdout).findings, exit]).toEqual([[], 0]);
    const { stdout: validated } = await app.run('manifest', 'validate', app.manifest, '--json');
    expect(JSON.parse(validated).findings).toEqual([]);
    const client = ['--contract', 'provides.python.json', '--output', 'broker/client_py', '--lang', 'py'];
    expect((await app.run('clients', 'generate', '--check', ...client)).exit).toBe(0);
  });
});

it('is clean under strict pyright in both dialects', () => {
  const files = DIALECTS.flatMap(([dialect, app]) =>
    [...app.files()]
      .filter(([path]) => path.endsWith('.py') && path !== 'palette_sdk.py')
      .map(([path, text]) => [`${dialect}/${path}`, text] as const),
  );
  expect(files.length).toBeGreaterThan(4 * METHODS.length);
  expect(pyright(new Map(files), { executionEnvironments: DIALECTS.map(([root]) => ({ root })) })).toEqual([]);
});

describe('what is there already', () => {
  it.each([
    ['schemas/a.in.json', []],
    ['examples/a.json', ['--event']],
    ['broker/methods/a.ts', []],
    ['tests/a.test.ts', ['--event']],
    ['tests/test_a_service.py', ['--lang', 'python']],
  ])('%s is not overwritten, and nothing else is written', async (path, flags) => {
    const app = newApp(PALETTE);
    mkdirSync(dirname(join(app.folder, path)), { recursive: true });
    writeFileSync(join(app.folder, path), 'mine');
    const before = app.files();
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json', ...flags);
    expect([JSON.parse(stdout).error, exit]).toMatchObject([
      { code: 'output-exists', message: `${path} already exists` },
      6,
    ]);
    expect(app.files()).toEqual(before);
  });

  it.each([
    ['tests', 6],
    ['broker/client', 3],
    ['schemas', 6],
  ])('a file %s in place of a folder: nothing is written', async (path, code) => {
    const app = newApp(PALETTE);
    mkdirSync(dirname(join(app.folder, path)), { recursive: true });
    writeFileSync(join(app.folder, path), 'mine');
    const before = app.files();
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json');
    expect([JSON.parse(stdout).error.location.path, exit]).toEqual([expect.stringContaining(path), code]);
    expect(app.files()).toEqual(before);
    expect(readdirSync(app.folder).sort()).toEqual([path.split('/')[0], app.manifest].sort());
  });

  it.each([
    ['broker/methods/a.ts', 'output-exists', 6],
    ['broker/provider.ts', 'input-unreadable', 3],
    ['provides.typescript.json', 'input-unreadable', 3],
  ])('a link %s that leads nowhere stays, and nothing is written', async (path, code, status) => {
    const app = newApp(PALETTE);
    mkdirSync(dirname(join(app.folder, path)), { recursive: true });
    symlinkSync('nowhere', join(app.folder, path));
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json');
    expect([JSON.parse(stdout).error, exit]).toMatchObject([{ code, location: { path } }, status]);
    expect(readlinkSync(join(app.folder, path))).toBe('nowhere');
    expect([...app.files().keys()]).toEqual([app.manifest]);
  });

  it("keeps a module of the client's that somebody else wrote, and writes nothing", async () => {
    const app = newApp(PALETTE);
    mkdirSync(join(app.folder, 'broker/client'), { recursive: true });
    writeFileSync(join(app.folder, 'broker/client/index.ts'), 'mine');
    const before = app.files();
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json');
    expect([JSON.parse(stdout).error.code, exit]).toEqual(['client-folder-taken', 2]);
    expect(app.files()).toEqual(before);
  });

  it('refuses a name that only case tells from another one', async () => {
    const app = newApp(PALETTE);
    await app.run('services', 'scaffold', 'hr/v1#getUrl', '--event');
    const before = app.files();
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#getURL', '--json');
    expect([JSON.parse(stdout).error, exit]).toMatchObject([
      { code: 'target-alike', message: 'the app provides "getUrl", from which only case tells "getURL" apart' },
      2,
    ]);
    expect(app.files()).toEqual(before);
  });

  it('keeps a provider that was edited, and says what it lacks', async () => {
    const app = newApp(PALETTE);
    await app.run('services', 'scaffold', 'hr/v1#a');
    const file = join(app.folder, 'broker/provider.ts');
    const edited = `${readFileSync(file, 'utf8')}// mine\n`;
    writeFileSync(file, edited);
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#b');
    expect([exit, stdout]).toEqual([0, expect.stringContaining('left    broker/provider.ts, which was edited')]);
    expect(readFileSync(file, 'utf8')).toBe(edited);
  });

  it('leaves the rest of a contract as it was written', async () => {
    const app = newApp(PALETTE);
    await app.run('services', 'scaffold', 'hr/v1#a');
    const file = join(app.folder, 'provides.typescript.json');
    const text = readFileSync(file, 'utf8').replace('"description": "",', '"description":   "People.",');
    writeFileSync(file, text);
    await app.run('services', 'scaffold', 'hr/v1#b', '--event');
    expect(readFileSync(file, 'utf8')).toContain('"description":   "People.",');
    expect(JSON.parse(readFileSync(file, 'utf8')).contract.services).toMatchObject([
      {
        namespace: 'hr/v1',
        methods: [{ name: 'a' }],
        events: [{ name: 'b', payload: { $ref: './schemas/b.payload.json' } }],
      },
    ]);
  });

  const withMethod = (method: object) =>
    newApp({
      ...PALETTE,
      provides: { namespace: 'hr', services: [{ id: 'hr', version: '1.2.0', methods: [method] }] },
    });

  it('takes scope and schema files from a manifest that names them', async () => {
    const app = withMethod({ id: 'a', scope: 'hr/people.read', input_schema: './schemas/in.json' });
    const { stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json');
    expect(JSON.parse(stdout).targets).toEqual([{ target: 'hr/v1#a', kind: 'method', state: 'unchanged' }]);
    const files = app.files();
    expect([files.has('schemas/in.json'), files.has('schemas/a.out.json')]).toEqual([true, true]);
    expect(files.get('broker/client/hr.v1.ts')).toContain('scope: "hr/people.read"');
  });

  it.each([
    '../out.json',
    '/tmp/out.json',
    'a/../../out.json',
    '.hidden/out.json',
    'a\\..\\out.json',
    'package',
    { type: 'object' },
  ])('writes no schema to %j', async (schema) => {
    const app = withMethod({ id: 'a', input_schema: schema });
    const before = app.files();
    const { exit, stdout } = await app.run('services', 'scaffold', 'hr/v1#a', '--json');
    expect([JSON.parse(stdout).error.code, exit]).toEqual(['target-schema-elsewhere', 2]);
    expect(app.files()).toEqual(before);
  });

  it('refuses an event that is a method already', async () => {
    const app = newApp(PALETTE);
    await app.run('services', 'scaffold', 'hr/v1#a');
    const before = app.files();
    expect((await app.run('services', 'scaffold', 'hr/v1#a', '--event')).exit).toBe(6);
    expect(app.files()).toEqual(before);
  });
});

it('gives targets that Python would write alike files of their own, whichever comes first', async () => {
  const app = newApp(PALETTE);
  for (const name of ['foo_bar', 'fooBar', 'foo.bar'])
    expect((await app.run('services', 'scaffold', `hr/v1#${name}`, '--lang', 'python')).exit).toBe(0);
  const modules = [...app.files().keys()].filter((path) => path.endsWith('_service.py') && path.startsWith('broker/'));
  expect(modules.sort()).toEqual([
    'broker/foo_bar_service.py',
    expect.stringMatching(/^broker\/foo_bar_x[0-9a-f]{8}_service\.py$/),
    expect.stringMatching(/^broker\/foo_bar_x[0-9a-f]{8}_service\.py$/),
  ]);
  const constants = modules.map((path) => /import (FOO_BAR\w*),/.exec(app.files().get(path) ?? '')?.[1]);
  expect(new Set(constants).size).toBe(3);
});

it('gives an event of a higher major its version', async () => {
  const app = newApp(PALETTE);
  await app.run('services', 'scaffold', 'hr/v2#a', '--event');
  const { provides } = JSON.parse(app.files().get('palette-plugin.json') ?? '');
  expect(provides).toEqual({
    namespace: 'hr',
    events: [{ id: 'a', version: '2.0.0', payload_schema: 'schemas/a.payload.json' }],
  });
  expect(JSON.parse((await app.run('services', 'check', '--json')).stdout).findings).toEqual([]);
});
