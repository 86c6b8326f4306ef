import type { LoadedContract } from '../contract/model.ts';
import { compareSchemasOf } from './compare-schemas.ts';
import type { DiffInput } from './diff-rule.ts';
import { lifecycleWindows } from './lifecycle-windows.ts';
import { pairContracts } from './pairs.ts';
import type { SchemaComparer } from './schema-comparer.ts';

/** What the rules over two contracts take: both, paired once, with the current one's policy and a comparer of schemas. */
export function diffInput(
  baseline: LoadedContract,
  current: LoadedContract,
  schemas: SchemaComparer = compareSchemasOf(current.contract),
): DiffInput {
  return {
    baseline,
    current,
    pairs: pairContracts(baseline, current),
    policy: lifecycleWindows(current.contract),
    schemas,
  };
}
