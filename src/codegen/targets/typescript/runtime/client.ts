import { type BrokerError, BrokerFailure, failureOf } from './errors.ts';
import { Guard } from './guard.ts';
import { deadline, orAborted } from './platform.ts';
import type {
  CallOptions,
  ClientOptions,
  Errors,
  EventEnvelope,
  EventOptions,
  Input,
  Metadata,
  Output,
  ServiceMap,
  Signal,
  Target,
} from './shapes.ts';
import { follow } from './stream.ts';
import type { Transport } from './transport.ts';
import { buildTree, clientEntries, treeEntries } from './tree.ts';

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Events of the namespaces that an app provides. */
export type Owned<E, O extends string> = O extends string ? Extract<Target<E>, `${O}#${string}`> : never;

export type Handler<T extends string, P> = (payload: P, event: EventEnvelope<T, P>) => void | Promise<void>;

export interface OnOptions extends EventOptions {
  /** Hears what ended the subscription, where that was a failure or the handler threw. */
  readonly onError?: ((error: BrokerError) => void) | undefined;
}

export interface Calls<S extends ServiceMap<S>> {
  /** Calls a method. @throws BrokerError of the method: `isError` tells its type */
  call<T extends Target<S>>(target: T, input: Input<S, T>, options?: CallOptions): Promise<Output<S, T>>;
  /** Calls a method; a failure is a result too. */
  tryCall<T extends Target<S>>(
    target: T,
    input: Input<S, T>,
    options?: CallOptions,
  ): Promise<Result<Output<S, T>, BrokerError<Errors<S, T>>>>;
  /** True for what a call of the target failed with. */
  isError<T extends Target<S>>(error: unknown, target: T): error is BrokerError<Errors<S, T>>;
}

export interface EventStreams<E, O extends string = never> {
  /** The events of a target as they happen. The connection is opened again where it breaks, after the last event. */
  events<T extends Target<E>>(target: T, options?: EventOptions): AsyncIterable<EventEnvelope<T, E[T]>>;
  /** Calls the handler for each event, one after the other. Gives the function that ends it. */
  on<T extends Target<E>>(target: T, handler: Handler<T, E[T]>, options?: OnOptions): () => void;
  /** Emits an event of a namespace that this app provides. */
  emit<T extends Owned<E, O>>(target: T, payload: E[T], options?: CallOptions): Promise<void>;
}

export interface Client<S extends ServiceMap<S>, E, O extends string = never> extends Calls<S>, EventStreams<E, O> {}

/** The client of a contract over a transport: the contract is in the types and in the metadata, and nowhere else. */
export function makeClient<S extends ServiceMap<S>, E, O extends string>(
  transport: Transport,
  metadata: Metadata,
  options: ClientOptions<O>,
): Client<S, E, O> {
  const guard = new Guard(metadata, options);
  const call = <T extends Target<S>>(target: T, input: Input<S, T>, callOptions: CallOptions = {}) =>
    guard.run(target, 'method', callOptions, async (signal) => {
      await guard.check(target, 'input', input, callOptions);
      const { idempotencyKey } = callOptions;
      const output = await orAborted(transport.call({ target, input, signal, idempotencyKey }), signal);
      await guard.check(target, 'output', output, callOptions);
      return output as Output<S, T>;
    });
  const events = <T extends Target<E>>(target: T, eventOptions: EventOptions = {}) => {
    guard.known(target, 'event');
    return follow<T, E[T]>(transport, target, eventOptions);
  };
  const client: Client<S, E, O> = {
    call,
    events,
    async tryCall<T extends Target<S>>(target: T, input: Input<S, T>, callOptions?: CallOptions) {
      try {
        return { ok: true, value: await call(target, input, callOptions) };
      } catch (error) {
        return { ok: false, error: error as BrokerError<Errors<S, T>> };
      }
    },
    isError: <T extends Target<S>>(error: unknown, target: T): error is BrokerError<Errors<S, T>> =>
      error instanceof BrokerFailure && error.target === target,
    on<T extends Target<E>>(target: T, handler: Handler<T, E[T]>, { onError, signal, lastEventId }: OnOptions = {}) {
      const end = deadline(signal, undefined);
      listen(events(target, { signal: end.signal, lastEventId }), handler, end.signal)
        .catch((error: unknown) => onError?.(failureOf(error, target) as BrokerError))
        .finally(end.release);
      return end.cancel;
    },
    emit: <T extends Owned<E, O>>(target: T, payload: E[T], callOptions: CallOptions = {}) =>
      guard.run(target, 'event', callOptions, async (signal) => {
        guard.owned(target);
        await guard.check(target, 'payload', payload, callOptions);
        const { idempotencyKey } = callOptions;
        await orAborted(transport.emit({ target, payload, signal, idempotencyKey }), signal);
      }),
  };
  const tree = buildTree(clientEntries(metadata), callerOf(client));
  return Object.freeze(Object.assign(Object.create(null), tree, client));
}

/** The methods of one namespace, as `bind(client).members.list(input)`. */
export function makeTree<S extends ServiceMap<S>>(client: Calls<S>, metadata: Metadata): unknown {
  return buildTree(treeEntries(metadata), callerOf(client));
}

/** What the node of a method does. */
export type Call<S extends ServiceMap<S>, T extends keyof S> = (
  input: Input<S, T>,
  options?: CallOptions,
) => Promise<Output<S, T>>;

function callerOf<S extends ServiceMap<S>>({ call }: Calls<S>): (target: string) => Call<S, Target<S>> {
  return (target) => (input, options) => call(target as Target<S>, input, options);
}

async function listen<T extends string, P>(
  events: AsyncIterable<EventEnvelope<T, P>>,
  handler: Handler<T, P>,
  signal: Signal,
): Promise<void> {
  for await (const event of events) if (!signal.aborted) await handler(event.payload, event);
}
