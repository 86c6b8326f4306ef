import { baselineVerdict } from '../../check/baseline-verdict.ts';
import { readContract } from '../../contract/read-contract.ts';
import { EXIT } from '../../model/errors.ts';
import { baselineText, baselineTsv } from '../baseline-text.ts';
import type { Handler } from '../command.ts';
import { sourcePlace } from '../target-contract.ts';

/** Shows what the named baselines of a contract guarantee, and what is wrong with them. */
export const run: Handler = async (args, context) => {
  const place = await sourcePlace(args, context);
  const contract = await readContract(place.file, place.shown);
  const report = baselineVerdict(contract, args.positionals[0], { strict: args.boolean('strict') });
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => baselineText(report, style),
    reports: { tsv: () => baselineTsv(report) },
  };
};
