import type { DeterminismReport } from '../formats/generated/determinism-report.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { parseJson } from '../model/json/parse.ts';
import type { JsonObject, JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import type { LoadedContract } from './model.ts';
import { permuteContract, type Reorder, reversed, shuffledBy } from './permute.ts';
import type { Surroundings } from './read-again.ts';
import { snapshotOf, snapshotText } from './snapshot.ts';

type Order = DeterminismReport['runs'][number]['order'];

interface Variation extends Omit<Surroundings, 'document'> {
  readonly order: Order;
  readonly reorder?: Reorder;
}

/** Time zones with odd offsets, locales that sort and spell otherwise, and folders whose names are trouble. */
const VARIATIONS: readonly Variation[] = [
  { order: 'written', folder: 'elsewhere', timeZone: 'Pacific/Kiritimati', locale: 'tr_TR.UTF-8' },
  { order: 'reversed', reorder: reversed, folder: 'a b', timeZone: 'America/St_Johns', locale: 'C' },
  { order: 'shuffled', reorder: shuffledBy(1), folder: 'Ünï', timeZone: 'Asia/Kathmandu', locale: 'sv_SE.UTF-8' },
  { order: 'shuffled', reorder: shuffledBy(2), folder: '日本', timeZone: 'UTC', locale: 'ja_JP.UTF-8' },
];

/**
 * Makes the snapshot of a contract again and again, its source in other orders and the process in other surroundings,
 * and compares the bytes.
 * @param again makes it once and gives the digest of its bytes
 */
export function verifyDeterminism(
  loaded: LoadedContract,
  again: (surroundings: Surroundings) => Digest,
): DeterminismReport {
  const expected = digestBytes(snapshotText(snapshotOf(loaded)));
  const contract = parseJson(JSON.stringify(loaded.contract), { path: loaded.path, maxDepth: DEPTH.userSchemas }).value;
  const runs = VARIATIONS.map(({ order, reorder, folder, timeZone, locale }) => {
    const document = reorder === undefined ? {} : { document: sourceOf(contract, reorder) };
    const bytes = again({ folder, timeZone, locale, ...document });
    return { order, folder, timeZone, locale, bytes, same: bytes === expected };
  });
  return {
    kind: 'assay.determinism-report',
    schemaVersion: 1,
    source: loaded.path,
    contractVersion: loaded.contract.contractVersion,
    digest: loaded.digest,
    bytes: expected,
    runs,
    deterministic: runs.every(({ same }) => same),
  };
}

function sourceOf(contract: JsonValue, reorder: Reorder): JsonObject {
  return permuteContract({ kind: 'assay.contract', schemaVersion: 1, contract }, reorder);
}
