import type { LoadedContract } from '../contract/model.ts';

/** One contract by itself. */
export interface ContractInput {
  readonly contract: LoadedContract;
}
