import { digestJson } from '../model/digest.ts';
import type { LoadedContract } from './model.ts';

/** One released contract of a history folder. */
export interface ReleasedContract {
  /** The version that the file's name says. */
  readonly named: number;
  readonly contract: LoadedContract;
  /** Whether the file holds the very bytes that `assay api snapshot` writes; not known where absent. */
  readonly canonical?: boolean;
}

/** The released contracts of a platform, by the versions that their files are named after. */
export interface ContractHistory {
  /** The folder as shown to people. */
  readonly path: string;
  readonly releases: readonly ReleasedContract[];
}

/**
 * Every contract of a history in the order of its own version, the current one last among equals; contracts of one
 * version and one content are one.
 */
export function inOrder(history: ContractHistory, current?: LoadedContract): LoadedContract[] {
  const all = [...history.releases.map(({ contract }) => contract), ...(current === undefined ? [] : [current])];
  const seen = new Set<string>();
  return all
    .filter(({ contract, digest }) => {
      const key = digestJson([contract.contractVersion, digest]);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.contract.contractVersion - b.contract.contractVersion);
}
