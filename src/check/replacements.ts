import type { Contract } from '../contract/model.ts';
import { contractLives } from './contract-lives.ts';
import { descriptors } from './descriptors.ts';
import type { Subject } from './diff-rule.ts';
import type { Living } from './lifecycle-items.ts';
import { graveOf, gravesOf } from './tombstones.ts';

/** An identity as it is compared: names of parameters say nothing. */
export function erased(identity: string): string {
  return identity.replace(/\{[^{}]*\}/g, '{}');
}

/** What a descriptor names to be used instead. */
export function replacementOf({ deprecation }: Pick<Living, 'deprecation'>): string | undefined {
  return deprecation?.replacement;
}

/** What the tombstone of something names to be used instead. */
export function buriedReplacement(contract: Contract, subject: Subject): string | undefined {
  return gravesOf(contract).get(graveOf(subject))?.tombstone.replacement;
}

/** Identities of everything that a contract describes, whatever kind it is of. */
export function identitiesOf(contract: Contract): ReadonlySet<string> {
  return new Set([...descriptors(contract)].map(({ identity }) => erased(identity)));
}

/** Identities of everything that a contract remembers as removed. */
export function buriedIdentities({ tombstones = [] }: Contract): ReadonlySet<string> {
  return new Set(tombstones.map(({ identity }) => erased(identity)));
}

/** Every descriptor with a life of its own, by its erased identity; of a repeated one the first. */
export function livesByIdentity(contract: Contract): ReadonlyMap<string, Living> {
  const found = new Map<string, Living>();
  for (const { subject, item } of contractLives(contract)) {
    const identity = erased(subject.identity);
    if (!found.has(identity)) found.set(identity, item);
  }
  return found;
}
