import { beforeAll, describe, expect, it } from 'vitest';
import { contractOf, exactly, method } from '../../testing/client-contract.ts';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import { loadClient } from '../../testing/load-client.ts';
import { diffContracts } from '../check/contract-diff.ts';
import { generateClient } from '../codegen/index.ts';
import type { Contract, LoadedContract, ServiceMethod } from '../contract/model.ts';
import { toSnapshot } from '../contract/snapshot.ts';

// What the comparison of contracts calls compatible, and what the types and the validators of generated clients say,
// is one statement: here each pair is judged by all of them.

type Schema = ServiceMethod['input'];
interface Pair {
  readonly what: string;
  readonly before: readonly [input: Schema, output: Schema];
  readonly after: readonly [input: Schema, output: Schema];
  /** What a caller of the version before sends, and what the provider of the version after answers. */
  readonly sent: unknown;
  readonly answered: unknown;
  readonly compatible: boolean;
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const open = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});
const closed = (properties: Record<string, unknown>, required: readonly string[]) => ({
  ...exactly(properties),
  required: [...required],
});

const PAIRS: readonly Pair[] = [
  {
    what: 'an input that may be given',
    before: [exactly({ id: TEXT }), open({ a: TEXT })],
    after: [closed({ id: TEXT, more: NUMBER }, ['id']), open({ a: TEXT })],
    sent: { id: '1' },
    answered: { a: 'x' },
    compatible: true,
  },
  {
    what: 'an input that need not be given any more',
    before: [exactly({ id: TEXT, by: TEXT }), TEXT],
    after: [closed({ id: TEXT, by: TEXT }, ['id']), TEXT],
    sent: { id: '1', by: 'me' },
    answered: 'x',
    compatible: true,
  },
  {
    what: 'an input with one value more',
    before: [exactly({ kind: { enum: ['a'] } }), TEXT],
    after: [exactly({ kind: { enum: ['a', 'b'] } }), TEXT],
    sent: { kind: 'a' },
    answered: 'x',
    compatible: true,
  },
  {
    what: 'an input that is wider',
    before: [exactly({ n: { type: 'integer' } }), TEXT],
    after: [exactly({ n: NUMBER }), TEXT],
    sent: { n: 1 },
    answered: 'x',
    compatible: true,
  },
  {
    what: 'an output that is always there from now on',
    before: [exactly({}), open({ a: TEXT, b: NUMBER }, ['a'])],
    after: [exactly({}), open({ a: TEXT, b: NUMBER })],
    sent: {},
    answered: { a: 'x', b: 1 },
    compatible: true,
  },
  {
    what: 'an output that is narrower',
    before: [exactly({}), { type: ['string', 'null'] }],
    after: [exactly({}), TEXT],
    sent: {},
    answered: 'x',
    compatible: true,
  },
  {
    what: 'an input that has to be given',
    before: [exactly({ id: TEXT }), TEXT],
    after: [exactly({ id: TEXT, by: TEXT }), TEXT],
    sent: { id: '1' },
    answered: 'x',
    compatible: false,
  },
  {
    what: 'an input that is gone',
    before: [exactly({ id: TEXT, by: TEXT }), TEXT],
    after: [exactly({ id: TEXT }), TEXT],
    sent: { id: '1', by: 'me' },
    answered: 'x',
    compatible: false,
  },
  {
    what: 'an input with one value less',
    before: [exactly({ kind: { enum: ['a', 'b'] } }), TEXT],
    after: [exactly({ kind: { enum: ['a'] } }), TEXT],
    sent: { kind: 'b' },
    answered: 'x',
    compatible: false,
  },
  {
    what: 'an output that is gone',
    before: [exactly({}), open({ a: TEXT, b: NUMBER })],
    after: [exactly({}), open({ a: TEXT })],
    sent: {},
    answered: { a: 'x' },
    compatible: false,
  },
  {
    what: 'an output of another type',
    before: [exactly({}), open({ a: TEXT })],
    after: [exactly({}), open({ a: NUMBER })],
    sent: {},
    answered: { a: 1 },
    compatible: false,
  },
  {
    what: 'an output that may be null',
    before: [exactly({}), TEXT],
    after: [exactly({}), { type: ['string', 'null'] }],
    sent: {},
    answered: null,
    compatible: false,
  },
];

const TARGET = 'hub/v1#do';

function contract([input, output]: Pair['before'], contractVersion: number): Contract {
  const service = { namespace: 'hub/v1', description: 'Hub.', methods: [method('do', input, output)] };
  return contractOf([service], { contractVersion });
}

function loaded(source: Contract): LoadedContract {
  const { contract: sorted, digest } = toSnapshot(source);
  return { contract: sorted, digest, form: 'source', path: 'contract', locate: () => ({ path: 'contract' }) };
}

/** Code of the version before that meets the types of the version after. */
function use(before: string, after: string): string {
  return `import type { Services as Before } from '${before}';
import type { Services as After } from '${after}';
export function send(input: Before['${TARGET}']['input']): After['${TARGET}']['input'] {
  return input;
}
export function take(output: After['${TARGET}']['output']): Before['${TARGET}']['output'] {
  return output;
}
`;
}

interface OldClient {
  createClient(
    transport: object,
    options: object,
  ): { tryCall(target: string, input: unknown): Promise<{ readonly ok: boolean }> };
  readonly BrokerFailure: new (init: object) => Error;
}
interface NewClient {
  readonly hubV1: {
    provide(
      handlers: object,
      options: object,
    ): {
      handle(
        request: object,
        context: undefined,
      ): Promise<{ readonly status: number; readonly body: { readonly result?: unknown; readonly detail?: object } }>;
    };
  };
}

describe('a client of the version before, and a provider of the version after', () => {
  let problems: readonly string[] = [];
  const clients = new Map<Pair, readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>]>();
  beforeAll(async () => {
    const program = new Map<string, string>();
    for (const [at, pair] of PAIRS.entries()) {
      const files = [
        await generateClient(contract(pair.before, 1), 'typescript', { validators: true }),
        await generateClient(contract(pair.after, 2), 'typescript', { validators: true }),
      ] as const;
      clients.set(pair, files);
      for (const [side, texts] of files.entries())
        for (const [name, text] of texts) {
          if (name.startsWith('runtime/')) program.set(name, text);
          if (name === 'hub.v1.ts') program.set(`p${at}/${side}.ts`, text.replace("'./runtime/", "'../runtime/"));
        }
      program.set(`p${at}/use.ts`, use('./0.js', './1.js'));
    }
    problems = compileTypeScript(program);
  }, 60_000);

  it('compile each by itself', () => {
    expect(problems.filter((problem) => !/^p\d+\/use\.ts:/.test(problem))).toEqual([]);
  });

  it.each(PAIRS.map((pair, at) => [pair.what, at, pair] as const))(
    'agree with the comparison about %s',
    async (_, at, pair) => {
      const { requiredBump } = diffContracts(loaded(contract(pair.before, 1)), loaded(contract(pair.after, 2)));
      const compiles = !problems.some((problem) => problem.startsWith(`p${at}/use.ts:`));
      expect({ compatible: requiredBump !== 'major', works: compiles && (await runs(pair)) }).toEqual({
        compatible: pair.compatible,
        works: pair.compatible,
      });
    },
  );

  /** True where a call of the one passes the other, with everything validated on both sides. */
  async function runs(pair: Pair): Promise<boolean> {
    const [before, after] = clients.get(pair) ?? [];
    if (!before || !after) return false;
    const [old, now] = [loadClient(before), loadClient(after)];
    const client = await old<OldClient>('index.ts');
    const { validators } = await old<{ readonly validators: object }>('validate/index.ts');
    const provider = await now<NewClient>('index.ts');
    const held = await now<{ readonly validators: object }>('validate/index.ts');
    const answers = provider.hubV1.provide({ do: () => pair.answered }, { validators: held.validators });
    const transport = {
      call: async ({ target, input }: { target: string; input: unknown }) => {
        const { status, body } = await answers.handle({ target, payload: input }, undefined);
        if (status !== 200) throw new client.BrokerFailure({ target, ...body.detail });
        return body.result;
      },
    };
    const { ok } = await client.createClient(transport, { validators, validate: 'both' }).tryCall(TARGET, pair.sent);
    return ok;
  }
});
