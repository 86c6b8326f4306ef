import { signAccepted } from '../../certify/accepted/sign-accepted.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { acceptedText } from '../accepted-text.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { personFlag } from '../waiver-options.ts';

/** Signs the last list once more. */
export const run: Handler = async (args, context) => {
  const call = { digest: args.string('digest'), signer: personFlag(args, context) };
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await signAccepted(input, call, context.io);
  return { exit: EXIT.ok, json: report, text: (style) => acceptedText(report, style) };
};
