import { previewReport } from '../../check/preview.ts';
import { readApps } from '../../check/read-tried.ts';
import { readCandidate } from '../../contract/read-candidate.ts';
import { readContract } from '../../contract/read-contract.ts';
import { AssayError } from '../../model/errors.ts';
import { appPlaces } from '../app-flags.ts';
import type { Handler } from '../command.ts';
import { matrixExit } from '../matrix-text.ts';
import { previewText, previewTsv } from '../preview-text.ts';
import { configuredPlace } from '../target-contract.ts';

/** Tries every app on a proposed contract, and says what it would lose against the one in force. */
export const run: Handler = async (args, context) => {
  const [path = ''] = args.positionals;
  const place = context.resolve(path);
  const given = args.string('baseline');
  const inForce =
    given === undefined ? await configuredPlace(context, ({ contract }) => contract?.snapshot) : context.resolve(given);
  const candidate = await readCandidate(place.file, place.shown);
  const baseline = inForce === undefined ? undefined : await readContract(inForce.file, inForce.shown);
  const apps = await readApps(await appPlaces(args, context));
  if (apps.length === 0)
    throw new AssayError({
      kind: 'incomplete',
      code: 'preview-without-app',
      message: 'there is no app, so nothing was tried',
      hint: 'give apps with --bundle-dir, --bundle or --catalog-entry, or name them in assay.config.json under apps',
    });
  const report = previewReport(candidate, apps, baseline, {
    strict: args.boolean('strict'),
    requireMetadata: args.boolean('require-metadata'),
  });
  return {
    exit: matrixExit(report.summary),
    json: report,
    text: (style) => previewText(report, style),
    reports: { tsv: () => previewTsv(report) },
  };
};
