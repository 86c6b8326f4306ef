import { compatReport } from '../../check/compat-report.ts';
import { judgeApp } from '../../check/judge-app.ts';
import { readKnownNames } from '../../check/read-known-names.ts';
import { readSubject } from '../../check/read-subject.ts';
import { readContract } from '../../contract/read-contract.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { compatText } from '../compat-text.ts';
import { givenSubject } from '../subject-flags.ts';
import { namePlaces, requiredContractPlace } from '../target-contract.ts';

/** Judges one app, or one catalog entry with its bundle, against one contract. */
export const run: Handler = async (args, context) => {
  const place = givenSubject(args, context);
  const target = await requiredContractPlace(args, context);
  const contract = await readContract(target.file, target.shown);
  const { manifest, reported, claims } = await readSubject(place);
  const vocabulary = await readKnownNames(await namePlaces(args, context), manifest.app, contract);
  const strict = args.boolean('strict');
  const stability = args.string('target-stability');
  const judgement = judgeApp(manifest, {
    contract,
    strict,
    ...(vocabulary === undefined ? {} : { vocabulary }),
    requireMetadata: args.boolean('require-metadata'),
    ...(claims === undefined ? {} : { entry: claims }),
    ...(stability === 'stable' || stability === 'experimental' ? { targetStability: stability } : {}),
  });
  const report = compatReport(reported, contract, judgement, strict);
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => compatText(report, style),
  };
};
