import { judgeShard } from '../../certify/judge-shard.ts';
import { prepareAgain, readPlan } from '../../certify/read-plan.ts';
import { parseShardNumber, shardName } from '../../certify/shard.ts';
import { writeShard } from '../../certify/write-shard.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { readSigner } from '../../trust/external-signer/read-signer.ts';
import { signStatement } from '../../trust/statement/sign-statement.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { hasSignerFlag, signerFlag } from '../signer-options.ts';

/** Judges the units of one shard. What was found decides nothing here: the gate does. */
export const run: Handler = async (args, context) => {
  const number = parseShardNumber(args.string('shard') ?? '1/1');
  const flag = hasSignerFlag(args) ? signerFlag(args, context) : undefined;
  const place = context.resolve(args.string('plan') ?? '');
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const prepared = await prepareAgain(input, await readPlan(place.file, place.shown));
  const signer = flag && readSigner(flag, context.io);
  const judged = await judgeShard(prepared, number, input, signer && ((one) => signStatement(one, [signer])));
  const output = context.resolve(args.string('output') ?? '');
  writeShard(judged, output);
  const { shard } = judged;
  const units = shard.units.length === 1 ? '1 unit' : `${shard.units.length} units`;
  const text = `shard ${shardName(shard)}  ${units} judged, written to ${output.shown}\n`;
  return { exit: EXIT.ok, json: shard, text: () => text };
};
