import { readCertification } from '../../certify/read-certification.ts';
import { EXIT } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import type { Handler } from '../command.ts';
import { junitWaived } from '../junit-option.ts';

/** Renders a saved certification. What it decided is no result of this command, which only shows it. */
export const run: Handler = async (args, context) => {
  const { file, shown } = context.resolve(args.string('input') ?? '');
  const certification = await readCertification(file, shown);
  return {
    exit: EXIT.ok,
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification, junitWaived(args)),
  };
};
