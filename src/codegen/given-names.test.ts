import { describe, expect, it } from 'vitest';
import { contractOf, event, exactly, method } from '../../testing/client-contract.ts';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import { runInPyodide } from '../../testing/pyodide.ts';
import type { Contract } from '../contract/model.ts';
import { LOCK_FILE } from './drift.ts';
import { generateClient } from './index.ts';
import { lockIn } from './lock.ts';
import { splitSections } from './sections.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';

type Files = ReadonlyMap<string, string>;

const ID = exactly({ id: { type: 'string' } });
const BUSY = { errors: [{ code: 'busy' }] };

function contract(namespaces: Readonly<Record<string, readonly string[]>>): Contract {
  return contractOf(
    Object.entries(namespaces).map(([namespace, names]) => ({
      namespace,
      description: 'A service.',
      methods: names.map((name) => method(name, ID, ID, BUSY)),
      events: [event('z.happened', ID)],
    })),
  );
}

function generate(
  namespaces: Readonly<Record<string, readonly string[]>>,
  language: ClientLanguage['id'],
  { folder = new Map(), options = {} }: { folder?: Files; options?: ClientOptions } = {},
): Promise<Files> {
  return generateClient(contract(namespaces), language, options, { folder, shown: '.' });
}

/** What the Python client of t/v1 calls a target: its descriptor, the ways to it in the tree, and its error. */
function pythonNames(files: Files, target: string): { constant: string; path: string; error: string } {
  const text = files.get('t_v1.py') ?? '';
  const section = splitSections(text).targets.get(`t/v1#${target}`) ?? '';
  const constant = /^(\w+): "Final\[/m.exec(section)?.[1] ?? '';
  const [at = ''] = new RegExp(`def (\\w+)\\(self\\).*\\n(?:.*\\n){0,5}? +return .*, ${constant}\\)`).exec(text) ?? [];
  return {
    constant,
    path: /def (\w+)/.exec(at)?.[1] ?? '',
    error: /^class (\w+)\(_rt\.DeclaredError/m.exec(section)?.[1] ?? '',
  };
}

/** What is there first, and what comes and would have its name in Python. */
const COLLISIONS: readonly (readonly [kind: string, first: string, later: string])[] = [
  ['case', 'getUrl', 'getURL'],
  ['case alone', 'turned', 'Turned'],
  ['an underscore', 'fooBar', 'foo_bar'],
  ['two underscores', 'foo_bar', 'foo__bar'],
  ['an underscore at the end', 'foo', 'foo_'],
  ['a dot', 'foo_bar', 'foo.bar'],
  ['a keyword', 'Import', 'import'],
  ['a keyword with its underscore', 'import', 'import_'],
  ["a member of the client's nodes", 'Emit', 'emit'],
  ['a builtin', 'Property', 'property'],
  ['a dunder', 'init', 'init__'],
  ['a digit', 'step2', 'step_2'],
  ['what checkers are told', 'TYPE_CHECKING', 'type_checking'],
  ['what is equal once it is sanitised', 'a_B', 'aB'],
];

describe('a Python name stays when a target comes that has it too, by', () => {
  it.each(COLLISIONS)('%s: %s, then %s', async (_, first, later) => {
    const before = await generate({ 't/v1': [first] }, 'python');
    const after = await generate({ 't/v1': [first, later] }, 'python', { folder: before });
    const names = pythonNames(before, first);
    expect(Object.values(names)).not.toContain('');
    expect(pythonNames(after, first)).toEqual(names);
    expect(
      splitSections(after.get('t_v1.py') ?? '')
        .targets.get(`t/v1#${first}`)
        ?.trimEnd(),
    ).toBe(
      splitSections(before.get('t_v1.py') ?? '')
        .targets.get(`t/v1#${first}`)
        ?.trimEnd(),
    );
    const others = pythonNames(after, later);
    expect(Object.values(others)).not.toContain('');
    expect(others.constant).not.toBe(names.constant);
    expect(others.error.toLowerCase()).not.toBe(names.error.toLowerCase());

    // Whatever came first: the name is in the lock, so that neither changes when it is generated again.
    expect([...(await generate({ 't/v1': [first, later] }, 'python', { folder: after }))]).toEqual([...after]);
    // The one that goes leaves the other where it is.
    const alone = await generate({ 't/v1': [later] }, 'python', { folder: after });
    expect(pythonNames(alone, later)).toEqual(others);
  });

  it.each(COLLISIONS)('%s: %s and %s from a lock that holds types alone', async (_, first, later) => {
    const fresh = await generate({ 't/v1': [first, later] }, 'python');
    const { names } = lockIn(fresh, '.') ?? {};
    const old = new Map([
      ...fresh,
      [LOCK_FILE, JSON.stringify({ kind: 'assay.codegen-lock', schemaVersion: 1, names })],
    ]);
    const again = await generate({ 't/v1': [first, later] }, 'python', { folder: old });
    expect([...again]).toEqual([...fresh]);
    // Of what the older version made, a lock says that it was there.
    const one = await generate({ 't/v1': [first] }, 'python');
    const { names: own } = lockIn(one, '.') ?? {};
    const lock = JSON.stringify({ kind: 'assay.codegen-lock', schemaVersion: 1, names: own });
    const more = await generate({ 't/v1': [first, later] }, 'python', { folder: new Map([[LOCK_FILE, lock]]) });
    expect(pythonNames(more, first)).toEqual(pythonNames(one, first));
  });

  it('namespaces', async () => {
    const one = { 'mcp.notion/v1': ['get'] };
    const before = await generate(one, 'python');
    const after = await generate({ ...one, 'mcp_notion/v1': ['get'], 'mcp-notion/v1': ['get'] }, 'python', {
      folder: before,
    });
    for (const file of ['mcp_notion_v1.py', 'mcp_notion_v1_types.py']) expect(after.get(file)).toBe(before.get(file));
    expect([...after.keys()].filter((name) => name.endsWith('_types.py'))).toHaveLength(3);
    expect(after.get('__init__.py')).toContain('"McpNotionV1": "mcp_notion_v1"');
  });

  it('the class of a namespace with one letter', async () => {
    const text = (await generate({ 'x/v1': ['xv1'] }, 'python')).get('x_v1.py');
    expect(text).toContain('class XV1(');
    expect(text).toContain('XV1_: "Final[');
  });
});

it('all of them are different in one client that is loaded and called', async () => {
  const first = [...new Set(COLLISIONS.map(([, name]) => name))];
  const all = [...new Set([...first, ...COLLISIONS.map(([, , name]) => name), 'rt.get', 'property.get'])];
  const before = await generate({ 't/v1': first }, 'python');
  const after = await generate({ 't/v1': all }, 'python', { folder: before });
  const client = new Map([...after].map(([name, text]) => [`client/${name}`, text]));
  const result = await runInPyodide(
    client,
    `from client import MockTransport
import client.t_v1 as module
mock = MockTransport()
methods = [value for value in vars(module).values() if type(value).__name__ == "Method"]
for one in methods:
    mock.on(one, lambda input, target=one.target: {"id": target})
called = []
async def walk(node):
    for name in sorted(dir(type(node))):
        if name.startswith("_") or name in ("method", "event", "emit", "on", "stream", "from_ctx"):
            continue
        child = getattr(node, name)
        if type(child).__name__ == "BoundEvent" or type(child).__name__ == "_z":
            continue
        if callable(child):
            called.append((await child({"id": ""}))["id"])
        await walk(child)
await walk(module.TV1(mock))
errors = {value.declared_target for value in vars(module).values() if isinstance(value, type) and "declared_target" in vars(value)}
result = [sorted({one.target for one in methods}), sorted(called), sorted(errors)]`,
  );
  const expected = all.map((name) => `t/v1#${name}`).sort();
  expect(result).toEqual([expected, expected, expected]);
});

describe('a TypeScript name stays when another comes that has it too:', () => {
  it("a namespace's module", async () => {
    const before = await generate({ 'mcp.notion/v1': ['get'] }, 'typescript');
    const after = await generate({ 'mcp.notion/v1': ['get'], 'mcp_notion/v1': ['get'] }, 'typescript', {
      folder: before,
    });
    expect(after.get('mcp.notion.v1.ts')).toBe(before.get('mcp.notion.v1.ts'));
    expect(after.get('index.ts')).toMatch(/^export \{ mcpNotionV1, mcpNotionV1X[0-9A-F]{8} \};$/m);
    expect(after.get('index.ts')).toContain("import * as mcpNotionV1 from './mcp.notion.v1.js';");
  });

  it('the file of a validator, where a file system ignores case', async () => {
    const options = { validators: true };
    const before = await generate({ 't/v1': ['turned'] }, 'typescript', { options });
    const after = await generate({ 't/v1': ['turned', 'Turned'] }, 'typescript', { folder: before, options });
    const validator = (files: Files): string[] => (files.get('validate/t.v1.turned.ts') ?? '').split('\n').slice(6);
    expect(validator(after).length).toBeGreaterThan(5);
    expect(validator(after)).toEqual(validator(before));
    expect([...after.keys()].filter((name) => /^validate\/t\.v1\.turned/i.test(name))).toHaveLength(2);
  });

  it('no file is one of declarations', async () => {
    const options = { validators: true };
    const files = await generate({ 'hr.d/v1': ['d', 'x.d', 'x.d.y'] }, 'typescript', { options });
    expect([...files.keys()].filter((name) => name.includes('.d.'))).toEqual([]);
    expect([...files.keys()].filter((name) => name.includes('_d')).sort()).toEqual([
      'hr._d.v1.ts',
      'validate/hr._d.v1._d.ts',
      'validate/hr._d.v1.x._d.ts',
      'validate/hr._d.v1.x._d.y.ts',
      'validate/hr._d.v1.z.happened.ts',
    ]);
    expect(compileTypeScript(files)).toEqual([]);
  });

  it("a member of the tree: what another namespace's path may become is none", async () => {
    const before = await generate({ 'a.v1/v2': ['x'] }, 'typescript');
    const after = await generate({ 'a.v1/v2': ['x'], 'a/v1': ['v2.x'] }, 'typescript', { folder: before });
    expect(before.get('index.ts')).toContain('export interface Tree {}');
    expect(after.get('index.ts')).toMatch(/export interface Tree \{\n {2}readonly a: \{\n {4}readonly v1: aV1\.Tree;/);
  });
});

describe('a lock that was edited', () => {
  const names = { 't/v1': ['foo_bar', 'fooBar'] };
  const edited = async (given: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<Files> => {
    const before = await generate(names, 'python');
    const lock = { ...lockIn(before, '.'), givenNames: given };
    return generate(names, 'python', { folder: new Map([...before, [LOCK_FILE, JSON.stringify(lock)]]) });
  };

  it.each([
    ['python', { module: 'runtime' }],
    ['python', { module: 't_v1_types' }],
    ['python', { class: 'Events' }],
    ['typescript', { module: 'createClient' }],
    ['typescript', { module: 'T.v1' }],
  ] as const)("gives no %s namespace another part's name: %j", async (language, given) => {
    const before = await generate({ 't/v1': ['get'] }, language);
    const lock = JSON.stringify({ ...lockIn(before, '.'), givenNames: { 't/v1': given } });
    const after = await generate({ 't/v1': ['get'] }, language, { folder: new Map([...before, [LOCK_FILE, lock]]) });
    expect(after).toEqual(before);
  });

  it('gives no validator a file of declarations', async () => {
    const options = { validators: true };
    const before = await generate({ 't/v1': ['get'] }, 'typescript', { options });
    const lock = JSON.stringify({ ...lockIn(before, '.'), givenNames: { 't/v1#get': { validator: 't.v1.d' } } });
    const folder = new Map([...before, [LOCK_FILE, lock]]);
    expect(await generate({ 't/v1': ['get'] }, 'typescript', { folder, options })).toEqual(before);
  });

  it('gives the names that are in it', async () => {
    const files = await edited({ 't/v1#fooBar': { constant: 'other', attribute: 'another' } });
    expect(pythonNames(files, 'fooBar')).toMatchObject({ constant: 'OTHER', path: 'another' });
  });

  it.each([
    ['a name that is none in Python', { constant: 'import' }],
    ["another's name", { constant: 'foo_bar' }],
    ['a name of another kind', { class: 'Other' }],
  ])('gives nobody %s', async (_, given) => {
    expect(pythonNames(await edited({ 't/v1#fooBar': given }), 'foo_bar').constant).toBe('FOO_BAR');
    expect(pythonNames(await edited({ 't/v1#fooBar': given }), 'fooBar').constant).toMatch(/^FOO_BAR_?X[0-9A-F]{8}$/);
  });
});
