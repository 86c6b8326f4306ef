import type { ExplainedRule } from '../formats/generated/rules.ts';
import { usageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import { ALL_RULES, type RuleInfo } from './rules/index.ts';

/**
 * The rules that a user means: by id, by name without area, or by the code of an imported system (one code may name
 * a rule in several areas).
 * @param rules those that there are; the engine's unless told
 * @throws AssayError rule-unknown (usage), with the nearest name
 */
export function findRules(name: string, rules: readonly RuleInfo[] = ALL_RULES): RuleInfo[] {
  const wanted = name.toLowerCase();
  const exact = rules.filter((rule) => rule.id === wanted);
  if (exact.length > 0) return exact;
  const found = rules.filter((rule) => names(rule).includes(wanted));
  if (found.length > 0) return found;
  const near = nearest(wanted, rules.flatMap(names));
  throw usageError(
    'rule-unknown',
    `there is no rule ${quote(name)}`,
    near === undefined
      ? '`assay explain` lists every rule'
      : `did you mean ${near}? \`assay explain\` lists every rule`,
  );
}

function names({ id, legacyCode }: RuleInfo): string[] {
  return [id, id.slice(id.indexOf('/') + 1), ...(legacyCode === undefined ? [] : [legacyCode])];
}

/** A rule as `assay explain --json` prints it. */
export function explainedRule(rule: RuleInfo): ExplainedRule {
  return {
    id: rule.id,
    ...(rule.legacyCode === undefined ? {} : { legacyCode: rule.legacyCode }),
    summary: rule.summary,
    help: rule.help,
    severity: rule.severity,
    breaks: [...rule.breaks],
    ...(rule.waivable === false ? { waivable: false } : {}),
    ...comparisonOf(rule),
    ...(rule.scope === undefined ? {} : { appliesTo: rule.scope.words }),
    example: rule.example,
  };
}

function comparisonOf({
  category,
  experimental,
  restricted = 'note',
  bump,
}: RuleInfo): Pick<ExplainedRule, 'comparison'> {
  if (category === undefined || experimental === undefined || bump === undefined) return {};
  return { comparison: { category, experimental, restricted, bump } };
}
