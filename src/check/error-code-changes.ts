import type { ServiceMethod } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { perInput } from './per-input.ts';
import { continuedMethods } from './service-moves.ts';
import { compareSets } from './set-difference.ts';

/** A method whose list of failures changed. */
export interface ErrorCodeChange {
  readonly identity: string;
  readonly baseline: ServiceMethod;
  /** Where the list is now. */
  readonly pointer: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The list was closed and is open now. */
  readonly opened: boolean;
}

/** Methods that fail in other ways than before. One that listed no failures and was open promised nothing. */
export const errorCodeChanges = perInput((input: DiffInput): readonly ErrorCodeChange[] =>
  continuedMethods(input).flatMap(({ identity, baseline, current }): ErrorCodeChange[] => {
    const { errors, errorsClosed = false } = baseline.item;
    if (errors === undefined && !errorsClosed) return [];
    const { missing: added, extra: removed } = compareSets(codes(baseline.item), codes(current.item));
    const opened = errorsClosed && !(current.item.errorsClosed ?? false);
    if (added.length === 0 && removed.length === 0 && !opened) return [];
    const pointer = current.item.errors === undefined ? current.pointer : `${current.pointer}/errors`;
    return [{ identity, baseline: baseline.item, pointer, added, removed, opened }];
  }),
);

function codes({ errors = [] }: ServiceMethod): string[] {
  return errors.map(({ code }) => code);
}
