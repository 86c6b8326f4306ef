import { CRYPTA_VOCABULARY } from '../contract/crypta-vocabulary.ts';
import type { LoadedContract, VocabularyEntry } from '../contract/model.ts';
import { mergeVocabularies, vocabularyOf } from '../contract/vocabulary.ts';
import type { AppManifest } from '../manifest/model.ts';

/** A file or folder to open, and how people see its path. */
interface Place {
  readonly file: string;
  readonly shown: string;
}

/** Where the capabilities of other contract versions may be known from. */
export interface NameSources {
  /** A vocabulary file that was asked for. */
  readonly given?: Place | undefined;
  /** The configured vocabulary file, and the configured folder of released snapshots. */
  readonly configured?: Place | undefined;
  readonly history?: Place | undefined;
}

/**
 * The capabilities of every contract version that is known, to explain a name that the contract does not have: a
 * given file, else what is known of the crypta platform where the contract is one of its own, else the configured
 * file, else the configured history. Without a contract, a crypta manifest is measured by the crypta platform.
 * Nothing but a given file is read where the contract has every name; undefined where nothing is known.
 * @throws AssayError of the readers
 */
export async function readKnownNames(
  sources: NameSources,
  manifest: AppManifest,
  contract: LoadedContract | undefined,
): Promise<readonly VocabularyEntry[] | undefined> {
  if (sources.given !== undefined) return readFile(sources.given);
  if (contract !== undefined && knowsAll(contract, manifest)) return undefined;
  if (contract?.form === 'crypta') return CRYPTA_VOCABULARY;
  if (sources.configured !== undefined) return readFile(sources.configured);
  if (sources.history !== undefined) return readReleased(sources.history);
  return contract === undefined && manifest.dialect === 'crypta' ? CRYPTA_VOCABULARY : undefined;
}

function knowsAll({ contract }: LoadedContract, { permissions, api }: AppManifest): boolean {
  const known = new Set(contract.capabilities.map((capability) => capability.name));
  return [...permissions, ...api.optionalCapabilities].every((name) => known.has(name));
}

// Both readers are loaded where they are needed: most runs explain nothing.
async function readFile({ file, shown }: Place): Promise<readonly VocabularyEntry[]> {
  const { readVocabulary } = await import('../contract/read-vocabulary.ts');
  return readVocabulary(file, shown);
}

async function readReleased({ file, shown }: Place): Promise<readonly VocabularyEntry[]> {
  const { readHistory } = await import('../contract/read-history.ts');
  const { releases } = await readHistory(file, shown);
  return mergeVocabularies(...releases.map(({ contract }) => vocabularyOf(contract.contract)));
}
