import type { EventEnvelope, Signal } from './shapes.ts';

export interface CallRequest {
  readonly target: string;
  readonly input: unknown;
  readonly signal: Signal;
  readonly idempotencyKey: string | undefined;
}

export interface EmitRequest {
  readonly target: string;
  readonly payload: unknown;
  readonly signal: Signal;
  readonly idempotencyKey: string | undefined;
}

export interface StreamRequest {
  readonly targets: readonly string[];
  readonly signal: Signal;
  readonly lastEventId: string | undefined;
}

/** What a stream brings: an event, or how long to wait before the stream is opened again. */
export type StreamItem = EventEnvelope | { readonly retryMs: number };

/** Carries calls, emits and events to a broker and back. Each fails with a BrokerFailure. */
export interface Transport {
  call(request: CallRequest): Promise<unknown>;
  emit(request: EmitRequest): Promise<void>;
  /** Ends where the connection ends; the client opens it again. */
  stream(request: StreamRequest): AsyncIterable<StreamItem>;
}
