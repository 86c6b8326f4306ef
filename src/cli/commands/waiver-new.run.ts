import { draftWaiver } from '../../certify/waivers/new-waiver.ts';
import { readFreeIds } from '../../certify/waivers/read-waiver-ids.ts';
import { unfilledTexts } from '../../certify/waivers/unfilled.ts';
import { waiverReport } from '../../certify/waivers/waiver-report.ts';
import { waiverRun } from '../../certify/waivers/waiver-run.ts';
import { writeNewFile } from '../../certify/waivers/write-new-file.ts';
import { formatInstant } from '../../decide/instant.ts';
import { isKnown } from '../../decide/read-waiver.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { principalFlag, savedFlag } from '../waiver-options.ts';
import { waiverText } from '../waiver-text.ts';

/** Writes a waiver that waits for its author's words. */
export const run: Handler = async (args, context) => {
  const now = formatInstant(await context.now());
  const input = { ...(await certifyInput(args, context)), now };
  const [requestedBy, owner] = [principalFlag(args, 'requested-by'), principalFlag(args, 'owner')];
  const looked = await waiverRun(input, savedFlag(args, context));
  const { waivers, approvals } = looked.folders;
  const mentioned = [...(looked.register.waivers?.values() ?? [])].map(({ id }) => id);
  const folders = approvals === undefined ? [waivers] : [waivers, approvals];
  const [id = ''] = readFreeIds(input.root, folders, mentioned, now, 1);
  const { draft, unit } = draftWaiver(looked.certification, {
    fingerprint: args.string('from-finding') ?? '',
    id,
    requestedBy,
    owner,
    waivers: looked.decided.waivers.filter(isKnown),
  });
  const content = `${JSON.stringify(draft, null, 2)}\n`;
  const output = args.string('output');
  const place = output === undefined ? undefined : context.resolve(output);
  if (place) writeFileAtomic(place.file, content, place.shown, { overwrite: false });
  const written = place?.shown ?? writeNewFile(input.root, waivers, id, content);
  const report = waiverReport(looked, 'new', {
    done: [`${id} for ${unit}`],
    written: [written],
    due: [
      ...unfilledTexts(draft).map((pointer) => `fill in ${pointer}`),
      `then ask \`assay waiver lint ${written}\`, and those who approve`,
    ],
  });
  return { exit: EXIT.ok, json: report, text: (style) => waiverText(report, style) };
};
