import { mergeShards } from './merge-shards.ts';
import { readPlan, type SavedPlan } from './read-plan.ts';
import { type ReadShard, readShard, type ShardAnswer } from './read-shard.ts';

/** A plan with an answer to every unit of it. */
export interface AnsweredPlan {
  readonly saved: SavedPlan;
  readonly answers: readonly ShardAnswer[];
}

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** Reads a plan and the shards that were run of it. @throws AssayError those of readPlan, readShard and mergeShards */
export async function readAnswers(
  plan: Place,
  folders: readonly Place[],
  progress: (line: string) => void,
): Promise<AnsweredPlan> {
  const saved = await readPlan(plan.file, plan.shown);
  const shards: ReadShard[] = [];
  for (const folder of folders) {
    const shard = await readShard(folder, saved);
    if (shard === undefined) progress(`${folder.shown} is not finished: it has no shard.json`);
    else shards.push(shard);
  }
  return { saved, answers: mergeShards(saved, shards) };
}
