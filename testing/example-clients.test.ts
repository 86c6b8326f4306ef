import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTypeScript } from './compile-typescript.ts';
import { type BrokerProvider, type HttpBroker, startHttpBroker } from './http-broker.ts';
import { loadClient } from './load-client.ts';

const CLIENTS = join(import.meta.dirname, '../fixtures/clients');

/** Every TypeScript file of the example's client and of the apps that use it. */
function files(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of ['hearth-ts', 'hearth-ts/runtime', 'hearth-apps-ts'])
    for (const name of readdirSync(join(CLIENTS, folder)))
      if (name.endsWith('.ts')) found.set(`${folder}/${name}`, readFileSync(join(CLIENTS, folder, name), 'utf8'));
  return found;
}

interface Client {
  createClient(transport: object, options?: object): object;
  httpTransport(options: { readonly url: string; readonly app: string }): object;
}
interface Provider {
  home(hub: object): { handle(request: Parameters<BrokerProvider>[0], context: undefined): ReturnType<BrokerProvider> };
}
interface Consumer {
  lightUp(hub: object): Promise<unknown>;
  missing(hub: object): Promise<string>;
}

describe("the example's apps in TypeScript", () => {
  let broker: HttpBroker;
  let consumer: Consumer;
  let client: Client;
  beforeAll(async () => {
    const load = loadClient(files());
    client = await load<Client>('hearth-ts/index.ts');
    consumer = await load<Consumer>('hearth-apps-ts/consumer.ts');
    const provider = await load<Provider>('hearth-apps-ts/provider.ts');
    // The provider's app calls the broker, which calls the provider's app.
    let handle: BrokerProvider = async () => ({ status: 503, body: {} });
    broker = await startHttpBroker((request) => handle(request));
    const home = provider.home(
      client.createClient(client.httpTransport({ url: broker.url, app: 'hub' }), { owns: ['devices/v1'] }),
    );
    handle = (request) => home.handle(request, undefined);
  });
  afterAll(() => broker.close());

  it('compile with every strict option', () => {
    expect(compileTypeScript(files())).toEqual([]);
  });

  it('talk through the broker: a call, an event that answers it, and a failure', async () => {
    const hub = client.createClient(client.httpTransport({ url: broker.url, app: 'evening' }));
    expect(await consumer.lightUp(hub)).toEqual({ names: ['Desk'], told: ['lamp'] });
    // The lamp is on now, so there is nothing left to do.
    expect(await consumer.lightUp(hub)).toEqual({ names: [], told: [] });
    expect(await consumer.missing(hub)).toBe('provider_error, not again');
    expect(broker.requests.map(({ path, headers }) => `${headers['x-palette-caller-app']} ${path.slice(18)}`)).toEqual([
      'evening dispatch',
      'evening dispatch',
      'hub events/emit',
      'evening events/stream',
      'evening dispatch',
      'evening dispatch',
    ]);
  });
});
