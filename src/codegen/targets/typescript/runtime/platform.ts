import type { Signal } from './shapes.ts';

// The parts of the web platform that every runtime has, told as types here: a client's project needs neither the DOM's
// library nor Node's.

export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: Signal;
  readonly redirect: 'error';
  readonly cache: 'no-store';
}

export interface FetchReply {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): ByteReader } | null;
  text(): Promise<string>;
}

export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchReply>;

export interface Controller {
  readonly signal: Signal;
  abort(reason?: unknown): void;
}

interface Platform {
  readonly fetch: Fetch;
  readonly AbortController: new () => Controller;
  readonly TextDecoder: new (
    label: 'utf-8',
    options: { readonly fatal: true },
  ) => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string };
  setTimeout(work: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The runtime's own globals, as far as they are used. */
export const platform: Platform = globalThis as unknown as Platform;

/** A signal that ends with any of its causes; `release` lets go of them. */
export interface Deadline {
  readonly signal: Signal;
  /** What ended it, once it has ended. */
  readonly cause: () => 'cancelled' | 'timeout' | undefined;
  readonly cancel: () => void;
  readonly release: () => void;
}

/** Joins a caller's signal and a time limit. */
export function deadline(signal: Signal | undefined, timeoutMs: number | undefined): Deadline {
  const controller = new platform.AbortController();
  let cause: 'cancelled' | 'timeout' | undefined;
  const end = (why: 'cancelled' | 'timeout', reason: unknown): void => {
    cause ??= why;
    controller.abort(reason);
  };
  const cancel = (): void => end('cancelled', signal?.reason);
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel);
  const timer =
    timeoutMs === undefined
      ? undefined
      : platform.setTimeout(() => end('timeout', new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  return {
    signal: controller.signal,
    cause: () => cause,
    cancel,
    release: () => {
      signal?.removeEventListener('abort', cancel);
      if (timer !== undefined) platform.clearTimeout(timer);
    },
  };
}

/** Settles as the work does, or fails as soon as the signal ends, whatever the work does then. */
export function orAborted<T>(work: Promise<T>, signal: Signal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Waits; sooner where the signal ends. */
export function pause(milliseconds: number, signal: Signal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      platform.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = platform.setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
