import { sourceFile } from '../model/source-file.ts';
import { exampleFile, namespaceOf, type Scaffolded } from './scaffold.ts';
import { type BrokerTarget, formatTarget } from './target.ts';

/** Where the handlers of a TypeScript app come together. */
export const PROVIDER_FILE = 'broker/provider.ts';

/** The module where handlers come together: as it would have been written before, and as it is to be. */
export interface ProviderModule {
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
}

/** A method, and what its handler is called where all of them come together. */
export interface ProvidedHandler {
  readonly name: string;
  readonly local: string;
}

/**
 * The module of a method or an event, and its test, typed by the generated client.
 * @param module what the client calls the namespace: `hrV1`
 */
export function typescriptFiles(scaffolded: Scaffolded, module: string): ReadonlyMap<string, string> {
  const { target, kind } = scaffolded;
  return kind === 'method' ? methodFiles(target, module) : eventFiles(target, module);
}

function methodFiles(target: BrokerTarget, module: string): ReadonlyMap<string, string> {
  const { name } = target;
  return new Map([
    [
      `broker/methods/${sourceFile(name)}.ts`,
      `import type { ${module} } from '../client/index.js';

/** Answers ${formatTarget(target)}. */
const handler: ${module}.Provider['${name}'] = (input) => ({ id: input.id });

export default handler;
`,
    ],
    [
      `tests/${sourceFile(name)}.test.ts`,
      `import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import provider from '../broker/provider.js';

test('${formatTarget(target)} answers its example', async () => {
  const { input, output } = JSON.parse(readFileSync('${exampleFile(target)}', 'utf8'));
  const reply = await provider.handle({ target: '${formatTarget(target)}', payload: input }, undefined);
  deepEqual(reply, { status: 200, body: { result: output } });
});
`,
    ],
  ]);
}

function eventFiles(target: BrokerTarget, module: string): ReadonlyMap<string, string> {
  const { name } = target;
  const [text, namespace] = [formatTarget(target), namespaceOf(target)];
  return new Map([
    [
      `broker/events/${sourceFile(name)}.ts`,
      `import type { Client, ${module} } from '../client/index.js';

/** What ${text} carries. */
export type Payload = ${module}.Events['${text}'];

/** Sends ${text}, over a client that owns ${namespace}. */
export default async function send(client: Client<'${namespace}'>, payload: Payload): Promise<void> {
  await client.emit('${text}', payload);
}
`,
    ],
    [
      `tests/${sourceFile(name)}.test.ts`,
      `import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createClient, createMock } from '../broker/client/index.js';
import send from '../broker/events/${sourceFile(name)}.js';

test('${text} is sent as its example says', async () => {
  const { payload } = JSON.parse(readFileSync('${exampleFile(target)}', 'utf8'));
  const broker = createMock();
  await send(createClient(broker, { owns: ['${namespace}'] }), payload);
  const sent = broker.calls.map((call) => [call.kind, call.target, call.payload]);
  deepEqual(sent, [['emit', '${text}', payload]]);
});
`,
    ],
  ]);
}

/**
 * The module where the handlers of a namespace come together: it compiles only while every method has one.
 * @param handlers in the order in which they are listed
 */
export function typescriptProvider(namespace: string, module: string, handlers: readonly ProvidedHandler[]): string {
  const imports = handlers.map(({ name, local }) => `import ${local} from './methods/${sourceFile(name)}.js';`);
  const keys = handlers.map(({ name, local }) => `  '${name}': ${local},`);
  return `import { ${module} } from './client/index.js';
${imports.join('\n')}

/** Answers every method of ${namespace}. */
const provider: ReturnType<typeof ${module}.provide<undefined>> = ${module}.provide({
${keys.join('\n')}
});

export default provider;
`;
}
