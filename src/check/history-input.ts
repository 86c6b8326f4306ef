import type { ContractHistory } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';

/** The released contracts of a platform, and the one to be released where there is one. */
export interface HistoryInput {
  readonly history: ContractHistory;
  readonly current?: LoadedContract;
}
