import { BrokerFailure, failureOf, isBrokerCode } from './errors.ts';
import type { MethodShape, Problem, ServiceMap, Target, Validators } from './shapes.ts';

/** What a handler knows of the call it answers. */
export interface ProviderCall<E, C> {
  /** What the app gave to `handle`. */
  readonly context: C;
  /** Id of the app that calls; null where the broker doesn't say. */
  readonly caller: string | null;
  /** Refuses the call with one of the method's errors. */
  fail<K extends keyof E & string>(code: K, detail: E[K], message?: string): never;
}

/** Answers one method. */
export type MethodHandler<M extends MethodShape, C> = (
  input: M['input'],
  call: ProviderCall<M['errors'], C>,
) => M['output'] | Promise<M['output']>;

/** A handler for every method of a namespace, by name: what a provider has to have. */
export type ProviderOf<S extends ServiceMap<S>, N extends string, C> = {
  readonly [T in Target<S> as T extends `${N}#${infer Name}` ? Name : never]: MethodHandler<S[T], C>;
};

/** What the broker is answered: the status, and the JSON of the body. */
export interface ProviderReply {
  readonly status: number;
  readonly body: { readonly result: unknown } | { readonly detail: FailureDetail };
}

/** A refusal as it travels. */
export interface FailureDetail {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly detail?: unknown;
}

export interface ProviderOptions {
  /** Holds inputs against their schemas before a handler sees them. */
  readonly validators?: Validators | undefined;
}

/** What the broker asks of a provider. */
export interface ProviderRequest {
  readonly target: string;
  readonly payload: unknown;
  readonly caller?: string | null | undefined;
}

export interface Provider<C> {
  readonly namespace: string;
  /** Answers one request; it never throws: a handler that does is a `provider_error`. */
  handle(request: ProviderRequest, context: C): Promise<ProviderReply>;
}

type AnyHandler<C> = (input: unknown, call: ProviderCall<Readonly<Record<string, unknown>>, C>) => unknown;

/** Answers calls of a namespace with its handlers, over whatever server the app has. */
export function makeProvider<C>(namespace: string, handlers: object, { validators }: ProviderOptions): Provider<C> {
  const byName = new Map(Object.entries(handlers) as [string, AnyHandler<C>][]);
  return {
    namespace,
    async handle({ target, payload, caller = null }, context) {
      try {
        const name = target.startsWith(`${namespace}#`) ? target.slice(namespace.length + 1) : '';
        const handler = byName.get(name);
        if (handler === undefined)
          throw new BrokerFailure({ code: 'not_found', target, message: `${namespace} has no such method` });
        const problems = (await validators?.[target]?.())?.input?.(payload) ?? [];
        if (problems.length > 0) throw invalidInput(target, problems);
        const fail = (code: string, detail: unknown, message?: string): never => {
          throw new BrokerFailure({ code, target, detail, message: message ?? `refused with ${code}` });
        };
        const result = await handler(payload, { context, caller, fail });
        // A handler that gives nothing gives null: an answer always has a result.
        return { status: 200, body: { result: result === undefined ? null : result } };
      } catch (thrown) {
        return refusal(thrown, target);
      }
    },
  };
}

function invalidInput(target: string, problems: readonly Problem[]): BrokerFailure {
  return new BrokerFailure({ code: 'invalid_input', target, message: 'the input breaks its schema', detail: problems });
}

const STATUS: Readonly<Record<string, number>> = {
  unavailable: 503,
  denied: 403,
  not_found: 404,
  timeout: 504,
  invalid_input: 422,
  provider_error: 500,
  internal: 500,
};

function refusal(thrown: unknown, target: string): ProviderReply {
  if (!(thrown instanceof BrokerFailure)) {
    // What a handler threw may say more than a caller should read.
    const detail = { code: 'provider_error', message: 'the provider failed', retryable: false };
    return { status: 500, body: { detail } };
  }
  const { code, detail, retryable, message } = failureOf(thrown, target);
  const said = message.startsWith(`${target}: `) ? message.slice(target.length + 2) : message;
  const status = isBrokerCode(code) ? (STATUS[code] ?? 500) : 409;
  return { status, body: { detail: { code, message: said, retryable, ...(detail === undefined ? {} : { detail }) } } };
}
