import { describe, expect, it } from 'vitest';
import { contractOf, method } from '../../../../testing/client-contract.ts';
import { mypy } from '../../../../testing/mypy.ts';
import { pythonHas, runPython } from '../../../../testing/python.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';

const TEXT = { type: 'string' };
const NODE = {
  type: 'object',
  required: ['class', 'userId', 'n'],
  properties: {
    class: TEXT,
    userId: TEXT,
    user_id: TEXT,
    n: { type: 'number' },
    list: { type: 'array', items: { type: 'integer' } },
    model_config: TEXT,
    copy: TEXT,
    'a-b': { type: ['string', 'null'] },
    children: { type: 'array', items: { $ref: '#/$defs/Tree' } },
  },
};
const SCHEMA = {
  $ref: '#/$defs/Tree',
  $defs: { Tree: { anyOf: [{ $ref: '#/$defs/Node' }, { enum: ['leaf', 'bud'] }] }, Node: NODE },
};
const { children: _, ...OWN } = NODE.properties;
const PLAIN = { ...NODE, properties: OWN };
const CONTRACT = contractOf([
  {
    namespace: 'a/v1',
    description: 'A.',
    methods: [
      method('echo', SCHEMA, SCHEMA, { errors: [{ code: 'odd', schema: SCHEMA }] }),
      method('plain', PLAIN, { type: 'integer' }),
    ],
  },
]);

async function files(): Promise<ReadonlyMap<string, string>> {
  const generated = await PYTHON.generate(buildModel(CONTRACT), { pyModels: 'pydantic' });
  return new Map([...generated].map(([name, text]) => [`client/${name}`, text]));
}

describe('models of pydantic', () => {
  it('have Python names, and the keys of the contract as aliases', async () => {
    const text = (await files()).get('client/a_v1_types.py') ?? '';
    expect(text).toContain('class_: str = Field(validation_alias="class", serialization_alias="class")');
    expect(text).toContain(
      'model_config_: Optional[str] = Field(default=None, validation_alias="model_config", serialization_alias="model_config")',
    );
    expect(text).toContain('    n: int | float\n');
    expect(text).not.toContain('TypedDict');
  });

  it('have any value where the schema accepts none, for pydantic loads no model with Never', async () => {
    const none = {
      type: 'object',
      properties: { a: false, b: { type: 'array', items: { not: {} } } },
    };
    const contract = contractOf([{ namespace: 'a/v1', description: 'A.', methods: [method('m', none, false)] }]);
    const generated = await PYTHON.generate(buildModel(contract), { pyModels: 'pydantic' });
    const text = generated.get('a_v1_types.py') ?? '';
    expect(text).not.toContain('Never');
    expect(text).toContain('    a: Optional[Any] = ');
    expect(text).toContain('    b: Optional[list[Any]] = ');
    expect(text).toContain('TypeAliasType("MOutput", Any)');
    if (!pythonHas('pydantic')) return;
    const files = new Map([...generated].map(([name, content]) => [`client/${name}`, content]));
    const script = 'from client.a_v1 import MInput\nresult = MInput(a=1, b=[]).model_dump(exclude_unset=True)';
    expect(await runPython(files, script)).toEqual({ a: 1, b: [] });
  });

  it.skipIf(!pythonHas('pydantic'))('carry every value as it was', async () => {
    const node = {
      class: 'c',
      userId: 'u',
      user_id: 'v',
      n: 123456789012,
      list: [1],
      model_config: 'm',
      copy: 'k',
      'a-b': null,
      children: ['leaf', 'a later word', { class: 'd', userId: 'x', n: 1.5, extra: { deep: [null, true] } }],
    };
    const result = await runPython(
      await files(),
      `import asyncio
from client import MockTransport, InvalidOutputError
from client.a_v1 import AV1, ECHO, PLAIN, PlainInput
node = ${JSON.stringify(node).replaceAll('null', 'None').replaceAll('true', 'True')}
transport = MockTransport().on(ECHO, lambda value: ECHO.codec.decode("output", node))
class Bad:
    def broker_call(self, target, payload): return "1"
    def broker_emit(self, target, payload): pass
async def main():
    client = AV1(transport)
    sent = {**node, "children": ["leaf"]}
    output = await client.echo(ECHO.codec.decode("input", sent))
    try:
        await AV1(Bad()).plain(PlainInput(class_="c", user_id="u", n=1))
    except InvalidOutputError as error:
        failed = [error.code, error.target]
    return [transport.calls[0][1] == sent, ECHO.codec.encode("output", output), output.user_id, output.children[2].class_, failed]
result = asyncio.run(main())`,
    );
    expect(result).toEqual([true, node, 'u', 'd', ['invalid_output', 'a/v1#plain']]);
  });

  it.skipIf(!pythonHas('pydantic') || !pythonHas('mypy'))('have nothing that mypy --strict is against', async () => {
    expect(mypy(await files())).toEqual([]);
  });
});
