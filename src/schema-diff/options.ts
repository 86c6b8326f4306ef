import type { JsonValue } from '../model/json/value.ts';
import type { Dialect } from './dialect/dialect.ts';

export interface CompareOptions {
  /** Steps for proving one inclusion, and twice as many for finding its witness; a step is about two microseconds. */
  readonly steps?: number;
  /** Search and check witnesses. Without, a break can't be told from doubt: it is `undecided` with the reason `witness-off`. */
  readonly witness?: boolean;
  /** Seed of the random instances. */
  readonly seed?: number;
  /** Instances that are tried first: examples of the contract, fixtures of its users. */
  readonly instances?: readonly JsonValue[];
  /** `format` asserts instead of annotating. */
  readonly formatAssertion?: boolean;
  /** The dialect of schemas without `$schema`. */
  readonly defaultDialect?: Dialect;
}

export type ResolvedOptions = Required<CompareOptions>;

const DEFAULT_STEPS = 12_000;

export function resolveOptions(options: CompareOptions): ResolvedOptions {
  return {
    steps: options.steps ?? DEFAULT_STEPS,
    witness: options.witness ?? true,
    seed: options.seed ?? 1,
    instances: options.instances ?? [],
    formatAssertion: options.formatAssertion ?? false,
    defaultDialect: options.defaultDialect ?? '2020-12',
  };
}
