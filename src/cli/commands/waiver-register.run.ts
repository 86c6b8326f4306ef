import { signRegister } from '../../certify/waivers/sign-register.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { daysFlag, personFlag } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

const DAYS = 30;

/** Signs the register. */
export const run: Handler = async (args, context) => {
  const call = {
    days: daysFlag(args, 'days') ?? DAYS,
    remove: args.strings('remove'),
    reason: args.string('reason'),
    signer: personFlag(args, context),
  };
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await signRegister(input, call, context.io);
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
