import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider's `handle` answers. */
export interface BrokerReply {
  readonly status: number;
  readonly body: unknown;
}

/** Answers dispatched calls. */
export type BrokerProvider = (request: {
  readonly target: string;
  readonly payload: unknown;
  readonly caller: string | null;
}) => Promise<BrokerReply>;

/** One request as it came in. */
export interface BrokerRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface HttpBroker {
  readonly url: string;
  readonly requests: readonly BrokerRequest[];
  /** How many event streams are open. */
  streams(): number;
  /** Sends an event to whoever listens and keeps it for those who resume. */
  publish(target: string, payload: unknown): string;
  /** Breaks every open connection in the middle of whatever it carries. */
  breakConnections(): void;
  /** Answers the next request with these very bytes, after a while. */
  answerNext(raw: {
    readonly status: number;
    readonly type?: string;
    readonly text: string;
    readonly afterMs?: number;
  }): void;
  close(): Promise<void>;
}

const PATH = '/api/v1/os-broker';

/** A broker over HTTP on this machine: dispatch, emit and stream as the platform has them. */
export async function startHttpBroker(provider: BrokerProvider): Promise<HttpBroker> {
  const requests: BrokerRequest[] = [];
  const log: { readonly id: string; readonly target: string; readonly text: string }[] = [];
  const listeners = new Map<ServerResponse, readonly string[]>();
  const planned: Parameters<HttpBroker['answerNext']>[0][] = [];

  const publish = (target: string, payload: unknown): string => {
    const id = `e${log.length + 1}`;
    const data = JSON.stringify({
      target,
      payload,
      meta: { target, organizationId: 'o1', occurredAt: '2026-11-20T09:00:00Z' },
    });
    log.push({ id, target, text: `id: ${id}\ndata: ${data}\n\n` });
    for (const [response, targets] of listeners) if (targets.includes(target)) response.write(log.at(-1)?.text);
    return id;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://broker');
    const body = await jsonBody(request);
    requests.push({ path: url.pathname, headers: request.headers, body });
    const raw = planned.shift();
    if (raw) {
      const timer = setTimeout(() => {
        response.writeHead(raw.status, { 'content-type': raw.type ?? 'application/json' }).end(raw.text);
      }, raw.afterMs ?? 0);
      response.on('close', () => clearTimeout(timer));
      return;
    }
    if (url.pathname === `${PATH}/events/stream`) return stream(url, request, response);
    const { target, payload, caller_app_id: caller } = body as Record<string, unknown>;
    if (typeof target !== 'string' || typeof caller !== 'string')
      return answer(response, 422, { detail: [{ msg: 'Field required' }] });
    if (url.pathname === `${PATH}/events/emit`) {
      publish(target, payload);
      return answer(response, 200, { ok: true });
    }
    const reply = await provider({ target, payload, caller });
    answer(response, reply.status, reply.body);
  });

  function stream(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const targets = (url.searchParams.get('targets') ?? '').split(',');
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(': hello\nretry: 10\n\n');
    const last = request.headers['last-event-id'];
    const from = last === undefined ? log.length : log.findIndex(({ id }) => id === last) + 1;
    for (const event of log.slice(from)) if (targets.includes(event.target)) response.write(event.text);
    listeners.set(response, targets);
    response.on('close', () => listeners.delete(response));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    streams: () => listeners.size,
    publish,
    breakConnections: () => server.closeAllConnections(),
    answerNext: (raw) => void planned.push(raw),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
