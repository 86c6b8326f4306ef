import type { Contract } from '../contract/model.ts';
import { descriptors } from './descriptors.ts';

type Tombstone = NonNullable<Contract['tombstones']>[number];

/** `endpoint GET /queue/{}` of a tombstone or a descriptor: names of parameters say nothing. */
export function graveOf({ kind, identity }: { readonly kind: string; readonly identity: string }): string {
  return `${kind} ${identity.replace(/\{[^{}]*\}/g, '{}')}`;
}

/** Every tombstone of a contract by its grave, with its place in the list. */
export function gravesOf({
  tombstones = [],
}: Contract): Map<string, { readonly tombstone: Tombstone; readonly index: number }> {
  return new Map(tombstones.map((tombstone, index) => [graveOf(tombstone), { tombstone, index }]));
}

/** Graves of everything that a contract describes. */
export function livingIn(contract: Contract): Map<string, string> {
  return new Map([...descriptors(contract)].map((descriptor) => [graveOf(descriptor), descriptor.pointer]));
}
