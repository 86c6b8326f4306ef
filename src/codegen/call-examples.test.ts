import { beforeAll, describe, expect, it } from 'vitest';
import { contractOf, event, method } from '../../testing/client-contract.ts';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import { runInPyodide } from '../../testing/pyodide.ts';
import type { JsonValue } from '../model/json/value.ts';
import { generateClient } from './index.ts';

const RUN = '__import__("builtins").pwned.append(1)';

/** What would be code, would end a comment or a docstring, or would hide in one. */
const HOSTILE: readonly JsonValue[] = [
  { text: '*/ globalThis.pwned = 1; /*' },
  { text: '*\\/ */ \\*/' },
  { text: `"""\n${RUN}\n"""` },
  { text: `\\"""\n${RUN}` },
  { text: '\u202egnp.exe\u202c \u2028 \u0085 \u200b \u{e0001}' },
  { text: '```\n@deprecated two  blanks\t' },
  { '// ---- a/v1#m0': '# ---- a/v1#m0', '${x}': '`' },
  ['ends with a backslash\\'],
  'a"',
  '',
  null,
  false,
  0,
  -1.5e-7,
];

const contract = contractOf([
  {
    namespace: 'a/v1',
    description: 'A.',
    methods: [
      ...HOSTILE.map((example, at) =>
        method(`m${at}`, true, true, { examples: { input: [example, 'a second'], output: [example] } }),
      ),
      method('long', true, true, { examples: { input: ['x'.repeat(1_000)] } }),
      method('none', true, true, { examples: { input: [], output: [] } }),
    ],
    events: [{ ...event('happened', true), examples: [{ id: '1', at: 2 }] }],
  },
]);

describe('examples of a contract stand at its calls', () => {
  let typescript: ReadonlyMap<string, string>;
  let python: ReadonlyMap<string, string>;
  beforeAll(async () => {
    typescript = await generateClient(contract, 'typescript');
    const files = await generateClient(contract, 'python');
    python = new Map([...files].map(([name, text]) => [`client/${name}`, text]));
  });

  /** The code of the examples, by target, as a comment shows it. */
  function shown(): Map<string, string[]> {
    const text = typescript.get('a.v1.ts') ?? '';
    const blocks = [
      ...text.matchAll(/ \* @example\n +\* ```ts\n((?: +\* .*\n)*?) +\* ```\n(?:.*\n)*?.*"(a\/v1#\w+)"/g),
    ];
    return new Map(
      blocks.map(([, code = '', target = '']) => [
        target,
        code
          .trimEnd()
          .split('\n')
          .map((line) => line.trim().slice(2)),
      ]),
    );
  }

  it('as code in TypeScript that says what they say', () => {
    expect(compileTypeScript(typescript)).toEqual([]);
    for (const [at, example] of HOSTILE.entries()) {
      const target = `a/v1#m${at}`;
      const [call = '', gives = ''] = shown().get(target) ?? [];
      const start = `await client.call("${target}", `;
      expect(call.startsWith(start) && call.endsWith(');')).toBe(true);
      expect(JSON.parse(call.slice(start.length, -2))).toEqual(example);
      expect(JSON.parse(gives.slice('// '.length))).toEqual(example);
    }
    expect(shown().get('a/v1#happened')).toEqual([
      'client.on("a/v1#happened", (payload) => {});',
      '// {"at":2,"id":"1"}',
    ]);
  });

  it('as JSON in Python that says what they say', async () => {
    const names = HOSTILE.map((_, at) => `m${at}`);
    const docs = await runInPyodide(
      python,
      `import builtins, inspect
builtins.pwned = []
from client.a_v1 import AV1
docs = [inspect.getdoc(getattr(AV1, name).fget) for name in ${JSON.stringify([...names, 'long', 'none'])}]
result = [docs, builtins.pwned]`,
    );
    const [texts = [], pwned] = docs as [string[], number[]];
    expect(pwned).toEqual([]);
    for (const [at, example] of HOSTILE.entries())
      for (const role of ['input', 'output']) {
        const [, json = ''] = new RegExp(`^Example of its ${role}, as JSON: (.*)$`, 'm').exec(texts[at] ?? '') ?? [];
        expect(JSON.parse(json)).toEqual(example);
      }
    expect(texts.slice(HOSTILE.length).join()).not.toContain('Example');
  });

  it('and nowhere where there is none, or one too long', () => {
    for (const name of ['long', 'none']) expect(shown().has(`a/v1#${name}`)).toBe(false);
    expect([...typescript.values()].join('')).not.toContain('a second');
  });
});
