import { certifyPrepared } from '../../certify/certify.ts';
import { gatherShards } from '../../certify/gather-shards.ts';
import { readAnswers } from '../../certify/read-answers.ts';
import { prepareAgain } from '../../certify/read-plan.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';

/** Decides by the evidence of shards. */
export const run: Handler = async (args, context) => {
  const { saved, answers } = await readAnswers(
    context.resolve(args.string('plan') ?? ''),
    args.strings('evidence').map((path) => context.resolve(path)),
    (line) => context.progress(line),
  );
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const prepared = await prepareAgain(input, saved);
  const { certification } = await certifyPrepared(input, prepared, gatherShards(answers));
  const waived = args.boolean('distinguish-waivers') && certification.decision === 'go-with-waivers';
  return {
    exit: waived ? EXIT.waivers : certification.exit.code,
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification),
  };
};
