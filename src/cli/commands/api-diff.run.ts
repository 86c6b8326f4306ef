import { type ContractDiffOptions, diffContracts } from '../../check/contract-diff.ts';
import { PROFILES, type Profile } from '../../check/diff-profile.ts';
import { type DiffReport, diffReport } from '../../check/diff-report.ts';
import { refuseNothingCompared } from '../../check/nothing-compared.ts';
import { readSide } from '../../check/read-side.ts';
import { KnownItems } from '../../contract/known-items.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import type { Args, Context, Handler } from '../command.ts';
import { diffMarkdown } from '../diff/diff-markdown.ts';
import { diffText } from '../diff/diff-text.ts';

/** Compares two contracts, or one with the releases before it. What few calls need is loaded by those that do. */
export const run: Handler = async (args, context) => {
  const options = await optionsOf(args, context);
  const withHistory = args.string('against-history') !== undefined;
  const compared = withHistory ? await history(args, context, options) : await pair(args, context, options);
  const report = await withVersions(compared, args.string('check-version'));
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => diffText(report, style),
    reports: { md: () => diffMarkdown(report) },
  };
};

async function pair(args: Args, context: Context, options: ContractDiffOptions): Promise<DiffReport> {
  const [baseline, current] = args.positionals;
  if (baseline === undefined || current === undefined)
    throw usageError(
      'diff-sides',
      'a comparison has two sides, and one is given',
      'give a baseline and a current contract, or one contract and --against-history <folder>',
    );
  if (args.string('compat') !== undefined)
    throw usageError(
      'compat-without-history',
      '--compat is about a history, and none is given',
      'give --against-history <folder>, or leave --compat out',
    );
  const known = new KnownItems();
  const [before, after] = [await side(baseline, context, known), await side(current, context, known)];
  refuseNothingCompared(before.contract);
  return diffReport(before, after, diffContracts(before.contract, after.contract, options), options);
}

async function history(args: Args, context: Context, options: ContractDiffOptions): Promise<DiffReport> {
  const [current = '', second] = args.positionals;
  if (second !== undefined)
    throw usageError(
      'diff-sides',
      'with --against-history one contract is compared, and two are given',
      'leave out the baseline: the history has it',
    );
  const { readHistory } = await import('../../contract/read-history.ts');
  const { COMPAT_MODES, historyReport } = await import('../../check/history-report.ts');
  const folder = context.resolve(args.string('against-history') ?? '');
  const released = await readHistory(folder.file, folder.shown);
  const mode = oneOf(COMPAT_MODES, args.string('compat')) ?? 'backward';
  return historyReport(released, await side(current, context), mode, options);
}

async function withVersions(report: DiffReport, versions: string | undefined): Promise<DiffReport> {
  if (versions === undefined) return report;
  const { checkVersions } = await import('../../check/version-check.ts');
  return checkVersions(report, versions);
}

async function optionsOf(args: Args, context: Context): Promise<ContractDiffOptions> {
  const profile = oneOf<Profile>(PROFILES, args.string('profile'));
  const [policy, apps] = [args.string('policy'), args.strings('app')];
  const options: ContractDiffOptions = {
    witness: args.string('witness') !== 'off',
    strict: args.boolean('strict'),
    ...(profile === undefined ? {} : { profile }),
  };
  const severities = policy === undefined ? undefined : await readPolicy(policy, context);
  if (apps.length === 0) return { ...options, ...(severities === undefined ? {} : { severities }) };
  const { readAppUses } = await import('../../check/read-app-uses.ts');
  const uses = await readAppUses(apps.map((path) => context.resolve(path)));
  return { ...options, apps: uses, ...(severities === undefined ? {} : { severities }) };
}

async function readPolicy(path: string, context: Context): Promise<ContractDiffOptions['severities']> {
  const { readDiffPolicy } = await import('../../check/read-diff-policy.ts');
  const { file, shown } = context.resolve(path);
  return readDiffPolicy(file, shown);
}

function side(text: string, context: Context, known?: KnownItems): ReturnType<typeof readSide> {
  return readSide(text, context.resolve, context.io, known);
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string | undefined): Choice | undefined {
  return choices.find((choice) => choice === text);
}
