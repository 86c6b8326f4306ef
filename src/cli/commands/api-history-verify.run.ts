import { historyVerdict } from '../../check/history-verdict.ts';
import { readContract } from '../../contract/read-contract.ts';
import { readHistory } from '../../contract/read-history.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { historyPlace } from '../history-places.ts';
import { historyText, historyTsv } from '../history-text.ts';
import { configuredPlace } from '../target-contract.ts';

/** Verifies the released contracts of a folder, and that the one to be released next follows them. */
export const run: Handler = async (args, context) => {
  const [folder] = args.positionals;
  const source = args.string('source');
  const place = await historyPlace(folder, context);
  // A folder that was named stands alone; the configured one is followed by the configured source.
  const next =
    source !== undefined
      ? context.resolve(source)
      : folder === undefined
        ? await configuredPlace(context, ({ contract }) => contract?.source)
        : undefined;
  const history = await readHistory(place.file, place.shown);
  const current = next === undefined ? undefined : await readContract(next.file, next.shown);
  const report = historyVerdict(history, current, { strict: args.boolean('strict') });
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => historyText(report, style),
    reports: { tsv: () => historyTsv(report) },
  };
};
