import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { type BrokerReply, type HttpBroker, startHttpBroker } from '../../../../testing/http-broker.ts';
import { PYTHON as INTERPRETER, runPython } from '../../../../testing/python.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';

describe.skipIf(INTERPRETER === undefined)('the generated HTTP transport, against a broker', () => {
  let files: ReadonlyMap<string, string> = new Map();
  let broker: HttpBroker;
  let reply: BrokerReply;

  beforeAll(async () => {
    const generated = await PYTHON.generate(buildModel(CLIENT_CONTRACT), {});
    files = new Map([...generated].map(([name, text]) => [`client/${name}`, text]));
  });

  beforeEach(async () => {
    reply = { status: 200, body: { result: { name: 'Ada' } } };
    broker = await startHttpBroker(async () => reply);
  });

  afterEach(() => broker.close());

  function run(code: string): Promise<unknown> {
    const start = `
import asyncio, sys
from client import *
from client.hr_v1 import HrV1, MEMBER_LEFT, MEMBERS_GET, MembersGet_MemberLeft
transport = HttpTransport(sys.argv[1], "leave-app", headers=lambda: {"Authorization": "Bearer t"}, timeout=5)
hr = HrV1(transport)
async def attempt(**more):
    try:
        return await hr.members.get({"id": "1"}, **more)
    except BrokerError as error:
        return [type(error).__name__, error.code, error.status, error.retryable, error.detail, error.message]
`;
    return runPython(files, start + code, [broker.url]);
  }

  it('dispatches as the platform expects it', async () => {
    expect(await run('result = asyncio.run(attempt())')).toEqual({ name: 'Ada' });
    const [request] = broker.requests;
    expect(request?.path).toBe('/api/v1/os-broker/dispatch');
    expect(request?.body).toEqual({ target: 'hr/v1#members.get', payload: { id: '1' }, caller_app_id: 'leave-app' });
    expect(request?.headers).toMatchObject({
      'x-palette-caller-app': 'leave-app',
      authorization: 'Bearer t',
      'content-type': 'application/json',
    });
  });

  it.each([
    [
      'a refusal that the contract declares',
      { status: 409, body: { detail: { code: 'member-left', message: 'gone', detail: { on: 'x' } } } },
      ['MembersGet_MemberLeft', 'member-left', 409, false, { on: 'x' }, 'gone'],
    ],
    [
      'a code of nobody',
      { status: 409, body: { detail: { code: 'odd', message: 'm', retryable: true } } },
      ['ProviderError', 'provider_error', 409, true, null, 'm'],
    ],
    [
      'a dependency that is not installed',
      { status: 424, body: { detail: 'provider app is not installed' } },
      ['UnavailableError', 'unavailable', 424, false, 'provider app is not installed', 'provider app is not installed'],
    ],
    [
      'a missing grant',
      { status: 403, body: { detail: 'no grant' } },
      ['DeniedError', 'denied', 403, false, 'no grant', 'no grant'],
    ],
    [
      'a list of what is wrong',
      { status: 422, body: { detail: [{ msg: 'x' }] } },
      ['InvalidInputError', 'invalid_input', 422, false, [{ msg: 'x' }], 'the broker answered 422'],
    ],
    [
      'a broker that is down',
      { status: 503, body: null },
      ['UnavailableError', 'unavailable', 503, true, null, 'the broker answered 503'],
    ],
    ['a failure', { status: 500, body: {} }, ['BrokerError', 'internal', 500, false, null, 'the broker answered 500']],
    [
      'an answer without a result',
      { status: 200, body: [] },
      ['InvalidOutputError', 'invalid_output', 200, false, null, "the broker's answer has no result"],
    ],
  ])('knows %s', async (_, answer, expected) => {
    reply = answer;
    expect(await run('result = asyncio.run(attempt())')).toEqual(expected);
  });

  it('hands on the key of what may happen once', async () => {
    const result = await run(`
async def main():
    await attempt(idempotency_key="once-1")
    await hr.member.left.emit({"id": "1"}, idempotency_key="once-2")
    await emit(transport, MEMBER_LEFT, {"id": "1"})
    return (await attempt(idempotency_key="a\\r\\nX-Other: b"))[:2]
result = asyncio.run(main())`);
    expect(broker.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['once-1', 'once-2', undefined]);
    expect(result).toEqual(['BrokerError', 'internal']);
  });

  it('gives a result that is null', async () => {
    reply = { status: 200, body: { result: null } };
    expect(await run('result = asyncio.run(attempt())')).toBe(null);
  });

  it('follows no redirect, because the token would go along', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.writeHead(302, { location: `${broker.url}/elsewhere` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const result = await run(`
hr = HrV1(HttpTransport("http://127.0.0.1:${port}", "a"))
result = asyncio.run(attempt())[:3]`);
    server.close();
    expect(result).toEqual(['BrokerError', 'internal', 302]);
    expect([requests, broker.requests.length]).toEqual([1, 0]);
  });

  it('ends a call in time, and says when nobody is there', async () => {
    broker.answerNext({ status: 200, text: '{"result":{}}', afterMs: 1500 });
    const result = await run(`
first = asyncio.run(attempt(timeout=0.2))
hr = HrV1(HttpTransport("http://127.0.0.1:9", "a", timeout=2))
result = [first, asyncio.run(attempt())[:4]]`);
    expect(result).toEqual([
      ['TimedOutError', 'timeout', null, true, null, 'no answer in time'],
      ['UnavailableError', 'unavailable', null, true],
    ]);
  });

  it('refuses an address that is none of the web', async () => {
    const result = await run(`
try:
    HttpTransport("file:///etc/passwd", "a")
    result = None
except ValueError as error:
    result = str(error)`);
    expect(result).toBe('a broker has an http or https address');
  });

  it('emits, streams, and goes on after the last event when the connection breaks', async () => {
    const running = run(`
async def main():
    seen = []
    async for item in hr.member.left.stream():
        seen.append([item.id, item.time, item.payload])
        await hr.member.joined.emit({"name": str(len(seen))})
        if len(seen) == 3:
            return seen
result = asyncio.run(main())`);
    const streams = async (count: number): Promise<void> => {
      while (broker.streams() !== count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const emitted = async (count: number): Promise<void> => {
      while (broker.requests.filter(({ path }) => path.endsWith('/emit')).length < count)
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await streams(1);
    broker.publish('hr/v1#member.left', { id: 'ä\n1' });
    await emitted(1);
    broker.breakConnections();
    await streams(0);
    broker.publish('hr/v1#member.left', { id: '2' });
    await emitted(2);
    broker.publish('hr/v1#member.left', { id: '3' });
    expect(await running).toEqual([
      ['e1', '2026-11-20T09:00:00Z', { id: 'ä\n1' }],
      ['e3', '2026-11-20T09:00:00Z', { id: '2' }],
      ['e5', '2026-11-20T09:00:00Z', { id: '3' }],
    ]);
    await streams(0);
    const opened = broker.requests.filter(({ path }) => path.endsWith('/stream'));
    expect(opened.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'e1']);
  });

  it('raises what a stream is refused with', async () => {
    broker.answerNext({ status: 403, text: '{"detail":"not declared in consumes"}' });
    const result = await run(`
async def main():
    try:
        async for item in hr.member.left.stream():
            pass
    except DeniedError as error:
        return error.message
result = asyncio.run(main())`);
    expect(result).toBe('not declared in consumes');
  });
});
