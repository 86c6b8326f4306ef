// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources that are read, and templates in them
import { describe, expect, it } from 'vitest';
import { clientModule, clientUses } from './client-modules.ts';
import { scanSource } from './scan-source.ts';
import { sourceLanguage } from './source-files.ts';
import type { ClientModule } from './source-model.ts';

const TARGETS = [
  'hr/v1#approvalChain.get',
  'hr/v1#list',
  'hr/v1#list.all',
  'hr/v1#member.updated',
  'hr/v2#list',
  'mcp.notion/v1#search_pages',
];

function client(path: string, from = 'API v1, contract version 5', targets = TARGETS): ClientModule {
  const mark = path.endsWith('.py') ? '#' : '//';
  const language = path.endsWith('.py') ? 'python' : 'typescript';
  const lines = [
    `Generated from ${from} by assay ${language} client 2, x 1.0.0.`,
    'Do not edit: change the contract and run `assay clients generate`.',
    'targets:',
    ...targets.map((target) => `  ${target}`),
  ];
  const found = clientModule(`${lines.map((line) => `${mark} ${line}`).join('\n')}\n\nrest`, path);
  if (found === undefined) throw new Error(path);
  return found;
}

const HR = TARGETS.filter((target) => target.startsWith('hr/v1#'));
const MODULES = [
  client('app/src/hub/index.ts'),
  client('app/src/hub/hr.v1.ts', 'hr/v1', HR),
  { ...client('app/packages/hub/index.js'), package: '@hub/client' },
  client('app/.palette/types/services.ts'),
  client('app/backend/hearth/__init__.py'),
  client('app/backend/hearth/hr_v1.py', 'hr/v1', HR),
  client('app/.palette/python/services.py', 'API v1, contract version 5', HR),
];

/** What a source in the app uses by its clients, and by texts. */
function uses(source: string, path: string): string[] {
  const facts = scanSource(source, path, sourceLanguage(path) ?? 'javascript');
  const named = clientUses(facts.references ?? [], MODULES, new Set(), TARGETS);
  return [...facts.uses, ...named].map(({ target, use, line }) => `${line} ${use} ${target}`);
}

const CREATE = "import { createClient } from './hub/index.js'; const client = createClient(transport);";
const TYPE = "import type { Client } from './hub';";
const GET = '1 call hr/v1#approvalChain.get';

describe('members of generated clients in TypeScript', () => {
  it.each<[string, string[]]>([
    [`${CREATE} await client.hr.v1.approvalChain.get({})`, [GET]],
    [`${CREATE} await client?.hr.v1!.approvalChain['get']?.({})`, [GET]],
    [`${CREATE} await client\n  .hr\n  .v1.list({})`, ['1 call hr/v1#list']],
    [`${CREATE} client.hr.v1.list.all(); client.hr.v2.list()`, ['1 call hr/v1#list.all', '1 call hr/v2#list']],
    [`${CREATE} client.mcp.notion.v1.search_pages(x)`, ['1 call mcp.notion/v1#search_pages']],
    [`${CREATE} client.hr.v1.member.updated.emit(x)`, ['1 emit hr/v1#member.updated']],
    [`${CREATE} client.hr.v1.member.updated.on(f)`, ['1 subscribe hr/v1#member.updated']],
    // Aliases and destructuring.
    [`${CREATE} const { hr } = client; hr.v1.list()`, ['1 call hr/v1#list']],
    [`${CREATE} const { hr: { v1: people } } = client; people.list()`, ['1 call hr/v1#list']],
    [
      `${CREATE} const { list, approvalChain } = client.hr.v1; list(); approvalChain.get()`,
      ['1 name hr/v1#list', '1 call hr/v1#list', GET],
    ],
    [`${CREATE} const { list: all } = client.hr.v1;\nall()`, ['1 name hr/v1#list', '2 call hr/v1#list']],
    [`${CREATE} const people = client.hr; const old = people.v1; old.list()`, ['1 call hr/v1#list']],
    [`${CREATE} const run = client.hr.v1.list;\nrun()`, ['1 name hr/v1#list', '2 call hr/v1#list']],
    [`${CREATE} [1].map(client.hr.v1.list)`, ['1 name hr/v1#list']],
    // By text, through members of the client that have names of their own.
    [`${CREATE} const { call } = client; call('hr/v1#list')`, ['1 call hr/v1#list']],
    [
      `${CREATE} const { call: send, on: hear } = client; send('hr/v1#list'); hear('hr/v1#member.updated', f)`,
      ['1 call hr/v1#list', '1 subscribe hr/v1#member.updated'],
    ],
    [`${CREATE} const send = client.emit; send("hr/v1#member.updated", x)`, ['1 emit hr/v1#member.updated']],
    [
      `${CREATE} client.tryCall('hr/v1#list'); client.events('hr/v1#member.updated')`,
      ['1 call hr/v1#list', '1 subscribe hr/v1#member.updated'],
    ],
    // Where the client comes from.
    ["import { createClient as make } from './hub'; make(t).hr.v1.list()", ['1 call hr/v1#list']],
    [
      "import * as hub from './hub/index'; const c = hub.createClient<'hr/v1'>(t, { owns: ['hr/v1'] }); c.hr.v1.list()",
      ['1 call hr/v1#list'],
    ],
    ["import { createClient } from '@hub/client'; createClient(t).hr.v1.list()", ['1 call hr/v1#list']],
    ["import { createClient } from '@/hub'; createClient(t).hr.v1.list()", ['1 call hr/v1#list']],
    ["const { createClient } = require('./hub'); createClient(t).hr.v1.list()", ['1 call hr/v1#list']],
    ["const { createClient } = await import('./hub/index.js'); createClient(t).hr.v1.list()", ['1 call hr/v1#list']],
    ["import { hrV1 } from './hub'; hrV1.bind(client).list()", ['1 call hr/v1#list']],
    ["import { hrV1 as people } from './hub'; const p = people.bind(c); p.approvalChain.get()", [GET]],
    ["import * as hrV1 from './hub/hr.v1.js'; const { list } = hrV1.bind(c);", ['1 name hr/v1#list']],
    ["import { bind } from './hub/hr.v1.js'; bind(c).list()", ['1 call hr/v1#list']],
    // Typed by the client.
    [`${TYPE} function f(hub: Client<'hr/v1'>) { return hub.hr.v1.list(); }`, ['1 call hr/v1#list']],
    [`${TYPE} const f = async (hub: Client): Promise<void> => hub.hr.v1.list();`, ['1 call hr/v1#list']],
    [
      `${TYPE} class A { constructor(private readonly hub: Client) {} run() { return this.hub.hr.v1.list(); } }`,
      ['1 call hr/v1#list'],
    ],
    [`${TYPE} class A { #hub: Client; run() { this.#hub.hr.v1.list(); } }`, ['1 call hr/v1#list']],
    [`${CREATE} class A { hub = client; run() { this.hub.hr.v1.list(); } }`, ['1 call hr/v1#list']],
    [`${TYPE} interface Props { hub: Client } function f({ hub }: Props) { hub.hr.v1.list() }`, ['1 call hr/v1#list']],
    [`${TYPE} function f(props: { readonly hub: Client; n: 1 }) { props.hub.hr.v1.list() }`, ['1 call hr/v1#list']],
    [`${TYPE} function f({ hr }: Client) { hr.v1.list() }`, ['1 call hr/v1#list']],
    [
      "import { createClient } from './hub'; let c: ReturnType<typeof createClient>; c.hr.v1.list()",
      ['1 call hr/v1#list'],
    ],
    ["import type { hrV1 } from './hub'; const f = (hr: hrV1.Tree) => hr.list()", ['1 call hr/v1#list']],
    [`${CREATE} const c = given ?? client; c.hr.v1.list()`, ['1 call hr/v1#list']],
    [`${CREATE} (client as Client).hr.v1.list()`, ['1 call hr/v1#list']],
    [`${CREATE} say(\`there are \${await client.hr.v1.list()}\`)`, ['1 call hr/v1#list']],
    // Over palette's SDK.
    ["import { hr } from '../.palette/types/services'; await hr.approvalChain.get({})", [GET]],
    [
      "import { hr as people, hrV2 } from '../.palette/types/services'; people.list(); hrV2.list()",
      ['1 call hr/v1#list', '1 call hr/v2#list'],
    ],
    [
      "import * as s from '../.palette/types/services'; s.mcpNotion.search_pages({})",
      ['1 call mcp.notion/v1#search_pages'],
    ],
    [
      "import { onEvent, emitEvent as send } from '../.palette/types/services'; onEvent('hr/v1#member.updated', f); send('hr/v1#member.updated', x)",
      ['1 subscribe hr/v1#member.updated', '1 emit hr/v1#member.updated'],
    ],
  ])('%s', (source, expected) => {
    for (const path of ['app/src/a.ts', 'app/src/a.mts']) expect(uses(source, path)).toEqual(expected);
  });

  it.each([
    // Comments and texts.
    `${CREATE} // client.hr.v1.list()`,
    `${CREATE} /* client.hr.v1.list() */`,
    `${CREATE} const s = 'client.hr.v1.list()' + \`client.hr.v1.list()\``,
    // Other clients, and other things of the same names.
    "import { createClient } from 'redis'; const client = createClient(); client.hr.v1.list(); client.list()",
    "import { createClient } from './other'; createClient().hr.v1.list()",
    "import type { Client } from 'pg'; function f(c: Client) { c.hr.v1.list() }",
    `${CREATE} function f(client) { client.hr.v1.list(); }`,
    `${CREATE} const f = (client) => client.hr.v1.list();`,
    `${CREATE} items.map(client => client.hr.v1.list())`,
    `${CREATE} { const client = other(); client.hr.v1.list(); }`,
    `${CREATE} try { x() } catch (client) { client.hr.v1.list() }`,
    `${CREATE} for (const client of clients) { client.hr.v1.list() }`,
    `${CREATE} class A { run() { this.client.hr.v1.list(); } }`,
    `${CREATE} other.client.hr.v1.list()`,
    `${CREATE} const { hr } = other; hr.v1.list()`,
    `${TYPE} class A { hub: Client; } class B { hub: Other; run() { this.hub.hr.v1.list() } }`,
    // Nothing that the client has.
    `${CREATE} client.hr.v1.unknown(); client.hr.v3.list(); client.hr.list(); client.list()`,
    `${CREATE} client.hr.v1[name]()`,
    "import { hrV1 } from './hub'; const x: hrV1.ListInput = hrV1.metadata; hrV1.list()",
    "import { hr } from './services'; hr.list()",
    "import hub from './hub/unknown.js'; hub.createClient().hr.v1.list()",
    'client.hr.v1.list()',
    'const a = b; const b = a; a.hr.v1.list()',
    "import { createClient } from './hub",
  ])('none in %s', (source) => {
    expect(uses(source, 'app/src/a.ts')).toEqual([]);
  });
});

describe('members of generated clients in JSX', () => {
  it.each<[string, string[]]>([
    [`${CREATE} const A = () => <ul id="x">{client.hr.v1.list()}</ul>`, ['1 call hr/v1#list']],
    [`${CREATE} const A = () => <p>Don't<br/>{\`\${client.hr.v1.list()}\`} it's</p>`, ['1 call hr/v1#list']],
    [
      `${CREATE} const A = () => <B on={() => client.hr.v1.list()} s="it's" />;\nclient.hr.v2.list()`,
      ['1 call hr/v1#list', '2 call hr/v2#list'],
    ],
    [`${CREATE} const f = <T,>(x: T) => client.hr.v1.list(x)`, ['1 call hr/v1#list']],
    [`${CREATE} if (a <b) client.hr.v1.list()`, ['1 call hr/v1#list']],
    [`${CREATE} const f = () => { return <></> }; client.hr.v1.list()`, ['1 call hr/v1#list']],
    [
      `${TYPE} function Page({ hub }: { hub: Client }) { return <button onClick={() => hub.hr.v1.list()}>go</button> }`,
      ['1 call hr/v1#list'],
    ],
    [`${CREATE} const A = <p>call('hr/v1#list') client.hr.v1.list()</p>`, []],
    [`${CREATE} const A = <p title="client.hr.v1.list()">{/* client.hr.v1.list() */}</p>`, []],
    [`${CREATE} const A = <p>{'client.hr.v1.list()'} a > b client.hr.v1.list()</p>`, []],
    [`${CREATE} const A = <p>never closed client; client.hr.v1.list()`, ['1 call hr/v1#list']],
  ])('%s', (source, expected) => {
    expect(uses(source, 'app/src/a.tsx')).toEqual(expected);
  });
});

describe('members of generated clients in Python', () => {
  const module = 'from .hearth.hr_v1 import HrV1\n';
  it.each<[string, string[]]>([
    [`${module}hr = HrV1(transport)\nawait hr.approval_chain.get({})`, ['3 call hr/v1#approvalChain.get']],
    [`${module}await HrV1.from_ctx(ctx).list({})`, ['2 call hr/v1#list']],
    [`${module}x = HrV1(t)\nasync for e in x.member.updated.stream(): ...`, ['3 subscribe hr/v1#member.updated']],
    [`${module}await HrV1(t).member.updated.emit(p)`, ['2 emit hr/v1#member.updated']],
    [
      `${module}get = HrV1(t).approval_chain.get\nawait get({})`,
      ['2 name hr/v1#approvalChain.get', '3 call hr/v1#approvalChain.get'],
    ],
    [`${module}async def f(client: HrV1) -> None:\n    await client.list({})`, ['3 call hr/v1#list']],
    [`${module}async def f(client: "HrV1 | None" = None): await client.list({})`, []],
    [`${module}async def f(client: "HrV1"): await client.list({})`, ['2 call hr/v1#list']],
    [
      `${module}class A:\n    def __init__(self, t):\n        self.hr = HrV1(t)\n\n    async def run(self):\n        await self.hr.list({})`,
      ['7 call hr/v1#list'],
    ],
    [`${module}print(f"{await HrV1(t).list({})}")`, ['2 call hr/v1#list']],
    ['from hearth.hr_v1 import LIST\nawait call(transport, LIST, {})', ['2 name hr/v1#list']],
    [
      'from hearth.hr_v1 import MEMBER_UPDATED as M\n@events.on(M)\nasync def f(e): ...',
      ['2 subscribe hr/v1#member.updated'],
    ],
    ['from hearth import hr_v1\nawait events.emit(hr_v1.MEMBER_UPDATED, p)', ['2 emit hr/v1#member.updated']],
    ['import hearth.hr_v1 as h\nawait h.HrV1(t).list({})', ['2 call hr/v1#list']],
    ['import hearth\nawait hearth.hr_v1.HrV1(t).list({})', ['2 call hr/v1#list']],
    ['from hearth import (\n    HrV1,\n    HrV2 as Two,\n)\nawait Two(t).list({})', ['5 call hr/v2#list']],
    ['from services import hr\nmember = await hr(ctx).approval_chain.get({})', ['2 call hr/v1#approvalChain.get']],
    ['from services import hr_v1 as people\nhr = people(ctx)\nawait hr.list({})', ['3 call hr/v1#list']],
    ['from services import HR_V1_LIST, call\nawait call(services(ctx), HR_V1_LIST, {})', ['2 name hr/v1#list']],
    ['import services as s\nawait s.hr(ctx).list({})', ['2 call hr/v1#list']],
    [`${module}if (hr := HrV1(t)):\n    await hr.list({})`, ['3 call hr/v1#list']],
  ])('%s', (source, expected) => {
    expect(uses(source, 'app/backend/a.py')).toEqual(expected);
  });

  it.each([
    `${module}# HrV1(t).list({})`,
    `${module}"""HrV1(t).list({})"""`,
    `${module}s = "HrV1(t).list({})" + f"HrV1(t).list({{}})"`,
    `${module}def f(hr):\n    hr.list({})\n\nhr = HrV1(t)`,
    `${module}hr = HrV1(t)\ndef f():\n    hr = other()\n    hr.list()`,
    `${module}HrV1.list`,
    `${module}class B:\n    async def run(self): await self.hr.list({})\nclass A:\n    def __init__(self): self.hr = HrV1(t)`,
    'from hearth.hr_v1 import HrV1Provider\nHrV1Provider().list()',
    'from other.hr_v1 import HrV1\nHrV1(t).list()',
    'from hearth.hr_v1 import ListInput\nx: ListInput = {}',
    'from settings import LIST\nprint(LIST)',
    'hr(ctx).list({})',
  ])('none in %s', (source) => {
    expect(uses(source, 'app/backend/a.py')).toEqual([]);
  });
});

describe('handlers that are given to a client by other names', () => {
  it.each<[string, string[]]>([
    [
      "import { hrV1 } from './hub'; const handlers = { list: f, 'approvalChain.get': g }; hrV1.provide(handlers)",
      ['list', 'approvalChain.get'],
    ],
    ["import { provide as answer } from './hub/hr.v1.js'; answer({ list: f })", ['list']],
    ["import { hrV1 } from './hub'; const { provide: p } = hrV1; p({ list: f })", ['list']],
    ["import { provide } from 'vue'; const handlers = { list: f }; provide(handlers)", []],
  ])('%s', (source, expected) => {
    expect(scanSource(source, 'app/src/a.ts', 'javascript').handlers.map(({ name }) => name)).toEqual(expected);
  });

  it('and constants in Python', () => {
    const source = 'from hearth.hr_v1 import LIST as L\n@provider.provide(L)\nasync def f(ctx, input): ...';
    const { references = [] } = scanSource(source, 'app/backend/a.py', 'python');
    expect(clientUses(references, MODULES, new Set(), [])).toMatchObject([{ target: 'hr/v1#list', handled: true }]);
  });
});

it('knows palette’s client before it is pulled, by what is known otherwise', () => {
  const source = "import { hr } from './.palette/types/services';\nhr.list()";
  const { references = [] } = scanSource(source, 'app/a.ts', 'javascript');
  expect(clientUses(references, [], new Set(), ['hr/v1#list'])).toMatchObject([{ target: 'hr/v1#list', use: 'call' }]);
});

it.each([
  'const x = 1;',
  '// Generated from hr/v1 by another tool.\n//   hr/v1#list',
  '// Generated from hr/v1 by assay typescript client 2, x.\n// targets:\n//   no target\n',
])('%j is no client', (source) => {
  expect(clientModule(source, 'a.ts')).toBeUndefined();
});

it('takes a time that grows with the text alone', () => {
  const started = performance.now();
  const head = "import { createClient } from './hub'; const c = createClient();";
  for (const part of [
    'const { a: { b: c } } = c;',
    'c.a',
    '{',
    '(a, ',
    '(a) => ',
    'const a,',
    'class A { a = ',
    'function a(a: a<',
    'a ?? ',
  ])
    scanSource(head + part.repeat(20_000), 'app/a.ts', 'javascript');
  for (const part of ['def f(a):\n ', 'import a.', 'a = b\n', 'a: b\n', '(', 'class A: ', 'f"{'])
    scanSource(`from a import LIST\n${part.repeat(20_000)}`, 'app/a.py', 'python');
  for (const part of ['<a>', '<a b={', '`${', '</a>', '<a b="'])
    scanSource(head + part.repeat(20_000), 'app/a.tsx', 'jsx');
  expect(performance.now() - started).toBeLessThan(15_000);
});
