import { showWaiver } from '../../certify/waivers/show-waiver.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { latestWaiver, waiverRun } from '../../certify/waivers/waiver-run.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { savedFlag, waiverIdArgument } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

/** Shows one waiver. */
export const run: Handler = async (args, context) => {
  const id = waiverIdArgument(args);
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const looked = await waiverRun(input, savedFlag(args, context));
  const one = latestWaiver(looked, id);
  const waivers = looked.judged.filter(({ path }) => path === one.location.path);
  const report = waiverReport(looked, 'show', { shown: showWaiver(looked, one), waivers });
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
