import { reboundWaiver } from '../../certify/waivers/rebind-waiver.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { latestWaiver, waiverRun } from '../../certify/waivers/waiver-run.ts';
import { writeNewFile } from '../../certify/waivers/write-new-file.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { waiverIdArgument } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

/** Rebinds one waiver. The revision before stays: it is what was approved, and the register lists it. */
export const run: Handler = async (args, context) => {
  const id = waiverIdArgument(args);
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const looked = await waiverRun(input);
  const { waiver, findings } = reboundWaiver(looked, latestWaiver(looked, id));
  if (findings.some(({ severity }) => severity === 'error')) {
    const due = [`${id} can't be rebound: what blocks is not what was accepted; ask for another waiver`];
    const refused = waiverReport(looked, 'rebind', { findings, due });
    return { exit: EXIT.findings, json: refused, text: (style) => waiverText(refused, style) };
  }
  const content = `${JSON.stringify(waiver, null, 2)}\n`;
  const written = writeNewFile(input.root, looked.folders.waivers, `${id}.r${waiver.revision}`, content);
  const report = waiverReport(looked, 'rebind', {
    done: [`${id} revision ${waiver.revision} is for candidate ${looked.certification.candidate.digest}`],
    written: [written],
    findings,
    due: [`every approval must be given again: \`assay waiver show ${id}\` says by whom`],
  });
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
