import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { runInPyodide } from '../../../../testing/pyodide.ts';
import { pyright } from '../../../../testing/pyright.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';

let files: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  const generated = await PYTHON.generate(buildModel(CLIENT_CONTRACT), {});
  files = new Map([...generated].map(([name, text]) => [`client/${name}`, text]));
});

function withFiles(more: Record<string, string>): ReadonlyMap<string, string> {
  return new Map([...files, ...Object.entries(more)]);
}

async function run(code: string, more: Record<string, string> = {}): Promise<unknown> {
  return runInPyodide(withFiles(more), `import asyncio\nfrom client import *\n${code}`);
}

/** What is wrong, a line of an app, and what the checker says of it. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['an input that misses a key', 'hr.members.get({})', /"id" is required/],
  ['an input with another key', 'hr.members.get({"id": "1", "extra": 1})', /"extra" is an undefined item/],
  ['an input of another type', 'hr.members.get({"id": 1})', /not assignable|incompatible/],
  ['a method that is not there', 'hr.members.set({})', /"set"/],
  ['a method that was removed', 'hr.members.find({"id": "1"})', /"find"/],
  [
    'a deprecated method',
    'hr.members.old({"id": "1"})',
    /deprecated since contract version 2.*use hr\/v1#members.get.*reportDeprecated/,
  ],
  ['an event of another shape', 'hr.member.joined.emit({"id": "1"})', /"id" is an undefined item|"name" is required/],
  [
    'a mock that answers otherwise',
    'MockTransport().on(MEMBERS_GET, lambda _: {"name": 1})',
    /MEMBERS_GET|lambda|not assignable|int/,
  ],
  [
    'a provider that misses methods',
    'provide_hr_v1(object())',
    /"members_get" is not present|incompatible with protocol/,
  ],
  ['a detail of another shape', 'MembersGet_MemberLeft({"id": "1"})', /"on" is required|undefined item/],
];

describe('the generated client, under pyright strict', () => {
  it('has nothing against it, and nothing against an app that uses it as it is meant', () => {
    const app = `
from client import Events, HttpTransport, MockTransport
from client.hr_v1 import (
    HrV1, HrV1Provider, MEMBERS_GET, MembersGet_Busy, MembersGet_MemberLeft, MembersGet_NotFound,
    MembersGetInput, MembersGetOutput, provide_hr_v1,
)
from client.my_app_v2 import MyAppV2

transport = MockTransport().on(MEMBERS_GET, lambda input: {"name": input["id"]})
hr = HrV1(transport)


async def use(events: Events) -> str:
    output = await hr.members.get({"id": "1"}, timeout=3)
    names: list[str] = await hr.members({})
    _ = await MyAppV2(HttpTransport("https://example", "app")).delete(None)
    try:
        await hr.members.get({"id": "2"})
    except MembersGet_MemberLeft as error:
        left: str = error.detail["on"]
        return left
    except MembersGet_NotFound as error:
        return "" if error.detail is None else error.detail["id"]
    async for item in hr.member.left.stream():
        names.append(item.payload["id"])
    await hr.member.left.emit({"id": "1"})
    return output["name"]


class Handlers:
    async def members(self, ctx: object, input: object, /) -> list[str]:
        return []

    async def members_get(self, ctx: object, input: MembersGetInput, /) -> MembersGetOutput:
        if input["id"] == "left":
            raise MembersGet_MemberLeft({"on": "2026-01-01"})
        raise MembersGet_Busy(None)

    async def members_old(self, ctx: object, input: object, /) -> object:
        return None

    async def members_then(self, ctx: object, input: object, /) -> object:
        return None

    async def constructor_name(self, ctx: object, input: object, /) -> object:
        return None


handlers: HrV1Provider = Handlers()
provider = provide_hr_v1(handlers)
client = HrV1(provider)
`;
    expect(pyright(withFiles({ 'app.py': app }))).toEqual([]);
  });

  it('refuses what the contract does not have', () => {
    const app = `from client import MockTransport
from client.hr_v1 import HrV1, MEMBERS_GET, MembersGet_MemberLeft, provide_hr_v1
hr = HrV1(MockTransport())
used = (MEMBERS_GET, MembersGet_MemberLeft, provide_hr_v1)
${REFUSED.map(([, line], index) => `value${index} = ${line}`).join('\n')}
`;
    const found = pyright(withFiles({ 'app.py': app }));
    const said = REFUSED.map(([what], index) => [
      what,
      found
        .filter(({ file, line }) => file === 'app.py' && line === index + 5)
        .map(({ message }) => message)
        .join('\n'),
    ]);
    expect(said).toEqual(REFUSED.map(([what, , message]) => [what, expect.stringMatching(message)]));
  });
});

describe('the generated client, run', () => {
  it('calls and is answered, unchanged', async () => {
    const result = await run(`
from client.hr_v1 import HrV1, MEMBERS_GET, MEMBERS
transport = MockTransport().on(MEMBERS_GET, lambda i: {"name": i["id"], "more": [None, 1.5, 10**20]}).on(MEMBERS, lambda _: ["a"])
hr = HrV1(transport)
async def main():
    return [await hr.members.get({"id": "ä"}), await hr.members({}), transport.calls]
result = await main()`);
    expect(result).toEqual([
      { name: 'ä', more: [null, 1.5, 1e20] },
      ['a'],
      [
        ['hr/v1#members.get', { id: 'ä' }],
        ['hr/v1#members', {}],
      ],
    ]);
  });

  it('raises the class of a declared error, of a broker code, and of a code that nobody declared', async () => {
    const result = await run(`
from client.hr_v1 import *
from client.hr_v1 import HrV1, MEMBERS_GET
from client.runtime import error_for
async def caught(raised):
    def handler(_):
        raise raised
    try:
        await HrV1(MockTransport().on(MEMBERS_GET, handler)).members.get({"id": "1"})
    except BrokerError as error:
        return [type(error).__name__, error.code, error.provider_code, error.detail, error.retryable, isinstance(error, NotFoundError), str(error)]
result = [await caught(e) for e in (
    error_for("member-left", "t", "gone", detail={"on": "x"}),
    error_for("busy", "t", "later"),
    error_for("not_found", "t", "no"),
    error_for("denied", "t", "no grant"),
    error_for("strange", "t", "?", detail=1),
    ValueError("broken"),
)]`);
    expect(result).toEqual([
      ['MembersGet_MemberLeft', 'member-left', null, { on: 'x' }, false, false, 'hr/v1#members.get: gone'],
      ['MembersGet_Busy', 'busy', null, null, true, false, 'hr/v1#members.get: later'],
      ['MembersGet_NotFound', 'not_found', null, null, false, true, 'hr/v1#members.get: no'],
      ['DeniedError', 'denied', null, null, false, false, 't: no grant'],
      ['ProviderError', 'provider_error', 'strange', 1, false, false, 't: ?'],
      ['ProviderError', 'provider_error', null, null, false, false, 'hr/v1#members.get: broken'],
    ]);
  });

  it('ends a call that takes too long', async () => {
    const result = await run(`
from client.hr_v1 import HrV1, MEMBERS
async def slow(_):
    await asyncio.sleep(5)
    return []
async def main():
    try:
        await HrV1(MockTransport().on(MEMBERS, slow)).members({}, timeout=0.01)
    except TimedOutError as error:
        return [error.code, error.retryable]
result = await main()`);
    expect(result).toEqual(['timeout', true]);
  });

  it('streams events, handles them, and goes on after the last one when the connection breaks', async () => {
    const result = await run(`
from client.hr_v1 import HrV1, MEMBER_LEFT, MEMBER_JOINED
class Breaking(MockTransport):
    opened = []
    async def broker_stream(self, targets, last):
        self.opened.append(last)
        n = 0
        async for item in super().broker_stream(targets, last or "0"):
            yield item
            n += 1
            if n == 2:
                raise UnavailableError("t", "broke", retryable=True)
transport = Breaking()
for n in range(5):
    transport.send(MEMBER_LEFT, {"id": str(n)})
    transport.send(MEMBER_JOINED, {"name": "x"})
async def main():
    seen = []
    async for item in HrV1(transport).member.left.stream():
        seen.append([item.id, item.target, item.payload["id"]])
        if len(seen) == 5:
            break
    events, handled = Events(transport), []
    @events.on(MEMBER_JOINED)
    async def joined(item):
        handled.append(item.payload["name"])
        if len(handled) == 5:
            raise DeniedError("t", "enough")
    try:
        await events.run()
    except* DeniedError:
        pass
    return [seen, transport.opened[:3], handled]
result = await main()`);
    expect(result).toEqual([
      [
        ['1', 'hr/v1#member.left', '0'],
        ['3', 'hr/v1#member.left', '1'],
        ['5', 'hr/v1#member.left', '2'],
        ['7', 'hr/v1#member.left', '3'],
        ['9', 'hr/v1#member.left', '4'],
      ],
      [null, '3', '7'],
      ['x', 'x', 'x', 'x', 'x'],
    ]);
  });

  it('provides methods: answers, refusals, and failures that say no more than that', async () => {
    const result = await run(`
from client.hr_v1 import MEMBERS_GET, MembersGet_MemberLeft
provider = Provider()
@provider.provide(MEMBERS_GET)
async def get(ctx, input):
    if input["id"] == "left":
        raise MembersGet_MemberLeft({"on": "today"}, "left today")
    if input["id"] == "denied":
        raise DeniedError("hr/v1#members.get", "no")
    if input["id"] == "bug":
        raise KeyError("secret")
    return {"name": ctx}
async def reply(id):
    r = await provider.handle("hr/v1#members.get", {"id": id}, "ctx")
    return [r.status, r.body]
result = [await reply("1"), await reply("left"), await reply("denied"), await reply("bug"), [r := await provider.handle("hr/v1#none", {}), r.status][1]]`);
    expect(result).toEqual([
      [200, { result: { name: 'ctx' } }],
      [409, { detail: { code: 'member-left', message: 'left today', retryable: false, detail: { on: 'today' } } }],
      [403, { detail: { code: 'denied', message: 'no', retryable: false } }],
      [500, { detail: { code: 'provider_error', message: 'the provider failed', retryable: false } }],
      404,
    ]);
  });

  it('takes an adapter with broker_call and broker_emit, and the SDK by way of a context', async () => {
    const sdk = `
class MissingAppServiceError(RuntimeError):
    pass
class Services:
    def __init__(self, ctx): self.ctx = ctx
    async def call(self, target, payload):
        if payload == {"id": "none"}: raise MissingAppServiceError("provider app is not installed")
        self.ctx.append(["call", target, payload]); return {"name": "sdk"}
    async def emit(self, target, payload): self.ctx.append(["emit", target, payload])
def services(ctx): return Services(ctx)
registered = []
def service(name, **kwargs): return lambda handler: registered.append([name, kwargs, handler.__name__])
class events:
    @staticmethod
    def on(target): return lambda handler: registered.append([target, handler.__name__])
`;
    const result = await run(
      `
import palette_sdk
from client.hr_v1 import HrV1, MEMBERS_GET, MEMBER_LEFT
class Adapter:
    def broker_call(self, target, payload): return {"name": target}
    def broker_emit(self, target, payload): self.emitted = [target, payload]
adapter, ctx = Adapter(), []
@provide(MEMBERS_GET)
async def get(ctx, input):
    """Gives a member."""
    return {"name": ""}
@on(MEMBER_LEFT)
async def left(ctx, payload): pass
async def main():
    first = await HrV1(adapter).members.get({"id": "1"})
    await HrV1(adapter).member.left.emit({"id": "1"})
    hr = HrV1.from_ctx(ctx)
    second = await hr.members.get({"id": "2"})
    await hr.member.left.emit({"id": "2"})
    try:
        await hr.members.get({"id": "none"})
    except UnavailableError as error:
        return [first, adapter.emitted, second, ctx, str(error), palette_sdk.registered]
result = await main()`,
      { 'palette_sdk.py': sdk },
    );
    expect(result).toEqual([
      { name: 'hr/v1#members.get' },
      ['hr/v1#member.left', { id: '1' }],
      { name: 'sdk' },
      [
        ['call', 'hr/v1#members.get', { id: '2' }],
        ['emit', 'hr/v1#member.left', { id: '2' }],
      ],
      'hr/v1#members.get: provider app is not installed',
      [
        ['members.get', { scope: 'hr/members.read', label: 'members.get', description: 'Gives a member.' }, 'get'],
        ['hr/v1#member.left', 'left'],
      ],
    ]);
  });

  it('hands a key to a transport that knows keys, and calls none that would drop it', async () => {
    const result = await run(`
from client.hr_v1 import HrV1, MEMBER_LEFT
class Adapter:
    calls = 0
    def broker_call(self, target, payload): self.calls += 1
    def broker_emit(self, target, payload): self.calls += 1
mock, adapter = MockTransport({"hr/v1#members.get": {"name": ""}}), Adapter()
async def main():
    hr = HrV1(mock)
    await hr.members.get({"id": "1"}, idempotency_key="a")
    await hr.members.get({"id": "1"})
    await hr.member.left.emit({"id": "1"}, idempotency_key="b")
    await Events(mock).emit(MEMBER_LEFT, {"id": "1"}, idempotency_key="c")
    try:
        await HrV1(adapter).members.get({"id": "1"}, idempotency_key="a")
    except UnavailableError as error:
        return [mock.idempotency_keys, str(error), adapter.calls]
result = await main()`);
    expect(result).toEqual([['a', null, 'b', 'c'], 'hr/v1#members.get: the transport takes no idempotency keys', 0]);
  });

  it('answers from local mocks by target and payload as Python writes it, then by target', async () => {
    const result = await run(`
from client.hr_v1 import HrV1
transport = MockTransport({'hr/v1#members.get {"id":"\\\\u00e4"}': {"name": "of ä"}, "hr/v1#members.get": {"name": "of all"}})
async def main():
    hr = HrV1(transport)
    try:
        await hr.members({})
    except NotFoundError as error:
        return [await hr.members.get({"id": "ä"}), await hr.members.get({"id": "b"}), error.target]
result = await main()`);
    expect(result).toEqual([{ name: 'of ä' }, { name: 'of all' }, 'hr/v1#members']);
  });

  it('knows what the contract says of a target, warns of what is deprecated, and gives types that are asked for', async () => {
    const result = await run(`
import warnings, sys
import client
import client.hr_v1 as hr
late = "client.hr_v1_types" in sys.modules
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    hr.HrV1(MockTransport()).members.old({"id": "1"}).close()
old = hr.MEMBERS_OLD
result = [late, hr.MembersGetInput.__required_keys__ == {"id"}, [str(w.message) for w in found], old.namespace, old.name, old.stability, old.since, old.deprecated.removal, hr.MEMBERS_GET.scope, sorted(hr.MEMBERS_GET.errors), hr.MEMBERS_GET.digests["input"][:7], hasattr(hr, "Nothing"), hasattr(client, "Nothing")]`);
    expect(result).toEqual([
      false,
      true,
      [
        'hr/v1#members.old: deprecated; since contract version 2; removed in contract version 4; use hr/v1#members.get; It can not say who left.',
      ],
      'hr/v1',
      'members.old',
      'deprecated',
      1,
      4,
      'hr/members.read',
      ['busy', 'member-left', 'not_found'],
      'sha256:',
      false,
      false,
    ]);
  });
});
