/** What a method takes, gives and refuses with: `errors` has a detail type by error code. */
export interface MethodShape {
  readonly input: unknown;
  readonly output: unknown;
  readonly errors: object;
}

/** Methods by target; a method that was removed is `never`. */
export type ServiceMap<S> = { readonly [T in keyof S]: MethodShape };

/** Targets that may still be used. */
export type Target<M> = { [T in keyof M]: [M[T]] extends [never] ? never : T }[keyof M] & string;

export type Input<S extends ServiceMap<S>, T extends keyof S> = S[T]['input'];
export type Output<S extends ServiceMap<S>, T extends keyof S> = S[T]['output'];
export type Errors<S extends ServiceMap<S>, T extends keyof S> = S[T]['errors'];

/** The part of the web's AbortSignal that is used here, so that no library has to be loaded for its type. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export type ValidateMode = 'off' | 'input' | 'output' | 'both';

export interface CallOptions {
  /** Ends the call with code `cancelled`. */
  readonly signal?: Signal | undefined;
  /** Ends the call with code `timeout` after so many milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Lets the broker know a repeated call again. */
  readonly idempotencyKey?: string | undefined;
  /** What is held against its schema; the client's own setting unless given. */
  readonly validate?: ValidateMode | undefined;
}

export interface EventOptions {
  readonly signal?: Signal | undefined;
  /** Id of the last event that was handled: the stream goes on after it. */
  readonly lastEventId?: string | undefined;
}

/** One event as it arrives. */
export interface EventEnvelope<T extends string = string, P = unknown> {
  /** What a stream can be resumed after; null where the broker gave none. */
  readonly id: string | null;
  readonly target: T;
  /** When it happened, as the broker says; null where it doesn't. */
  readonly time: string | null;
  readonly payload: P;
}

/** What the contract says of a target, besides its types. */
export interface TargetMetadata {
  readonly kind: 'method' | 'event';
  /** `ns/vN`. */
  readonly namespace: string;
  readonly name: string;
  readonly stability: 'stable' | 'experimental' | 'deprecated' | 'scheduled-for-removal' | 'internal' | 'operator-only';
  /** Contract version that brought it. */
  readonly since: number;
  readonly deprecated: Deprecated | null;
  /** What a caller must have been granted. */
  readonly scope: string | null;
  /** Codes that its provider may refuse with; the true ones are worth another try. */
  readonly errors: { readonly [code: string]: boolean };
  /** Digest of each of its schemas. */
  readonly digests: { readonly [role: string]: string };
}

export interface Deprecated {
  readonly since: number | null;
  readonly removal: number | null;
  readonly replacement: string | null;
  readonly note: string | null;
}

export type Metadata = { readonly [target: string]: TargetMetadata };

/** Where a value breaks its schema. */
export interface Problem {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}

/** Validators of one target: the problems of a value, none where it is as the contract says. */
export type TargetValidators = {
  readonly [R in 'input' | 'output' | 'error' | 'payload']?: (value: unknown) => readonly Problem[];
};

/** Loads the validators of a target when they are first asked for. */
export type Validators = { readonly [target: string]: () => Promise<TargetValidators> };

export interface ClientOptions<O extends string = never> {
  /** Namespaces (`ns/vN`) that this app provides: it may emit their events. */
  readonly owns?: readonly O[] | undefined;
  /** What is held against its schema unless a call says otherwise; nothing unless given. */
  readonly validate?: ValidateMode | undefined;
  /** The client's `validators`; needed where `validate` is on. */
  readonly validators?: Validators | undefined;
  readonly timeoutMs?: number | undefined;
}
