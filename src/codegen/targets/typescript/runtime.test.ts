import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { type HttpBroker, startHttpBroker } from '../../../../testing/http-broker.ts';
import { loadClient } from '../../../../testing/load-client.ts';
import { generateTypeScript } from '../../index.ts';
import type { Client } from './runtime/client.ts';
import type { BrokerFailure } from './runtime/errors.ts';
import type { httpTransport as HttpTransport } from './runtime/http.ts';
import type { Mock } from './runtime/mock.ts';
import type { Provider } from './runtime/provider.ts';
import type { EventEnvelope } from './runtime/shapes.ts';
import type { Transport } from './runtime/transport.ts';

// The generated module is loaded at run time, so its own types are not there: every target takes and gives anything.
interface AnyMethods {
  readonly [target: string]: {
    readonly input: unknown;
    readonly output: unknown;
    readonly errors: Record<string, unknown>;
  };
}
interface AnyEvents {
  readonly [target: string]: unknown;
}
type AnyClient = Omit<Client<AnyMethods, AnyEvents>, 'emit'> & {
  emit(target: string, payload: unknown): Promise<void>;
} & { readonly [segment: string]: Node };
interface Node {
  readonly [segment: string]: Node;
  (input: unknown, options?: object): Promise<unknown>;
}
interface Generated {
  createClient(transport: Transport, options?: object): AnyClient;
  createMock(handlers?: object): Mock<AnyEvents>;
  readonly httpTransport: typeof HttpTransport;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly hrV1: {
    provide(handlers: object, options?: object): Provider<unknown>;
    bind(client: unknown): Node;
  };
}

let generated: Generated;
beforeAll(async () => {
  const load = loadClient(await generateTypeScript(CLIENT_CONTRACT));
  generated = await load<Generated>('index.ts');
});

const GET = 'hr/v1#members.get';
const LEFT = 'hr/v1#member.left';

async function failure(work: Promise<unknown>): Promise<BrokerFailure> {
  return work.then(
    () => expect.unreachable('it did not fail'),
    (error: BrokerFailure) => error,
  );
}

async function take(events: AsyncIterable<EventEnvelope>, count: number): Promise<EventEnvelope[]> {
  const taken: EventEnvelope[] = [];
  for await (const event of events) if (taken.push(event) === count) break;
  return taken;
}

async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; !ready() && tries < 300; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ready()).toBe(true);
}

describe('a client in memory', () => {
  it('records calls, answers as its handlers do, and is no thenable', async () => {
    const input = { id: '1', when: new Date(0) };
    const mock = generated.createMock({ [GET]: ({ id }: { id: string }) => ({ name: `n${id}`, gone: undefined }) });
    const client = generated.createClient(mock);
    expect(await client.hr?.v1?.members?.get?.(input, { idempotencyKey: 'k' })).toStrictEqual({ name: 'n1' });
    // What travels is JSON: a later change of the input changes nothing, a date is text.
    input.id = '2';
    expect(mock.calls).toEqual([
      { kind: 'call', target: GET, payload: { id: '1', when: '1970-01-01T00:00:00.000Z' }, idempotencyKey: 'k' },
    ]);
    expect(await client).toBe(client);
    expect(await (client.hr as unknown)).toBe(client.hr);
    expect(mock.calls).toHaveLength(1);
  });

  it('has a tree without prototypes and without what JavaScript reserves', async () => {
    const client = generated.createClient(
      generated.createMock({ 'hr/v1#members': () => ['a'], 'hr/v1#members.then': () => 7 }),
    );
    const node = client.hr?.v1?.members;
    expect(await node?.({})).toEqual(['a']);
    for (const part of [client, client.hr, client.hr?.v1, node]) expect(Object.getPrototypeOf(part)).toBe(null);
    expect(Reflect.ownKeys(node ?? {}).sort()).toEqual(['get', 'old']);
    expect(Reflect.ownKeys(client.hr?.v1 ?? {})).toEqual(['members']);
    expect(Reflect.ownKeys(client).sort()).toEqual(
      ['call', 'emit', 'events', 'hr', 'isError', 'mcp', 'my-app', 'on', 'tryCall'].sort(),
    );
    expect(await client.call('hr/v1#members.then', 1)).toBe(7);
    expect(await generated.hrV1.bind(client).members?.({})).toEqual(['a']);
    expect(() => Object.assign(client.hr ?? {}, { v1: 1 })).toThrow(TypeError);
  });

  it('knows its contract', async () => {
    const client = generated.createClient(generated.createMock());
    expect(generated.metadata[GET]).toMatchObject({
      kind: 'method',
      scope: 'hr/members.read',
      stability: 'stable',
      since: 1,
      deprecated: null,
      errors: { 'member-left': false, busy: true, not_found: false },
      digests: { input: expect.stringMatching(/^sha256:/), error: expect.stringMatching(/^sha256:/) },
    });
    expect(Object.keys(generated.metadata)).not.toContain('hr/v1#members.find');
    for (const target of ['hr/v1#members.find', 'x', 'toString', '__proto__', LEFT])
      expect(await failure(client.call(target, 1))).toMatchObject({ code: 'not_found', target });
    expect(await failure(client.call(GET, {}))).toMatchObject({
      code: 'not_found',
      message: `${GET}: the mock has no handler`,
    });
  });

  it('fails with codes, details and what is worth another try', async () => {
    const refuse = (code: string, detail?: unknown) => ({
      [GET]: (_: unknown, { fail }: { fail(code: string, detail: unknown): never }) => fail(code, detail),
    });
    const tried = async (handlers: object) => generated.createClient(generated.createMock(handlers)).tryCall(GET, {});
    expect(await tried(refuse('member-left', { on: 'x' }))).toMatchObject({
      ok: false,
      error: { code: 'member-left', detail: { on: 'x' }, retryable: false, providerCode: undefined },
    });
    expect(await tried(refuse('busy'))).toMatchObject({ error: { code: 'busy', retryable: true } });
    expect(await tried(refuse('brand-new', 7))).toMatchObject({
      error: {
        code: 'provider_error',
        providerCode: 'brand-new',
        detail: 7,
        message: `${GET}: refused with brand-new`,
      },
    });
    expect(await tried({ [GET]: () => JSON.parse('{') })).toMatchObject({ error: { code: 'provider_error' } });
    const client = generated.createClient(generated.createMock(refuse('busy')));
    const error = await failure(client.call(GET, {}));
    expect([
      client.isError(error, GET),
      client.isError(error, 'hr/v1#members'),
      client.isError(new Error('x'), GET),
    ]).toEqual([true, false, false]);
  });

  it('ends calls in time, whatever the transport does', async () => {
    const client = generated.createClient(generated.createMock({ [GET]: () => new Promise(() => {}) }), {
      timeoutMs: 20,
    });
    expect(await failure(client.call(GET, {}))).toMatchObject({ code: 'timeout', retryable: true });
    const controller = new AbortController();
    const call = client.call(GET, {}, { signal: controller.signal, timeoutMs: 60_000 });
    controller.abort(new Error('enough'));
    expect(await failure(call)).toMatchObject({ code: 'cancelled', retryable: false, cause: new Error('enough') });
    expect(await failure(client.call(GET, {}, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' });
  });

  it('streams events, and resumes after the last one', async () => {
    const mock = generated.createMock();
    const client = generated.createClient(mock, { owns: ['hr/v1'] });
    const first = mock.send(LEFT, { id: '1' }, '2026-01-01T00:00:00Z');
    const streaming = take(client.events(LEFT, { lastEventId: '0' }), 3);
    mock.send('hr/v1#member.joined', { name: 'x' });
    await client.emit(LEFT, { id: '2' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    mock.disconnect();
    mock.send(LEFT, { id: '3' });
    expect(await streaming).toEqual([
      { id: first, target: LEFT, time: '2026-01-01T00:00:00Z', payload: { id: '1' } },
      { id: '3', target: LEFT, time: null, payload: { id: '2' } },
      { id: '4', target: LEFT, time: null, payload: { id: '3' } },
    ]);
    expect(await failure(client.emit('only/v1#happened', 1))).toMatchObject({ code: 'denied' });
    expect(() => client.events(GET)).toThrow(/no such event/);
  });

  it('hands events to handlers one by one, until it is told to stop', async () => {
    const mock = generated.createMock();
    const client = generated.createClient(mock);
    const [seen, errors]: [unknown[], unknown[]] = [[], []];
    const end = client.on(LEFT, async (payload) => void seen.push(payload), { lastEventId: '0' });
    const endBroken = client.on(LEFT, () => JSON.parse('{'), {
      lastEventId: '0',
      onError: ({ code }) => errors.push(code),
    });
    mock.send(LEFT, 1);
    mock.send(LEFT, 2);
    await until(() => seen.length === 2 && errors.length === 1);
    end();
    endBroken();
    mock.send(LEFT, 3);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([seen, errors]).toEqual([[1, 2], ['internal']]);
  });
});

describe('a client over HTTP', () => {
  let broker: HttpBroker;
  let client: AnyClient;
  let transport: Transport;
  beforeAll(async () => {
    const provider = generated.hrV1.provide({
      members: () => ['Ada'],
      'members.get': ({ id }: { id: string }, { fail }: { fail(code: string, detail: unknown): never }) => {
        if (id === 'gone') fail('member-left', { on: '2026-01-01' });
        if (id === 'new') fail('brand-new', 1);
        if (id === 'busy') fail('busy', null);
        if (id === 'bug') throw new Error('a secret of the provider');
        return { name: `n${id}` };
      },
      'members.old': () => undefined,
    });
    broker = await startHttpBroker((request) => provider.handle(request, undefined));
    transport = generated.httpTransport({
      url: `${broker.url}/`,
      app: 'leave',
      headers: () => ({ authorization: 'Bearer t' }),
    });
    client = generated.createClient(transport);
  });
  afterAll(() => broker.close());
  afterEach(() => until(() => broker.streams() === 0));

  it('dispatches with the caller, its headers and its payload', async () => {
    expect(await client.hr?.v1?.members?.get?.({ id: '1' }, { idempotencyKey: 'k1' })).toEqual({ name: 'n1' });
    const { path, headers, body } = broker.requests.at(-1) ?? {};
    expect(path).toBe('/api/v1/os-broker/dispatch');
    expect(headers).toMatchObject({
      'x-palette-caller-app': 'leave',
      authorization: 'Bearer t',
      'idempotency-key': 'k1',
      'content-type': 'application/json',
    });
    expect(body).toEqual({ target: GET, payload: { id: '1' }, caller_app_id: 'leave' });
    expect(await client.call('hr/v1#members.old', { id: '1' })).toBe(null);
    // Empty values are values.
    for (const payload of [[], 0, '', false, null]) {
      await client.call('hr/v1#members', payload);
      expect(broker.requests.at(-1)?.body).toMatchObject({ payload });
    }
  });

  it.each([
    ['gone', { code: 'member-left', detail: { on: '2026-01-01' }, status: 409, retryable: false }],
    ['busy', { code: 'busy', detail: null, retryable: true }],
    ['new', { code: 'provider_error', providerCode: 'brand-new', detail: 1 }],
    ['bug', { code: 'provider_error', message: `${GET}: the provider failed`, detail: undefined }],
  ])('carries the error of %s', async (id, expected) => {
    expect(await failure(client.call(GET, { id }))).toMatchObject(expected);
  });

  it.each<[number, string, object]>([
    [400, '{"detail":"bad"}', { code: 'invalid_input', message: `${GET}: bad` }],
    [401, '', { code: 'denied', message: `${GET}: the broker answered 401` }],
    [403, '{"detail":"target not declared in consumes"}', { code: 'denied' }],
    [404, '<html>', { code: 'not_found' }],
    [408, '', { code: 'timeout', retryable: true }],
    [418, '', { code: 'internal', retryable: false }],
    [422, '{"detail":[{"msg":"Field required"}]}', { code: 'invalid_input', detail: [{ msg: 'Field required' }] }],
    [424, '{"detail":"dependency unavailable"}', { code: 'unavailable', retryable: false }],
    [429, '', { code: 'unavailable', retryable: true }],
    [500, '{"detail":{"code":7}}', { code: 'internal' }],
    [
      503,
      '{"detail":{"code":"denied","message":"no","retryable":true}}',
      { code: 'denied', retryable: true, message: `${GET}: no` },
    ],
    [504, '[]', { code: 'timeout', retryable: true }],
  ])('understands a refusal with status %i and %s', async (status, text, expected) => {
    broker.answerNext({ status, text });
    expect(await failure(client.call(GET, { id: '1' }))).toMatchObject({ status, target: GET, ...expected });
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"result":'],
    ['a page', '<html></html>'],
    ['no result', '{"ok":true}'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['an inherited result', '{"__proto__":{"result":1}}'],
  ])('refuses an answer with %s', async (_, text) => {
    broker.answerNext({ status: 200, text });
    expect(await failure(client.call(GET, { id: '1' }))).toMatchObject({ code: 'invalid_output', status: 200 });
  });

  it('ends a call that is aborted, takes too long, or can not be made', async () => {
    broker.answerNext({ status: 200, text: '{"result":1}', afterMs: 2_000 });
    expect(await failure(client.call(GET, {}, { timeoutMs: 30 }))).toMatchObject({ code: 'timeout' });
    broker.answerNext({ status: 200, text: '{"result":1}', afterMs: 2_000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await failure(client.call(GET, {}, { signal: controller.signal }))).toMatchObject({ code: 'cancelled' });
    const nobody = generated.createClient(generated.httpTransport({ url: 'http://127.0.0.1:9', app: 'x' }));
    expect(await failure(nobody.call(GET, {}))).toMatchObject({ code: 'unavailable', retryable: true });
    // A redirect would carry the token elsewhere.
    broker.answerNext({ status: 302, text: '' });
    expect(await failure(client.call(GET, {}))).toMatchObject({ code: 'unavailable' });
  });

  it('emits what the app owns', async () => {
    const owner = generated.createClient(transport, { owns: ['hr/v1'] });
    await owner.emit(LEFT, { id: '1' });
    expect(broker.requests.at(-1)).toMatchObject({
      path: '/api/v1/os-broker/events/emit',
      body: { target: LEFT, payload: { id: '1' }, caller_app_id: 'leave' },
    });
    broker.answerNext({ status: 403, text: '{"detail":"not yours"}' });
    expect(await failure(owner.emit(LEFT, { id: '1' }))).toMatchObject({ code: 'denied' });
  });

  it('streams, resumes where the connection broke, and leaves no connection behind', async () => {
    const taken = take(client.events(LEFT), 3);
    await until(() => broker.streams() === 1);
    const first = broker.publish(LEFT, { id: '1' });
    broker.publish('only/v1#happened', 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    broker.breakConnections();
    await until(() => broker.streams() === 0);
    const missed = broker.publish(LEFT, { id: '2' });
    await until(() => broker.streams() === 1);
    broker.publish(LEFT, { id: 'ü\u2028' });
    expect((await taken).map(({ id, payload, time }) => [id, payload, time])).toEqual([
      [first, { id: '1' }, '2026-11-20T09:00:00Z'],
      [missed, { id: '2' }, '2026-11-20T09:00:00Z'],
      [expect.any(String), { id: 'ü\u2028' }, '2026-11-20T09:00:00Z'],
    ]);
    expect(broker.requests.at(-1)?.headers['last-event-id']).toBe(first);
  });

  it.each<[string, Parameters<HttpBroker['answerNext']>[0], string]>([
    ['a refusal', { status: 403, text: '{"detail":"no grant"}' }, 'denied'],
    ['no event stream', { status: 200, text: '{}' }, 'invalid_output'],
    ['an event that is no JSON', { status: 200, type: 'text/event-stream', text: 'data: x\n\n' }, 'invalid_output'],
    [
      'an event without payload',
      { status: 200, type: 'text/event-stream', text: 'data: {"target":"a"}\n\n' },
      'invalid_output',
    ],
  ])('ends a stream with %s', async (_, raw, code) => {
    broker.answerNext(raw);
    expect(await failure(take(client.events(LEFT), 1))).toMatchObject({ code });
  });

  it('ends a stream that is aborted without a word', async () => {
    const controller = new AbortController();
    const taken = take(client.events(LEFT, { signal: controller.signal }), 1);
    await until(() => broker.streams() === 1);
    controller.abort();
    expect(await taken).toEqual([]);
  });
});
