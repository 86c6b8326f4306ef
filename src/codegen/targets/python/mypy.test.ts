import { describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../../../testing/client-contract.ts';
import { mypy } from '../../../../testing/mypy.ts';
import { pythonHas } from '../../../../testing/python.ts';
import { readContract } from '../../../contract/read-contract.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';
import { paletteFile } from './palette.ts';

describe.skipIf(!pythonHas('mypy'))('generated Python, under mypy --strict', () => {
  it('has nothing against packages, palette files, and an app that uses them', async () => {
    const odd = buildModel(CLIENT_CONTRACT);
    const hearth = buildModel((await readContract('contracts/hearth/contract.yaml', 'contract.yaml')).contract);
    const files = new Map([
      ...[...(await PYTHON.generate(odd, {}))].map(([name, text]) => [`odd/${name}`, text] as const),
      ...[...(await PYTHON.generate(hearth, {}))].map(([name, text]) => [`hearth/${name}`, text] as const),
      ['odd_services.py', await paletteFile(odd)],
      ['hearth_services.py', await paletteFile(hearth)],
      [
        'app.py',
        `from hearth import HttpTransport, MockTransport, call
from hearth.devices_v1 import DevicesV1, GET, GetInput, GetOutput
from odd import Provider
from odd.hr_v1 import HrV1, MEMBERS_GET, MembersGet_MemberLeft, MembersGetInput, MembersGetOutput

provider = Provider()


@provider.provide(MEMBERS_GET)
async def get(ctx: object, input: MembersGetInput) -> MembersGetOutput:
    if input["id"] == "left":
        raise MembersGet_MemberLeft({"on": "today"})
    return {"name": input["id"]}


async def use(mock: MockTransport) -> str:
    output: GetOutput = await DevicesV1(HttpTransport("https://example", "app")).get({"id": "lamp"})
    again: GetOutput = await call(mock, GET, GetInput(id="lamp"))
    assert output == again
    try:
        return (await HrV1(provider).members.get({"id": "1"}))["name"]
    except MembersGet_MemberLeft as error:
        return error.detail["on"]
`,
      ],
    ]);
    expect(mypy(files)).toEqual([]);
  });
});
