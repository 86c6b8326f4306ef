import { acceptFindings } from '../../certify/accepted/accept-findings.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { acceptedText } from '../accepted-text.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { daysFlag, personFlag, principalFlag } from '../waiver-options.ts';

/** Signs the first list. */
export const run: Handler = async (args, context) => {
  const call = {
    requestedBy: principalFlag(args, 'requested-by') ?? '',
    owner: principalFlag(args, 'owner') ?? '',
    reason: args.string('reason') ?? '',
    tracking: args.strings('tracking'),
    days: daysFlag(args, 'days'),
    units: args.strings('unit'),
    signer: personFlag(args, context),
  };
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const report = await acceptFindings(input, call, context.io);
  return { exit: EXIT.ok, json: report, text: (style) => acceptedText(report, style) };
};
