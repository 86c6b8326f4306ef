import { certifyRun } from '../../certify/certify.ts';
import { writeAttestation } from '../../certify/write-attestation.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { EXIT, type ExitCode } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { attestFlag } from '../attest-flag.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { junitWaived } from '../junit-option.ts';

/** Certifies the configured platform. */
export const run: Handler = async (args, context) => {
  const attest = await attestFlag(args, context);
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const certified = await certifyRun(input);
  if (attest !== undefined) writeAttestation(certified, input, attest, context.io);
  const { certification } = certified;
  return {
    exit: exitCode(certification, args.boolean('distinguish-waivers')),
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification, junitWaived(args)),
  };
};

function exitCode({ decision, exit }: Certification, distinguish: boolean): ExitCode {
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : exit.code;
}
