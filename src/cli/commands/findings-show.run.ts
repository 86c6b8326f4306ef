import { showAccepted } from '../../certify/accepted/show-accepted.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { acceptedText } from '../accepted-text.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';

/** Shows the list; what it is worth is no result of this command. */
export const run: Handler = async (args, context) => {
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await showAccepted(input);
  return { exit: EXIT.ok, json: report, text: (style) => acceptedText(report, style) };
};
