import { listWaivers } from '../../certify/waivers/list-waivers.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { waiverRun } from '../../certify/waivers/waiver-run.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { tsv } from '../table.ts';
import { daysFlag } from '../waiver-options.ts';
import { waiverRows, waiverText } from '../waiver-text.ts';

/** Lists waivers; what they are is no result of this command, which only shows it. */
export const run: Handler = async (args, context) => {
  const within = daysFlag(args, 'expiring');
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const looked = await waiverRun(input);
  const waivers = listWaivers(looked, { states: args.strings('state'), within, unused: args.boolean('unused') });
  const report = waiverReport(looked, 'list', { waivers });
  return {
    exit: EXIT.ok,
    json: report,
    text: (style) => waiverText(report, style),
    reports: { tsv: () => tsv(waiverRows(waivers)) },
  };
};
