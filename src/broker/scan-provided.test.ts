// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources that are read, and templates in them
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanSource } from './scan-source.ts';
import type { SourceLanguage } from './source-text.ts';

const scan = (source: string, language: SourceLanguage) => scanSource(source, 'app', language);
const handlers = (source: string): string[] =>
  scan(source, 'javascript').handlers.map(({ name, line }) => `${line} ${name}`);
const named = (source: string): string[] =>
  (scan(source, 'python').named ?? []).map(({ name, line }) => `${line} ${name}`);
const built = (source: string, language: SourceLanguage): number[] =>
  (scan(source, language).built ?? []).map(({ line }) => line);

describe('handlers of a generated provider in TypeScript', () => {
  it.each<[string, string[]]>([
    [
      "hrV1.provide({ 'members.get': (input) => ({ a: 1, b: [2] }), ping: async () => 1 })",
      ['1 members.get', '1 ping'],
    ],
    [
      "hrV1.provide<Context>(\n{\n  async ping(input) { return { pong: 1 }; },\n  'a.b': handler,\n})",
      ['3 ping', '4 a.b'],
    ],
    ['palette.hrV1.provide({ ping, pong })', ['1 ping', '1 pong']],
    ["import { provide } from '@hub/client/hr/v1';\nprovide({ ping: f })", ['2 ping']],
    ["import { provide } from './hub/hr.v1.js';\nprovide({ ping: f })", ['2 ping']],
    ["const handlers: hrV1.Provider<undefined> = {\n 'members.get': get,\n};", ['2 members.get']],
    ['hrV1.provide({ a: (x) => hrV1.provide({ b: x }) })', ['1 a']],
    ["hrV1.provide({ [name]: f, ...rest, 'not a name': f, /* c: f */ d: /,}/g, e: `},${x}` })", ['1 d', '1 e']],
    ['hrV1.provide({})', []],
    ['hrV1.provide({ a: f', ['1 a']],
  ])('%j', (source, expected) => {
    expect(handlers(source)).toEqual(expected);
  });

  it.each([
    'app.provide({ token: 1 })',
    'provide({ token: 1 })',
    "provide('key', { a: 1 })",
    'hrV1.provider({ a: f })',
    '// hrV1.provide({ a: f })',
    "'hrV1.provide({ a: f })'",
  ])('none in %j', (source) => {
    expect(handlers(source)).toEqual([]);
  });

  it('finds every handler of an app that is compiled', () => {
    const app = readFileSync(new URL('../../fixtures/clients/hearth-apps-ts/provider.ts', import.meta.url), 'utf8');
    const names = scan(app, 'javascript').handlers.map(({ name }) => name);
    expect(names).toEqual(['list', 'get', 'identify', 'readings.query', 'state.set', 'toggle']);
  });
});

describe('handlers of a generated provider in Python', () => {
  it.each<[string, string[]]>([
    ['@provider.provide(MEMBERS_GET)\nasync def f(ctx, input): ...', ['1 MEMBERS_GET']],
    ['\n@provide(HR_V1_MEMBERS_GET)\nasync def f(ctx, input): ...', ['2 HR_V1_MEMBERS_GET']],
    ['provider.provide(hr_v1.PING)(ping)', ['1 PING']],
    [
      'class Hr(hr_v1.HrV1Provider):\n    async def members_get(self, ctx, input):\n        async def inner(): ...\n\n    async def ping(self): ...\n\nasync def other(): ...',
      ['2 members_get', '5 ping'],
    ],
    ['class Hr:\n    async def ping(self): ...\n\nprovider = provide_hr_v1(Hr())', ['2 ping']],
  ])('%j', (source, expected) => {
    expect(named(source)).toEqual(expected);
  });

  it.each(['@provide("x")', 'provide(name)', 'class Hr:\n    async def ping(self): ...', '# @provide(PING)'])(
    'none in %j',
    (source) => {
      expect(named(source)).toEqual([]);
    },
  );
});

describe('targets that are put together', () => {
  it.each<[string, SourceLanguage, number[]]>([
    ['call(`hr/v1#${name}`)', 'javascript', [1]],
    ['\ncall(`${ns}/v1#members.${verb}`)', 'javascript', [2]],
    ["call('hr/v1#' + name)", 'javascript', [1]],
    ['await call(f"hr/v{major}#{name}")', 'python', [1]],
    ['await call("hr/v1#" + name)', 'python', [1]],
    ['call(`hr/v1#members`)', 'javascript', []],
    ["'hr/v1#${name}'", 'javascript', []],
    ['"hr/v1#{name}"', 'python', []],
    ['`${url}/v1#top of ${page}`', 'javascript', []],
    ['`${url}#/v1`', 'javascript', []],
  ])('%j', (source, language, lines) => {
    expect(built(source, language)).toEqual(lines);
  });
});

it('takes a time that grows with the text alone', () => {
  const started = performance.now();
  handlers('hrV1.provide({'.repeat(40_000));
  named('class A(B): \n'.repeat(40_000));
  named('@provide('.repeat(100_000));
  built('`a/v1#'.repeat(50_000), 'javascript');
  expect(performance.now() - started).toBeLessThan(5_000);
});

describe('events that a generated client in Python sends', () => {
  const sent = (source: string): string[] => [...(scan(source, 'python').sent ?? [])];

  it.each<[string, string[]]>([
    ['await events.emit(MEMBER_UPDATED, payload)', ['MEMBER_UPDATED']],
    ['await emit(transport, hr_v1.GONE, x)', []],
    ['await events.emit(\n    hr_v1.GONE,\n    payload,\n)', ['GONE']],
    ['await events.emit("gone", payload)', []],
    ['# events.emit(GONE, payload)', []],
    ['events.emit(GONE)', []],
  ])('%j', (source, expected) => {
    expect(sent(source)).toEqual(expected);
  });

  it('takes a bounded time', () => {
    sent('emit( a.'.repeat(100_000));
  });
});
