import { certify } from '../../certify/certify.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { EXIT, type ExitCode } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';

/** Certifies the configured platform. */
export const run: Handler = async (args, context) => {
  const input = await certifyInput(args, context);
  const certification = await certify({ ...input, now: formatInstant(await context.now()) });
  return {
    exit: exitCode(certification, args.boolean('distinguish-waivers')),
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification),
  };
};

function exitCode({ decision, exit }: Certification, distinguish: boolean): ExitCode {
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : exit.code;
}
