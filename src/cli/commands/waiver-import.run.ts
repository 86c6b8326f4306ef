import { importedWaiver } from '../../certify/waivers/import-crypta.ts';
import { parseCryptaWaivers } from '../../certify/waivers/parse-crypta-waivers.ts';
import { readFreeIds } from '../../certify/waivers/read-waiver-ids.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { waiverRun } from '../../certify/waivers/waiver-run.ts';
import { writeNewFile } from '../../certify/waivers/write-new-file.ts';
import { formatInstant } from '../../decide/instant.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { EXIT } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { waiverText } from '../waiver-text.ts';

/** Imports waivers as requests. */
export const run: Handler = async (args, context) => {
  const { file, shown } = context.resolve(args.positionals[0] ?? '');
  const parsed = parseCryptaWaivers(readFileBytes(file, shown, SIZE.config), shown);
  const now = formatInstant(await context.now());
  const input = { ...(await certifyInput(args, context)), now };
  const looked = await waiverRun(input);
  const { waivers, approvals } = looked.folders;
  const mentioned = [...(looked.register.waivers?.values() ?? [])].map(({ id }) => id);
  const folders = approvals === undefined ? [waivers] : [waivers, approvals];
  const ids = readFreeIds(input.root, folders, mentioned, now, parsed.waivers.length);
  const imported = parsed.waivers.map((one, index) => ({
    id: ids[index] ?? '',
    ...importedWaiver(looked, parsed, one, ids[index] ?? ''),
  }));
  const report = waiverReport(looked, 'import', {
    done: [`${imported.length} ${imported.length === 1 ? 'request' : 'requests'} of ${shown}`],
    written: imported.map(({ id, waiver }) =>
      writeNewFile(input.root, waivers, id, `${JSON.stringify(waiver, null, 2)}\n`),
    ),
    due: [
      ...imported.flatMap(({ notes }) => notes),
      ...parsed.unknown.map((name) => `${shown}: ${name} has no counterpart`),
      'fill in what is missing: `assay waiver lint` names it',
    ],
  });
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
