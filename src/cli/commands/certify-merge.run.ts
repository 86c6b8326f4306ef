import { mergedShard } from '../../certify/merge-shards.ts';
import { readAnswers } from '../../certify/read-answers.ts';
import { writeShard } from '../../certify/write-shard.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';

/** Merges shards; writes nothing where a unit is missing or has two answers. */
export const run: Handler = async (args, context) => {
  const { saved, answers } = await readAnswers(
    context.resolve(args.string('plan') ?? ''),
    args.positionals.map((path) => context.resolve(path)),
    (line) => context.progress(line),
  );
  const merged = mergedShard(saved, answers);
  const output = context.resolve(args.string('output') ?? '');
  writeShard(merged, output);
  const text = `merged  ${answers.length} units of ${args.positionals.length} shards, written to ${output.shown}\n`;
  return { exit: EXIT.ok, json: merged.shard, text: () => text };
};
