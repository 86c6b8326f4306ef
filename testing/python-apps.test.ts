import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readClientFolder } from '../src/codegen/read-client.ts';
import { type BrokerProvider, type HttpBroker, startHttpBroker } from './http-broker.ts';
import { loadClient } from './load-client.ts';
import { pyright } from './pyright.ts';
import { PYTHON } from './python.ts';

/** An app of the example platform, in Python, and the client that it imports as `hearth`. */
const APPS = ['hub.py', 'night_light.py'].map(
  (name) => [name, readFileSync(new URL(`../fixtures/apps/python/${name}`, import.meta.url), 'utf8')] as const,
);

function client(language: 'py' | 'ts'): ReadonlyMap<string, string> {
  const folder = readClientFolder(`fixtures/clients/hearth-${language}`, 'client');
  return new Map([...folder].map(([name, text]) => [name, text ?? '']));
}

const files = new Map([...APPS, ...[...client('py')].map(([name, text]) => [`hearth/${name}`, text] as const)]);

it("the example platform's Python apps have nothing that pyright strict is against", () => {
  expect(pyright(files)).toEqual([]);
});

interface App {
  readonly process: ChildProcess;
  line(): Promise<string>;
}

describe.skipIf(PYTHON === undefined)("the example platform's Python apps, over a broker", () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-apps-'));
  const started: ChildProcess[] = [];
  let broker: HttpBroker | undefined;

  beforeAll(async () => {
    await mkdir(join(folder, 'hearth'));
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  });

  afterEach(async () => {
    for (const process of started.splice(0)) process.kill();
    await broker?.close();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function start(name: string, ...args: string[]): App {
    const child = spawn(PYTHON ?? 'python3', ['-B', '-u', name, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', NO_PROXY: '*', PYTHONUTF8: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    started.push(child);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
    return {
      process: child,
      async line() {
        while (!text.includes('\n')) {
          if (child.exitCode !== null) throw new Error(`${name} ended`);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        const [first = ''] = text.split('\n', 1);
        text = text.slice(first.length + 1);
        return first;
      },
    };
  }

  /** A broker that dispatches to the Python hub. */
  async function hub(): Promise<HttpBroker> {
    let address = '';
    const own = await startHttpBroker(async (request) => {
      const reply = await fetch(address, { method: 'POST', body: JSON.stringify(request) });
      return { status: reply.status, body: await reply.json() };
    });
    address = await start('hub.py', own.url).line();
    return own;
  }

  /** Starts the Python consumer, waits until its stream is open, and lets it go on. */
  async function nightLight({ url, streams }: HttpBroker): Promise<unknown> {
    const app = start('night_light.py', url);
    expect(await app.line()).toBe('listening');
    while (streams() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    app.process.stdin?.write('\n');
    return JSON.parse(await app.line());
  }

  it('talk to each other', async () => {
    broker = await hub();
    expect(await nightLight(broker)).toEqual({
      names: ['Lamp ä'],
      dark: ['lamp-1'],
      failures: ['not_found: there is no nobody', 'provider_error: the provider failed'],
    });
  }, 60_000);

  it('provide for an app in TypeScript', async () => {
    broker = await hub();
    const load = loadClient(client('ts'));
    const { createClient, httpTransport } = await load<Record<string, (...args: unknown[]) => unknown>>('index.ts');
    const hearth = createClient?.(httpTransport?.({ url: broker.url, app: 'guest-panel' })) as {
      call(target: string, input: unknown): Promise<unknown>;
    };
    expect(await hearth.call('devices/v1#list', {})).toMatchObject({
      devices: [{ name: 'Lamp ä', state: { on: true } }],
    });
    expect(await hearth.call('devices/v1#state.set', { id: 'lamp-1', state: { kind: 'light', on: false } })).toEqual({
      accepted: true,
    });
    await expect(hearth.call('devices/v1#get', { id: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  }, 60_000);

  it('consume what an app in TypeScript provides', async () => {
    const load = loadClient(client('ts'));
    const { provide } = await load<{
      provide(handlers: unknown): { handle(request: unknown, context: unknown): ReturnType<BrokerProvider> };
    }>('devices.v1.ts');
    const off = { kind: 'light', on: false };
    const provider = provide({
      list: () => ({
        devices: [
          { id: 'l', name: 'TS', kind: 'light', roomId: null, reachable: true, state: { kind: 'light', on: true } },
        ],
      }),
      'state.set': ({ id }: { id: string }) => {
        const before = { kind: 'light', on: true };
        broker?.publish('devices/v1#state.changed', {
          id,
          before,
          after: off,
          at: '2026-11-20T09:00:00Z',
          cause: 'app',
        });
        return { accepted: true };
      },
      get: (_: unknown, call: { fail(code: string, detail: unknown, message: string): never }) =>
        call.fail('not_found', null, 'none'),
      'readings.query': () => {
        throw new Error('secret');
      },
    });
    broker = await startHttpBroker((request) => provider.handle(request, undefined));
    expect(await nightLight(broker)).toEqual({
      names: ['TS'],
      dark: ['l'],
      failures: ['not_found: none', 'provider_error: the provider failed'],
    });
  }, 60_000);
});
