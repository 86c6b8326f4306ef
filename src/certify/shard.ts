import type { Plan, PlanUnit } from '../formats/generated/plan.ts';
import type { Shard, ShardNumber } from '../formats/generated/shard.ts';
import { usageError } from '../model/errors.ts';

/** What says that a shard is finished; written last. */
export const SHARD_FILE = 'shard.json';
/** The folder of the documents. */
export const EVIDENCE_FOLDER = 'evidence';
const MOST = 4096;

/** The file of a document below the shard's folder. */
export function evidenceFile(digest: string): string {
  return `${EVIDENCE_FOLDER}/${digest.slice('sha256:'.length)}.json`;
}

/** The units that this tool judges itself, in the plan's order; the rest wait for a document of another tool. */
export function judgedUnits({ units }: Plan): PlanUnit[] {
  return units.filter(({ run }) => run !== 'evidence');
}

/** Whether a shard owns the unit at a place among the judged units. */
export function owns({ index, total }: ShardNumber, place: number): boolean {
  return place % total === index - 1;
}

/** @throws AssayError shard-number (usage) */
export function parseShardNumber(text: string): ShardNumber {
  const [, index = 0, total = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > total || total > MOST)
    throw usageError('shard-number', `--shard takes i/n, not ${text}`, `as 1/4: n is at most ${MOST}, and i at most n`);
  return { index, total };
}

/** The shard's name for people: `2/8`. */
export function shardName({ shard: { index, total } }: Pick<Shard, 'shard'>): string {
  return `${index}/${total}`;
}
