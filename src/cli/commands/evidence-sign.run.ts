import { signEvidence } from '../../certify/sign-evidence.ts';
import { unitName } from '../../decide/unit.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { readSigner } from '../../trust/external-signer/read-signer.ts';
import type { Handler } from '../command.ts';
import { refuseInput } from '../refuse-input.ts';
import { signerFlag } from '../signer-options.ts';

/** Signs one document; nothing is written where it is no evidence. */
export const run: Handler = async (args, context) => {
  const flag = signerFlag(args, context);
  const input = context.resolve(args.positionals[0] ?? '');
  const output = context.resolve(args.string('output') ?? args.positionals[0] ?? '');
  const bytes = readFileBytes(input.file, input.shown, SIZE.document, { replaceable: true });
  const { evidence, content } = await signEvidence(bytes, input.shown, readSigner(flag, context.io));
  refuseInput(output);
  writeFileAtomic(output.file, content, output.shown);
  const text = `signed  ${unitName(evidence)} (${evidence.status}), written to ${output.shown}\n`;
  return { exit: EXIT.ok, json: evidence, text: () => text };
};
