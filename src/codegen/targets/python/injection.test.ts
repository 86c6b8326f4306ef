import { beforeAll, describe, expect, it } from 'vitest';
import { contractOf, method } from '../../../../testing/client-contract.ts';
import { runInPyodide } from '../../../../testing/pyodide.ts';
import { pyright } from '../../../../testing/pyright.ts';
import { PYTHON as INTERPRETER, runPython } from '../../../../testing/python.ts';
import type { ServiceEvent } from '../../../contract/model.ts';
import { buildModel } from '../../build-model.ts';
import { PYTHON } from './generate.ts';
import { paletteFile } from './palette.ts';

const RUN = '__import__("builtins").pwned.append(1)';

/** Text that would be code, or would hide some, if it came through as it is. */
const HOSTILE = [
  `"""\n${RUN}\n"""`,
  `""" + ${RUN} + """`,
  `\\"""\n${RUN}\n#`,
  `\\`,
  `ends with a quote"`,
  `ends with a backslash\\`,
  `''' ${RUN} '''`,
  `"\n${RUN}\n"`,
  `\r${RUN}`,
  `\n${RUN}`,
  `\f${RUN}`,
  `\u2028${RUN}\u2029`,
  `\u0085${RUN}`,
  `\u202e${RUN}\u202c`,
  `a\u200bb`,
  '\0',
  '\u{e0001}tag',
  `{${RUN}}`,
  `\\N{LATIN SMALL LETTER A}`,
  `*/ ${RUN}`,
  `]\n${RUN}`,
  `# coding: utf-7`,
  'ﬁ',
  'ﬀ_ﬁ',
  'ｃｌａｓｓ',
  '__proto__',
  '__class__',
  '__init__',
  '__private',
  '_',
  'class',
  'match',
  'None',
  'str',
  'NotRequired',
  'x'.repeat(2_000),
];

/** A schema with each of them as a key, a constant, a description, a title and a name. */
function hostileSchema(): Record<string, unknown> {
  const definition = (text: string, index: number): string =>
    `${JSON.stringify(text)}: {"type": "object", "title": ${JSON.stringify(text)}, "description": ${JSON.stringify(text)},
      "properties": {${JSON.stringify(text)}: {"const": ${JSON.stringify(text)}, "description": ${JSON.stringify(text)}, "default": ${JSON.stringify(text)}},
        "plain${index}": {"enum": [${JSON.stringify(text)}, 1], "description": ${JSON.stringify(text)}}},
      "tsType": ${JSON.stringify(text)}, "additionalProperties": false}`;
  const reference = (text: string, index: number): string =>
    `"p${index}": {"$ref": ${JSON.stringify(
      `#/$defs/${encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
    )}}`;
  const schema: Record<string, unknown> = JSON.parse(
    `{"type": "object", "description": ${JSON.stringify(HOSTILE.join('\n'))},
      "$defs": {${HOSTILE.map(definition).join(',')}},
      "properties": {${HOSTILE.map(reference).join(',')}, "all": {"enum": ${JSON.stringify(HOSTILE)}}}}`,
  );
  return schema;
}

const events: ServiceEvent[] = HOSTILE.map((text, index) => ({
  name: `e${index}`,
  stability: 'deprecated',
  sinceContractVersion: 1,
  description: text,
  deprecation: {
    deprecatedSinceContractVersion: 1,
    removalContractVersion: 2,
    note: text,
    replacement: text,
  },
  scope: text,
  payload: { const: text },
}));

const HOSTILE_CONTRACT = contractOf([
  {
    namespace: 'a/v1',
    description: HOSTILE.join('\n'),
    methods: [
      method('m', hostileSchema(), hostileSchema(), {
        errors: HOSTILE.map((text) => ({ code: text, description: text })).slice(0, 24),
      }),
      ...[
        'import',
        'emit',
        'getItem',
        'get_item',
        'get__item',
        'a.class',
        'stream',
        'A',
        'a',
        'x1',
        'X1',
        'from_ctx',
        'property',
        'deprecated',
        'zz.property',
        'zz.then',
        'rt.get',
        'type.checking',
        'av1',
      ].map((name) => method(name, true, true, { errors: [{ code: 'busy' }] })),
    ],
    events,
  },
  { namespace: 'class/v1', description: '', methods: [method('def', true, true)] },
  { namespace: 'a-b/v1', description: '', methods: [method('x', true, true)] },
  { namespace: 'a.b/v1', description: '', methods: [method('x', true, true)] },
]);

const IMPORTS = ['a_v1', 'a_v1_types', 'class_v1', 'class_v1_types', 'mock_transport', 'runtime'];

describe('text of a hostile contract', () => {
  let files: ReadonlyMap<string, string> = new Map();
  let palette = '';

  beforeAll(async () => {
    const model = buildModel(HOSTILE_CONTRACT);
    const generated = await PYTHON.generate(model, {});
    palette = await paletteFile(model);
    files = new Map([
      ['services.py', palette],
      ...[...generated].map(([name, text]) => [`client/${name}`, text] as const),
    ]);
  });

  it('shows every character that it has, and breaks no line of its own', () => {
    for (const [name, text] of files) {
      const hidden =
        /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]/u;
      expect([name, hidden.exec(text)?.index ?? null]).toEqual([name, null]);
    }
  });

  it('is code that pyright has nothing against', () => {
    expect(pyright(files).filter(({ message }) => !message.includes('reportDeprecated'))).toEqual([]);
  });

  const code = `import builtins, importlib
builtins.pwned = []
modules = [importlib.import_module(name) for name in ${JSON.stringify(['services', ...IMPORTS.map((name) => `client.${name}`)])}]
texts = [module.__doc__ for module in modules]
types = importlib.import_module("client.a_v1_types")
values = types.MInput.__annotations__
keys = sorted(k for name in dir(types) for k in getattr(getattr(types, name), "__annotations__", {}))
client = importlib.import_module("client.a_v1").AV1(importlib.import_module("client.mock_transport").MockTransport())
result = [builtins.pwned, len(keys), [hasattr(client, name) for name in ("import_", "emit_", "get_item", "stream_")]]`;

  it('does nothing when it is loaded', async () => {
    expect(await runInPyodide(files, code)).toEqual([[], expect.any(Number), [true, true, true, true]]);
  });

  it.skipIf(INTERPRETER === undefined)('does nothing in the Python of the machine either', async () => {
    expect(await runPython(files, code)).toEqual([[], expect.any(Number), [true, true, true, true]]);
  });

  it('keeps constants what they are', async () => {
    const result = await runInPyodide(
      files,
      `import typing
from client import a_v1_types as types
hints = typing.get_type_hints(types.MInput, include_extras=False)
result = [list(map(ord, text)) for text in typing.get_args(hints["all"])]`,
    );
    const codes = HOSTILE.map((text) => [...text].map((char) => char.codePointAt(0)));
    expect([...(result as number[][])].map(String).sort()).toEqual(codes.map(String).sort());
  });

  it.each([['file:///etc/passwd'], ['/etc/passwd'], ['http://127.0.0.1:9/x'], ['../../../etc/passwd']])(
    'follows no reference to %s',
    (reference) => {
      const contract = contractOf([
        { namespace: 'a/v1', description: '', methods: [method('m', { $ref: reference }, true)] },
      ]);
      return expect((async () => PYTHON.generate(buildModel(contract), {}))()).rejects.toMatchObject({
        code: 'client-schema-reference',
      });
    },
  );
});
