import type { Contract } from '../contract/model.ts';
import { byCodeUnit } from '../model/order.ts';
import { type ContractLife, contractLives } from './contract-lives.ts';
import { buriedIdentities, erased, livesByIdentity, replacementOf } from './replacements.ts';

/** A chain of replacements that leads nowhere. */
export interface ReplacementFault extends ContractLife {
  /** Identities from the first replacement on; where it comes back to its beginning that is the last. */
  readonly chain: readonly string[];
  readonly end: 'cycle' | 'removed';
}

/** Each cycle once, told of its first member by code unit, and each descriptor whose own replacement was removed. */
export function replacementFaults(contract: Contract): ReplacementFault[] {
  const [lives, buried] = [livesByIdentity(contract), buriedIdentities(contract)];
  return [...contractLives(contract)].flatMap((life): ReplacementFault[] => {
    const first = replacementOf(life.item);
    if (first === undefined) return [];
    if (!lives.has(erased(first)) && buried.has(erased(first))) return [{ ...life, chain: [first], end: 'removed' }];
    const start = erased(life.subject.identity);
    const chain: string[] = [];
    for (let next: string | undefined = first; next !== undefined; ) {
      const identity: string = erased(next);
      if (chain.some((name) => erased(name) === identity)) return [];
      chain.push(next);
      if (identity === start) return isFirst(start, chain) ? [{ ...life, chain, end: 'cycle' }] : [];
      const following = lives.get(identity);
      next = following === undefined ? undefined : replacementOf(following);
    }
    return [];
  });
}

function isFirst(start: string, chain: readonly string[]): boolean {
  return chain.every((name) => byCodeUnit(start, erased(name)) <= 0);
}
