import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { runInPyodide } from '../../../../testing/pyodide.ts';
import { pyright } from '../../../../testing/pyright.ts';
import { buildModel } from '../../build-model.ts';
import { paletteFile } from './palette.ts';

/** The SDK as far as its own README shows it. */
const SDK = `
from collections.abc import Awaitable, Callable
from typing import Any

calls: list[Any] = []
registered: list[Any] = []


class _Services:
    async def call(self, target: str, payload: Any) -> Any:
        calls.append([target, payload])
        return {"name": "of the sdk"}

    async def emit(self, target: str, payload: Any) -> None:
        calls.append([target, payload])


def services(ctx: Any) -> _Services:
    calls.append(ctx)
    return _Services()


def service(
    name: str, *, scope: str | None = None, label: str | None = None, description: str | None = None
) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
    def register(handler: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        registered.append([name, scope])
        return handler

    return register
`;

let files: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  files = new Map([
    ['services.py', await paletteFile(buildModel(CLIENT_CONTRACT))],
    ['palette_sdk.py', SDK],
  ]);
});

describe("palette's services.py", () => {
  it('is one module that pyright has nothing against, and neither has it against an app', () => {
    const app = `from services import HR_V1_MEMBERS_GET, HrV1_MembersGet_MemberLeft, HrV1_MembersGetInput, HrV1_MembersGetOutput
from services import call_, hr, mcp_notion_v1, my_app_v2, provide


async def handle(ctx: object, payload: object) -> str:
    try:
        member = await hr(ctx).members.get({"id": "1"})
    except HrV1_MembersGet_MemberLeft as error:
        return error.detail["on"]
    await call_(ctx).x(1)
    await my_app_v2(ctx).delete(None)
    pages: float = await mcp_notion_v1(ctx).search_pages({"q": 1})
    return member["name"] + str(pages)


@provide(HR_V1_MEMBERS_GET)
async def get(ctx: object, input: HrV1_MembersGetInput) -> HrV1_MembersGetOutput:
    return {"name": input["id"]}
`;
    expect(pyright(new Map([...files, ['app.py', app]]))).toEqual([]);
  });

  it('refuses what the contract does not have', () => {
    const app = `from services import hr
one = hr(None).members.get({"name": 1})
two = hr(None).members.find({})
`;
    const found = pyright(new Map([...files, ['app.py', app]])).map(({ line }) => line);
    expect([...new Set(found)]).toEqual([2, 3]);
  });

  it('calls, emits and provides by way of the SDK', async () => {
    const result = await runInPyodide(
      files,
      `import palette_sdk
from services import HR_V1_MEMBERS_GET, hr, hr_v1, provide
@provide(HR_V1_MEMBERS_GET)
async def get(ctx, input):
    return {"name": ""}
member = await hr("ctx").members.get({"id": "1"})
await hr_v1("ctx").member.left.emit({"id": "1"})
result = [member, palette_sdk.calls, palette_sdk.registered, hr is hr_v1]`,
    );
    expect(result).toEqual([
      { name: 'of the sdk' },
      ['ctx', ['hr/v1#members.get', { id: '1' }], 'ctx', ['hr/v1#member.left', { id: '1' }]],
      [['members.get', 'hr/members.read']],
      true,
    ]);
  });
});
