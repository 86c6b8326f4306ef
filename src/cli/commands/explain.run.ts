import { explainedRule, findRules } from '../../check/explain.ts';
import { ALL_RULES } from '../../check/rules/index.ts';
import type { RulesDocument } from '../../formats/generated/rules.ts';
import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { ruleListText, rulesText } from '../explain-text.ts';

/** Explains the named rule, or lists every rule. */
export const run: Handler = async (args) => {
  const [name] = args.positionals;
  const rules = (name === undefined ? ALL_RULES : findRules(name)).map(explainedRule);
  const json: RulesDocument = { kind: 'assay.rules', schemaVersion: 1, rules };
  return { exit: EXIT.ok, json, text: (style) => (name === undefined ? ruleListText : rulesText)(rules, style) };
};
