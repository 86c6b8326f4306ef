import { shrinkAccepted } from '../../certify/accepted/shrink-accepted.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { acceptedText } from '../accepted-text.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { daysFlag, personFlag } from '../waiver-options.ts';

/** Signs the next, smaller list. */
export const run: Handler = async (args, context) => {
  const call = { days: daysFlag(args, 'days'), signer: personFlag(args, context) };
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await shrinkAccepted(input, call, context.io);
  return { exit: EXIT.ok, json: report, text: (style) => acceptedText(report, style) };
};
