import type { LoadedContract } from '../contract/model.ts';

/** One contract by itself. */
export interface ContractInput {
  readonly contract: LoadedContract;
  /** Another version: schemas that both have alike need not be looked at. Everything is looked at where it is absent. */
  readonly beside?: LoadedContract;
}
