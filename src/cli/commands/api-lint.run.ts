import { LINT_RULES } from '../../check/rules/lint.ts';
import { SINGLE_RULES } from '../../check/rules/single.ts';
import { compareFindings, runRules } from '../../check/run-rules.ts';
import { readBoundaries } from '../../contract/read-boundaries.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { LintReport } from '../../formats/generated/lint-report.ts';
import { EXIT } from '../../model/errors.ts';
import { summarize } from '../../model/finding.ts';
import type { Handler } from '../command.ts';
import { lintText } from '../lint-text.ts';
import { sourcePlace } from '../target-contract.ts';

/** Runs every rule over one contract, and what its owners assert of its routes. */
export const run: Handler = async (args, context) => {
  const strict = args.boolean('strict');
  const place = await sourcePlace(args, context);
  const given = args.string('boundaries');
  const asserted = given === undefined ? undefined : context.resolve(given);
  const contract = await readContract(place.file, place.shown);
  const boundaries = asserted === undefined ? undefined : await readBoundaries(asserted.file, asserted.shown);
  const input = { contract, ...(boundaries === undefined ? {} : { boundaries }) };
  const findings = [...runRules(SINGLE_RULES, input, { strict }), ...runRules(LINT_RULES, input, { strict })];
  findings.sort(compareFindings);
  const { apiVersion, contractVersion } = contract.contract;
  const report: LintReport = {
    kind: 'assay.lint-report',
    schemaVersion: 1,
    strict,
    contract: { path: contract.path, apiVersion, contractVersion, digest: contract.digest },
    ...(boundaries === undefined ? {} : { boundaries: boundaries.path }),
    findings,
    summary: summarize(findings),
  };
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => lintText(report, style),
  };
};
