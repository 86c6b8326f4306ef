import { changelog } from '../../check/changelog.ts';
import { diffContracts } from '../../check/contract-diff.ts';
import { refuseNothingCompared } from '../../check/nothing-compared.ts';
import { readSide } from '../../check/read-side.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { changelogMarkdown } from '../diff/changelog-markdown.ts';

/** Writes what app authors need to know about the way between two contracts. That something breaks is an answer here, and no failure. */
export const run: Handler = async (args, context) => {
  const [from = '', to = ''] = args.positionals;
  const [baseline, current] = [
    await readSide(from, context.resolve, context.io),
    await readSide(to, context.resolve, context.io),
  ];
  refuseNothingCompared(baseline.contract);
  const log = changelog(baseline, current, diffContracts(baseline.contract, current.contract).changes);
  const markdown = changelogMarkdown(log);
  return { exit: EXIT.ok, json: log, text: () => markdown, reports: { md: () => markdown } };
};
