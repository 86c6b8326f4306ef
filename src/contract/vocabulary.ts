import { byCodeUnit } from '../model/order.ts';
import type { Contract, VocabularyEntry } from './model.ts';

/** The capabilities of one contract as vocabulary. */
export function vocabularyOf({ capabilities }: Pick<Contract, 'capabilities'>): VocabularyEntry[] {
  return capabilities.map(({ name, description, sinceContractVersion: since }) => ({ name, description, since }));
}

/**
 * Several vocabularies as one, in code-unit order of the names. Of a capability that several know, the entry with the
 * lowest version stays; among equals the first.
 */
export function mergeVocabularies(...vocabularies: readonly (readonly VocabularyEntry[])[]): VocabularyEntry[] {
  const merged = new Map<string, VocabularyEntry>();
  for (const entry of vocabularies.flat()) {
    const known = merged.get(entry.name);
    if (known === undefined || entry.since < known.since) merged.set(entry.name, entry);
  }
  return [...merged.values()].sort((a, b) => byCodeUnit(a.name, b.name));
}
