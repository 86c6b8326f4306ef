import { BrokerFailure, failureOf } from './errors.ts';
import { deadline, pause } from './platform.ts';
import type { EventEnvelope, EventOptions } from './shapes.ts';
import type { Transport } from './transport.ts';

/** Milliseconds before a stream that broke is opened again: at first, and at most. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/**
 * The events of one target. Where the connection ends or breaks it is opened again after a while, from the last event
 * that was handed out; a refusal that no second try will change ends it.
 */
export async function* follow<T extends string, P>(
  transport: Transport,
  target: T,
  { signal: outer, lastEventId: from }: EventOptions,
): AsyncGenerator<EventEnvelope<T, P>, void, undefined> {
  const { signal, cancel, release } = deadline(outer, undefined);
  let lastEventId = from;
  let first = FIRST_WAIT;
  let wait = first;
  try {
    while (!signal.aborted) {
      try {
        for await (const item of transport.stream({ targets: [target], signal, lastEventId })) {
          if (signal.aborted) return;
          if ('retryMs' in item) {
            first = Math.min(item.retryMs, LONGEST_WAIT);
          } else if (item.target === target) {
            lastEventId = item.id ?? lastEventId;
            yield item as EventEnvelope<T, P>;
          }
          wait = first;
        }
      } catch (thrown) {
        if (signal.aborted) return;
        const failure = failureOf(thrown, target);
        if (!failure.retryable) throw failure;
      }
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  } finally {
    // Also where the reader leaves its loop: the connection must not outlive it.
    cancel();
    release();
  }
}

/** For transports: what a broken connection is. */
export function broken(target: string, cause: unknown): BrokerFailure {
  const message = cause instanceof Error ? cause.message : 'the connection broke';
  return new BrokerFailure({ code: 'unavailable', target, message, retryable: true, cause });
}
