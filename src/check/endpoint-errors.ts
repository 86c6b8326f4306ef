import type { Endpoint } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { type Continued, continuedEndpoints } from './endpoint-moves.ts';

type Failure = NonNullable<Endpoint['errors']>[number];

/** How people name an error of an endpoint: `409 queue-full`, `404`. */
export function errorName({ status, code }: Failure): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}

export interface ErrorChange extends Continued {
  readonly error: string;
  /** Its place in the list of the side that has it. */
  readonly at: number;
}

/** Errors that an endpoint has on one side only; an endpoint that lists none says nothing about its errors. */
export function* errorChanges(input: DiffInput, kind: 'added' | 'removed'): Generator<ErrorChange> {
  for (const continued of continuedEndpoints(input)) {
    const [before, after] = [continued.baseline.item.errors ?? [], continued.current.item.errors ?? []];
    if (before.length === 0 || after.length === 0) continue;
    const [having, lacking] = kind === 'added' ? [after, before] : [before, after];
    const known = new Set(lacking.map(errorName));
    for (const [at, failure] of having.entries()) {
      const error = errorName(failure);
      if (!known.has(error)) yield { ...continued, error, at };
    }
  }
}
