import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_CONTRACT } from '../../testing/client-contract.ts';
import { loadClient } from '../../testing/load-client.ts';
import { runInPyodide } from '../../testing/pyodide.ts';
import { PYTHON, runPython } from '../../testing/python.ts';
import { generateClient } from './index.ts';

interface Generated {
  createMock(handlers?: object, options?: { readonly local?: object }): object;
  createClient(mock: object): { tryCall(target: string, input: unknown): Promise<Answer> };
}
type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: { code: string } };

/** Takes anything. */
const TARGET = 'call/v1#x';
const OTHER = 'my-app/v2#delete';

/** What is sent, and what of the local mocks answers it. */
const CALLS: readonly (readonly [what: string, target: string, payload: unknown])[] = [
  ['nothing', TARGET, {}],
  ['keys in another order', TARGET, { b: 1, a: 2 }],
  ['letters beyond ASCII', TARGET, { name: 'Zoë', '\u007f': '😀' }],
  ['keys that both languages order otherwise', TARGET, { '😀': 1, '\uffff': 2 }],
  ['escapes', TARGET, { text: '"\\/\b\f\n\r\t\u0001' }],
  ['numbers', TARGET, [0, -1, 1.5, 0.0001, 0.00001, 1.25e-7, 1e-10, 1e15, 1e21, 1.5e300, 5e-324, 123456789.125]],
  ['words', TARGET, [true, false, null, [], {}, '']],
  ['no object', TARGET, 'text'],
  ['a member of every object', TARGET, JSON.parse('{"__proto__": {"toString": 1}}')],
  ['what no mock is for', TARGET, { nobody: 'knows' }],
  ['a target with one answer', OTHER, { any: 'thing' }],
  ['a target without an answer', 'call/v1#other', {}],
];

/** A file as people write it: keys by hand, some of which no call ever has. */
const LOCAL: Readonly<Record<string, unknown>> = {
  [`${TARGET} {}`]: 'empty',
  [`${TARGET} {"a":2,"b":1}`]: 'sorted',
  [`${TARGET} {"b":1,"a":2}`]: 'never: the keys are not sorted',
  [`${TARGET} {"name":"Zo\\u00eb","\\u007f":"\\ud83d\\ude00"}`]: 'ascii',
  [`${TARGET} {"name":"Zoë"}`]: 'never: Python writes ASCII',
  [`${TARGET} {"\\uffff":2,"\\ud83d\\ude00":1}`]: 'by code point',
  [`${TARGET} {"text":"\\"\\\\/\\b\\f\\n\\r\\t\\u0001"}`]: 'escaped',
  [`${TARGET} [0,-1,1.5,0.0001,1e-05,1.25e-07,1e-10,1000000000000000,1e+21,1.5e+300,5e-324,123456789.125]`]: 'numbers',
  [`${TARGET} [true,false,null,[],{},""]`]: { words: [1, null] },
  [`${TARGET} "text"`]: null,
  [`${TARGET} {"__proto__":{"toString":1}}`]: 'own',
  [TARGET]: 'whatever else',
  [OTHER]: ['one', 'for all'],
  'org.people GET /people': 'of the older form',
};

const EXPECTED = [
  ...['empty', 'sorted', 'ascii', 'by code point', 'escaped', 'numbers', { words: [1, null] }, null, 'own'],
  ...['whatever else', ['one', 'for all'], { refused: 'not_found' }],
];

const CODE = (calls: readonly (readonly [string, unknown])[], local: object): string => `import json
from client import BrokerError, MockTransport
local = json.loads(${JSON.stringify(JSON.stringify(local))})
mock = MockTransport(local)
async def answer(target, payload):
    try:
        return await mock.broker_call(target, payload)
    except BrokerError as error:
        return {"refused": error.code}
async def main():
    return [await answer(*call) for call in json.loads(${JSON.stringify(JSON.stringify(calls))})]
result = `;

let typescript: Generated;
let python: ReadonlyMap<string, string>;

beforeAll(async () => {
  const load = loadClient(await generateClient(CLIENT_CONTRACT, 'typescript'));
  typescript = await load<Generated>('index.ts');
  const files = await generateClient(CLIENT_CONTRACT, 'python');
  python = new Map([...files].map(([name, text]) => [`client/${name}`, text]));
});

async function answersOf(calls: readonly (readonly [string, unknown])[], local: object): Promise<unknown[]> {
  const mock = typescript.createMock({}, { local }) as {
    call(request: object): Promise<unknown>;
  };
  return Promise.all(
    calls.map(([target, input]) =>
      mock.call({ target, input }).catch((error: { code: string }) => ({ refused: error.code })),
    ),
  );
}

describe('local mocks give the same answers', () => {
  const calls = CALLS.map(([, target, payload]) => [target, payload] as const);

  it('in TypeScript', async () => {
    expect(await answersOf(calls, LOCAL)).toStrictEqual(EXPECTED);
  });

  it('in Python', async () => {
    expect(await runInPyodide(python, `${CODE(calls, LOCAL)}await main()`)).toStrictEqual(EXPECTED);
  });

  it.skipIf(PYTHON === undefined)('in the Python of the machine', async () => {
    const code = `import asyncio\n${CODE(calls, LOCAL)}asyncio.run(main())`;
    expect(await runPython(python, code)).toStrictEqual(EXPECTED);
  });

  it('to whatever is sent, keyed as Python writes it', async () => {
    const sent = fc.sample(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), { numRuns: 400, seed: 11 });
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 400, seed: 11 });
    const payloads = [...sent, ...numbers].filter((value) => JSON.stringify(value).isWellFormed());
    expect(payloads.length).toBeGreaterThan(600);
    const keys = await runInPyodide(
      new Map(),
      `import json
payloads = json.loads(${JSON.stringify(JSON.stringify(payloads))})
result = [json.dumps(payload, sort_keys=True, separators=(",", ":")) for payload in payloads]`,
    );
    const local = Object.fromEntries((keys as string[]).map((key) => [`${TARGET} ${key}`, key]));
    expect(
      await answersOf(
        payloads.map((payload) => [TARGET, payload]),
        local,
      ),
    ).toEqual(keys);
  });
});

it('a handler comes before a local mock', async () => {
  const client = typescript.createClient(typescript.createMock({ [TARGET]: () => 'handled' }, { local: LOCAL }));
  expect(await client.tryCall(TARGET, {})).toEqual({ ok: true, value: 'handled' });
  expect(await client.tryCall(OTHER, {})).toEqual({ ok: true, value: ['one', 'for all'] });
});

it('an answer is a copy: who changes it changes no other', async () => {
  const client = typescript.createClient(typescript.createMock({}, { local: LOCAL }));
  const first = await client.tryCall(OTHER, {});
  if (first.ok) (first.value as string[]).push('more');
  expect(await client.tryCall(OTHER, {})).toEqual({ ok: true, value: ['one', 'for all'] });
});
