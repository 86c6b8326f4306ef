import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { compileTypeScript } from '../../../../testing/compile-typescript.ts';
import { generateTypeScript } from '../../index.ts';

const START = `import { createClient, createMock, httpTransport, hrV1, type Transport } from './index.js';
declare const transport: Transport;
const client = createClient(transport);
`;

/** Uses that the compiler takes. */
const RIGHT: Readonly<Record<string, string>> = {
  calls: `export async function use(signal: { aborted: boolean; reason: unknown; addEventListener(): void; removeEventListener(): void }): Promise<string> {
  const { name } = await client.call('hr/v1#members.get', { id: '1' }, { signal, timeoutMs: 5, idempotencyKey: 'k', validate: 'off' });
  const all: string[] = await client.call('hr/v1#members', {});
  const other = await client.hr.v1.members.get({ id: '1' }, { timeoutMs: 1 });
  const pages: number = await client.mcp.notion.v1.search_pages(1);
  await client['my-app'].v2.delete(1);
  await client.call('hr/v1#members.then', 1);
  await client.call('call/v1#x', 1);
  return name + other.name + all.join() + (await client.hr.v1.members({})).join() + pages;
}`,
  errors: `export async function use(): Promise<string> {
  const result = await client.tryCall('hr/v1#members.get', { id: '1' });
  if (result.ok) return result.value.name;
  const { error } = result;
  switch (error.code) {
    case 'member-left': return error.detail.on;
    case 'not_found': return error.detail?.id ?? '';
    case 'busy': { const detail: unknown = error.detail; return String(detail); }
    case 'unavailable': case 'denied': case 'timeout': case 'cancelled': case 'invalid_input': case 'invalid_output': case 'internal':
      return error.target;
    case 'provider_error': return error.providerCode ?? '';
    default: { const never: never = error; return never; }
  }
}
export async function caught(): Promise<string> {
  try {
    await client.hr.v1.members.get({ id: '1' });
    return '';
  } catch (error) {
    if (client.isError(error, 'hr/v1#members.get') && error.code === 'member-left') return error.detail.on;
    throw error;
  }
}`,
  events: `export async function use(): Promise<void> {
  for await (const { id, payload, target } of client.events('hr/v1#member.left', { lastEventId: '7' })) {
    const exact: 'hr/v1#member.left' = target;
    if (id !== null && payload.id === exact) break;
  }
  const end = client.on('hr/v1#member.joined', ({ name }, event) => void [name, event.time], { onError: ({ code }) => void code });
  end();
  const owner = createClient(transport, { owns: ['hr/v1'] });
  await owner.emit('hr/v1#member.left', { id: '1' });
}`,
  providers: `interface Context { readonly user: string }
export function use(): unknown {
  const provider = hrV1.provide<Context>({
    members: () => ['a'],
    'members.get': async ({ id }, { context, fail, caller }) => {
      if (id === '') fail('member-left', { on: context.user });
      return { name: caller ?? '' };
    },
    'members.old': (input) => input.id,
    'members.then': () => 1,
    'constructor.name': () => 1,
  });
  return provider.handle({ target: 'hr/v1#members', payload: {} }, { user: 'u' });
}`,
  mocks: `export async function use(): Promise<unknown> {
  const mock = createMock({ 'hr/v1#members.get': ({ id }, { fail }) => (id === '' ? fail('busy', null) : { name: id }) });
  mock.send('hr/v1#member.left', { id: '1' });
  const calls: readonly { readonly target: string }[] = mock.calls;
  const { name } = await createClient(mock).hr.v1.members.get({ id: '1' });
  const http = createClient(httpTransport({ url: 'https://x', app: 'a', headers: async () => ({ authorization: 'x' }) }));
  return [calls, name, http, hrV1.bind(client).members.get({ id: '1' })];
}`,
};

/** Uses that the compiler refuses, and the words that it says it with. */
const WRONG: readonly [string, string, RegExp][] = [
  ['an unknown target', `client.call('hr/v1#members.gone', { id: '1' })`, /not assignable/],
  ['a removed method', `client.call('hr/v1#members.find', { id: '1' })`, /not assignable/],
  ['a removed event', `client.on('hr/v1#member.moved', () => {})`, /not assignable/],
  ['a removed method of the tree', `client.hr.v1.members.find({ id: '1' })`, /'find' does not exist/],
  ['a missing input', `client.call('hr/v1#members.get', {})`, /'id' is missing/],
  ['no input', `client.call('hr/v1#members.get')`, /Expected 2-3 arguments/],
  ['a property too many', `client.call('hr/v1#members.get', { id: '1', x: 1 })`, /'x' does not exist/],
  ['a wrong input of the tree', `client.hr.v1.members.get({ id: 1 })`, /'number' is not assignable/],
  [
    'an output that is not there',
    `client.hr.v1.members.get({ id: '1' }).then(({ age }) => age)`,
    /'age' does not exist/,
  ],
  ['an event that is called', `client.call('hr/v1#member.left', { id: '1' })`, /not assignable/],
  ['a method that is listened to', `client.on('hr/v1#members', () => {})`, /not assignable/],
  ['a wrong payload', `client.on('hr/v1#member.left', (payload: { id: number }) => void payload)`, /not assignable/],
  ['an event of somebody else', `client.emit('hr/v1#member.left', { id: '1' })`, /'never'/],
  [
    'a wrong payload that is emitted',
    `createClient(transport, { owns: ['hr/v1'] }).emit('hr/v1#member.left', {})`,
    /'id' is missing/,
  ],
  ['a thenable node', `client.hr.v1.members.then(1)`, /'then' does not exist/],
  ['a namespace with the name of a member', `client.call.v1.x(1)`, /'v1' does not exist/],
  ['an unknown option', `client.hr.v1.members({}, { retries: 3 })`, /'retries' does not exist/],
  [
    'a code that the method does not have',
    `client.tryCall('hr/v1#members', {}).then((r) => !r.ok && r.error.code === 'busy')`,
    /no overlap/,
  ],
  ['an incomplete provider', `hrV1.provide({ members: () => [] })`, /missing the following properties/],
  ['a handler with a wrong output', `createMock({ 'hr/v1#members.get': () => ({ name: 1 }) })`, /not assignable/],
  [
    'an error that the method does not have',
    `createMock({ 'hr/v1#members': (_, { fail }) => fail('busy', 1) })`,
    /not assignable/,
  ],
  [
    'a wrong detail',
    `createMock({ 'hr/v1#members.get': (_, { fail }) => fail('member-left', { on: 1 }) })`,
    /not assignable/,
  ],
  ['a mock of a removed method', `createMock({ 'hr/v1#members.find': () => 1 })`, /does not exist/],
];

describe('the types of a client', () => {
  let files: ReadonlyMap<string, string> = new Map();
  let problems: readonly string[] = [];
  beforeAll(async () => {
    files = await generateTypeScript(CLIENT_CONTRACT);
    const all = new Map(files);
    for (const [name, code] of Object.entries(RIGHT)) all.set(`${name}.ts`, `${imports(code)}${code}\n`);
    for (const [at, [, code]] of WRONG.entries()) {
      const use = `export const result: unknown = ${code};`;
      all.set(`wrong${at}.ts`, `${imports(use)}${use}\n`);
    }
    problems = compileTypeScript(all);
  }, 60_000);

  it('let through what is right, in every strict mode', () => {
    expect(problems.filter((problem) => !problem.startsWith('wrong'))).toEqual([]);
  });

  it.each(WRONG.map(([what, , words], at) => [what, at, words] as const))('refuse %s', (_, at, words) => {
    const own = problems.filter((problem) => problem.startsWith(`wrong${at}.ts:`));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(words);
  });

  it('say where what was removed went, and what is deprecated', () => {
    const text = files.get('hr.v1.ts') ?? '';
    expect(text).toContain(
      '  /** @deprecated Removed in contract version 2. Use hr/v1#members.get. */\n  "hr/v1#members.find": never;',
    );
    const deprecated =
      '@deprecated Since contract version 2, removed in contract version 4. Use hr/v1#members.get. It can not say who left.';
    // At the target's key and at its node of the tree.
    expect(text.split(deprecated)).toHaveLength(3);
    expect(text).toContain('@throws member-left: The member is gone.');
    expect(text).toContain('Scope: hr/members.read.');
  });
});

/** The imports and the client, as far as the code uses them: unused ones are errors. */
function imports(code: string): string {
  const client = /\bclient\b/.test(code);
  const transport = client || /\btransport\b/.test(code);
  const names = ['createClient', 'createMock', 'httpTransport', 'hrV1'].filter(
    (name) => new RegExp(`\\b${name}\\b`).test(code) || (client && name === 'createClient'),
  );
  return START.replace(/\{ .* \}/, `{ ${[...names, ...(transport ? ['type Transport'] : [])].join(', ')} }`)
    .replace(transport ? '' : /declare.*\n/, '')
    .replace(client ? '' : /const client.*\n/, '');
}
