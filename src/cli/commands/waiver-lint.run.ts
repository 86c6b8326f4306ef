import { readWaiver } from '../../certify/read-waivers.ts';
import { lintWaivers } from '../../certify/waivers/lint-waivers.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { waiverRun } from '../../certify/waivers/waiver-run.ts';
import { formatInstant } from '../../decide/instant.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { EXIT } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { savedFlag } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

/** Lints waivers. A secret in one is exit 4, anything else that keeps one from being approved exit 1. */
export const run: Handler = async (args, context) => {
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const looked = await waiverRun(input, savedFlag(args, context));
  const places = args.positionals.map((path) => context.resolve(path));
  // A file that was named and can't be read is no waiver with a fault.
  for (const { file, shown } of places) readFileBytes(file, shown, SIZE.config);
  const named = await Promise.all(places.map(readWaiver));
  const files = named.length > 0 ? named : looked.waivers;
  const findings = lintWaivers(
    looked,
    files.map((file) => ({ file, named: named.length > 0 })),
  );
  const report = waiverReport(looked, 'lint', { findings });
  const leaked = files.some(({ leak }) => leak !== undefined);
  const exit = leaked ? EXIT.integrity : report.summary.errors > 0 ? EXIT.findings : EXIT.ok;
  return { exit, json: report, text: (style) => waiverText(report, style) };
};
