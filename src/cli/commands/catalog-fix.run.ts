import { fixDescriptor } from '../../catalog/descriptor-text.ts';
import { parseEntryDescriptor } from '../../catalog/entry-descriptor.ts';
import { readCatalogBytes } from '../../catalog/read-catalog.ts';
import { entryReport, repeatedProperties, saysTheSame } from '../../check/entry-report.ts';
import { judgeDescriptor } from '../../check/judge-catalog.ts';
import { readDraft } from '../../check/read-draft-entries.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { entryText } from '../entry-text.ts';

/** Mends one descriptor. What it is then is read and judged again before it is written. */
export const run: Handler = async (args, context) => {
  const place = context.resolve(args.string('entry') ?? '');
  const bundles = args.string('bundles');
  const { verified } = readDraft(place, bundles === undefined ? undefined : context.resolve(bundles));
  const written = Buffer.from(readCatalogBytes(place.file, place.shown)).toString('utf8');
  const { text, changed } = fixDescriptor(written, repeatedProperties(verified), saysTheSame);
  const descriptor = parseEntryDescriptor(text, place.shown);
  const check = args.boolean('check');
  if (!check && changed.length > 0) writeFileAtomic(place.file, text, place.shown);
  const findings = judgeDescriptor({ descriptor, verified }, true);
  const action = changed.length > 0 && !check ? 'fixed' : 'unchanged';
  const report = entryReport(action, place.shown, verified, changed, findings);
  const stale = check && changed.length > 0;
  return { exit: stale ? EXIT.findings : EXIT.ok, json: report, text: (style) => entryText(report, style) };
};
