import { decideWaiver } from '../../certify/waivers/decide-waiver.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { PLAIN } from '../style.ts';
import { decisionFlags } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

/** Signs one decision. */
export const run: Handler = async (args, context) => {
  const call = decisionFlags(args, context, 'revoke');
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await decideWaiver(input, call, context.io, (shown) => {
    for (const line of waiverText(shown, PLAIN).trimEnd().split('\n')) context.progress(line);
  });
  const exit = report.summary.errors > 0 ? EXIT.findings : EXIT.ok;
  return { exit, json: report, text: (style) => waiverText(report, style) };
};
