import { BrokerFailure, isBrokerCode } from './errors.ts';
import { type Fetch, type FetchReply, platform } from './platform.ts';
import type { EventEnvelope, Signal } from './shapes.ts';
import { type ServerEvent, serverEvents } from './sse.ts';
import { broken } from './stream.ts';
import type { StreamItem, StreamRequest, Transport } from './transport.ts';

export interface HttpOptions {
  /** Address of the platform, as `https://palette.example`; a path is kept. */
  readonly url: string;
  /** Id of the app that calls. */
  readonly app: string;
  /** Headers of every request, asked for anew each time: where a token belongs. */
  readonly headers?: (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>) | undefined;
  /** Stands in for the runtime's own fetch. */
  fetch?(url: string, init: object): Promise<FetchReply>;
}

const PATH = '/api/v1/os-broker';

/** Talks to a broker over HTTP: calls, emits, and one event stream per subscription. */
export function httpTransport(options: HttpOptions): Transport {
  const base = `${options.url.replace(/\/+$/, '')}${PATH}`;
  // Never taken off its object: browsers refuse a fetch that is.
  const send: Fetch = (url, init) => (options.fetch ? options.fetch(url, init) : platform.fetch(url, init));

  const headers = async (): Promise<Record<string, string>> => ({
    ...(await options.headers?.()),
    'x-palette-caller-app': options.app,
  });
  const post = async (
    path: string,
    { target, payload, signal, idempotencyKey }: Posted,
  ): Promise<{ readonly reply: FetchReply; readonly text: string }> => {
    const init = {
      method: 'POST',
      headers: {
        ...(await headers()),
        'content-type': 'application/json',
        accept: 'application/json',
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ target, payload, caller_app_id: options.app }),
      signal,
      redirect: 'error',
      cache: 'no-store',
    } as const;
    try {
      const reply = await send(`${base}${path}`, init);
      return { reply, text: await reply.text() };
    } catch (thrown) {
      throw broken(target, thrown);
    }
  };

  return {
    async call({ target, input, signal, idempotencyKey }) {
      const { reply, text } = await post('/dispatch', { target, payload: input, signal, idempotencyKey });
      if (!reply.ok) throw refusal(target, reply, text);
      const body = parsed(text);
      if (!isBody(body) || !Object.hasOwn(body, 'result')) throw malformed(target, reply, 'has no result');
      return body.result;
    },
    async emit({ target, payload, signal, idempotencyKey }) {
      const { reply, text } = await post('/events/emit', { target, payload, signal, idempotencyKey });
      if (!reply.ok) throw refusal(target, reply, text);
    },
    stream: (request) => stream(request),
  };

  async function* stream({ targets, signal, lastEventId }: StreamRequest): AsyncGenerator<StreamItem, void, undefined> {
    const all = targets.join(',');
    const query = `targets=${encodeURIComponent(all)}&caller_app_id=${encodeURIComponent(options.app)}`;
    const init = {
      method: 'GET',
      headers: {
        ...(await headers()),
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal,
      redirect: 'error',
      cache: 'no-store',
    } as const;
    const reply = await send(`${base}/events/stream?${query}`, init).catch((thrown: unknown) => {
      throw broken(all, thrown);
    });
    if (!reply.ok) throw refusal(all, reply, await reply.text().catch(() => ''));
    if (!/^text\/event-stream\b/i.test(reply.headers.get('content-type') ?? '') || reply.body === null)
      throw malformed(all, reply, 'is no event stream');
    const reader = reply.body.getReader();
    try {
      for await (const item of serverEvents(reader, lastEventId ?? '')) {
        if ('retryMs' in item) yield item;
        else if (item.type === 'message') yield envelope(all, reply, item);
      }
    } catch (thrown) {
      if (thrown instanceof BrokerFailure) throw thrown;
      if (thrown instanceof RangeError) throw malformed(all, reply, `can't be read: ${thrown.message}`);
      throw broken(all, thrown);
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
}

interface Posted {
  readonly target: string;
  readonly payload: unknown;
  readonly signal: Signal;
  readonly idempotencyKey: string | undefined;
}

/** `{target, payload, meta: {occurredAt}}`, as the broker sends it. */
function envelope(targets: string, reply: FetchReply, { data, id }: ServerEvent): EventEnvelope {
  const body = parsed(data);
  if (!isBody(body) || typeof body.target !== 'string' || !Object.hasOwn(body, 'payload'))
    throw malformed(targets, reply, 'has an event without target or payload');
  const time = isBody(body.meta) ? body.meta.occurredAt : undefined;
  return {
    id: id === '' ? null : id,
    target: body.target,
    time: typeof time === 'string' ? time : null,
    payload: body.payload,
  };
}

/** Codes of statuses that say enough by themselves. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'invalid_input',
  401: 'denied',
  403: 'denied',
  404: 'not_found',
  408: 'timeout',
  422: 'invalid_input',
  424: 'unavailable',
  429: 'unavailable',
  502: 'unavailable',
  503: 'unavailable',
  504: 'timeout',
};

const RETRYABLE: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/**
 * What a refusal means: `{detail: {code, message, detail, retryable}}` says it itself; for any other body the status
 * does.
 */
function refusal(target: string, { status }: FetchReply, text: string): BrokerFailure {
  const body = parsed(text);
  const said = isBody(body) ? body.detail : undefined;
  const code = BY_STATUS[status] ?? 'internal';
  const retryable = RETRYABLE.has(status);
  if (isBody(said) && typeof said.code === 'string') {
    return new BrokerFailure({
      code: said.code,
      target,
      message: typeof said.message === 'string' ? said.message : `the broker answered ${said.code}`,
      detail: said.detail,
      retryable: typeof said.retryable === 'boolean' ? said.retryable : isBrokerCode(said.code) && retryable,
      status,
    });
  }
  const message = typeof said === 'string' ? said : `the broker answered ${status}`;
  return new BrokerFailure({ code, target, message, detail: said, retryable, status });
}

function malformed(target: string, { status }: FetchReply, what: string): BrokerFailure {
  return new BrokerFailure({ code: 'invalid_output', target, message: `the broker's answer ${what}`, status });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Everything that a broker's JSON may have, before it is known whether it has it. */
interface Body {
  readonly result?: unknown;
  readonly target?: unknown;
  readonly payload?: unknown;
  readonly meta?: unknown;
  readonly occurredAt?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly retryable?: unknown;
  readonly detail?: unknown;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
