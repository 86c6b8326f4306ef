import { prunableWaivers } from '../../certify/waivers/prune-waivers.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { waiverRun } from '../../certify/waivers/waiver-run.ts';
import { removeFiles } from '../../certify/waivers/write-pruned.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { waiverText } from '../waiver-text.ts';

/** Prunes the waivers folder. */
export const run: Handler = async (args, context) => {
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const looked = await waiverRun(input);
  const prunable = prunableWaivers(looked);
  const going = prunable.filter(({ kept }) => kept === undefined);
  const removed = going.flatMap(({ files }) => files);
  const write = args.boolean('write');
  if (write) removeFiles(input.root, removed);
  const report = waiverReport(looked, 'prune', {
    done: write ? [`pruned ${going.length} of ${looked.judged.length} waivers`] : [],
    removed,
    due: [
      ...prunable.flatMap(({ waiver, kept }) => (kept === undefined ? [] : [`${waiver.path} stays: ${kept}`])),
      ...(removed.length > 0 && !write ? ['`assay waiver prune --write` removes them'] : []),
    ],
    waivers: going.map(({ waiver }) => waiver),
  });
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
