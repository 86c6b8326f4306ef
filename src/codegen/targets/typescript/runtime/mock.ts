import { BrokerFailure, failureOf } from './errors.ts';
import { type LocalMocks, localAnswer } from './local-mocks.ts';
import { platform } from './platform.ts';
import type { Errors, EventEnvelope, Input, Output, ServiceMap, Signal, Target } from './shapes.ts';
import type { StreamRequest, Transport } from './transport.ts';

/** Answers a mocked method, or refuses it with one of its errors. */
export type MockHandler<I, O, E> = (
  input: I,
  call: { fail<K extends keyof E & string>(code: K, detail: E[K], message?: string): never },
) => O | Promise<O>;

export type MockHandlers<S extends ServiceMap<S>> = {
  readonly [T in Target<S>]?: MockHandler<Input<S, T>, Output<S, T>, Errors<S, T>>;
};

export interface MockOptions {
  /** What `.palette/app-services.local.json` holds: answers of methods without a handler. */
  readonly local?: LocalMocks | undefined;
}

/** One call or emit that reached the mock. */
export interface Recorded {
  readonly kind: 'call' | 'emit';
  readonly target: string;
  readonly payload: unknown;
  readonly idempotencyKey: string | undefined;
}

/** A broker in memory. Values travel as JSON, as they do over a wire. */
export interface Mock<E> extends Transport {
  /** What came in, in order. */
  readonly calls: readonly Recorded[];
  /** Sends an event to every stream of its target, also to those that resume before it. Gives its id. */
  send<T extends Target<E>>(target: T, payload: E[T], time?: string): string;
  /** Ends every stream, as a connection that breaks does. */
  disconnect(): void;
}

/** Answers with the handlers, else with a local mock; a method without either is `not_found`. */
export function makeMock<S extends ServiceMap<S>, E>(
  handlers: MockHandlers<S>,
  { local = {} }: MockOptions = {},
): Mock<E> {
  const calls: Recorded[] = [];
  const log: EventEnvelope[] = [];
  const waiting = new Set<() => void>();
  let connection = 0;
  const wake = (): void => {
    for (const resume of [...waiting]) resume();
  };
  const record = (kind: Recorded['kind'], target: string, value: unknown, idempotencyKey: string | undefined) => {
    const payload = overWire(value);
    calls.push({ kind, target, payload, idempotencyKey });
    return payload;
  };
  const add = (target: string, payload: unknown, time: string | null): string => {
    const id = String(log.length + 1);
    log.push({ id, target, time, payload: overWire(payload) });
    wake();
    return id;
  };
  return {
    calls,
    async call({ target, input, idempotencyKey }) {
      const payload = record('call', target, input, idempotencyKey);
      const handler = Object.hasOwn(handlers, target)
        ? (handlers as Readonly<Record<string, AnyHandler>>)[target]
        : undefined;
      if (handler === undefined) {
        const found = localAnswer(local, target, payload);
        if (found !== undefined) return overWire(found.answer);
        throw new BrokerFailure({ code: 'not_found', target, message: 'the mock has no handler' });
      }
      const fail = (code: string, detail: unknown, message = `refused with ${code}`): never => {
        throw new BrokerFailure({ code, target, detail: overWire(detail), message });
      };
      try {
        return overWire(await handler(payload, { fail }));
      } catch (thrown) {
        if (thrown instanceof BrokerFailure) throw thrown;
        const { message } = failureOf(thrown, target);
        throw new BrokerFailure({ code: 'provider_error', target, message, cause: thrown });
      }
    },
    async emit({ target, payload, idempotencyKey }) {
      add(target, record('emit', target, payload, idempotencyKey), null);
    },
    stream: ({ targets, signal, lastEventId }) => replay(targets, signal, lastEventId),
    send: (target, payload, time) => add(target, payload, time ?? null),
    disconnect() {
      connection += 1;
      wake();
    },
  };

  async function* replay(
    targets: StreamRequest['targets'],
    signal: Signal,
    lastEventId: string | undefined,
  ): AsyncGenerator<EventEnvelope | { readonly retryMs: number }, void, undefined> {
    const mine = connection;
    let next = lastEventId === undefined ? log.length : Number(lastEventId);
    yield { retryMs: 0 };
    while (!signal.aborted && connection === mine) {
      const event = log[next];
      if (event === undefined) {
        await change(signal);
        continue;
      }
      next += 1;
      if (targets.includes(event.target)) yield event;
    }
  }

  function change(signal: Signal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        // In a turn of its own: a stream that is resumed at once would keep everything else waiting.
        platform.setTimeout(resolve, 0);
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }
}

type AnyHandler = (input: unknown, call: { fail(code: string, detail: unknown, message?: string): never }) => unknown;

function overWire(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
