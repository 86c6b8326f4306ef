import { explainedRule, findRules } from '../../check/explain.ts';
import { ALL_RULES } from '../../check/rules/index.ts';
import { GATE_RULES } from '../../decide/rules.ts';
import type { RulesDocument } from '../../formats/generated/rules.ts';
import { EXIT } from '../../model/errors.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Handler } from '../command.ts';
import { ruleListText, rulesText } from '../explain-text.ts';

/** What the rule engine judges by, and what the gate itself answers. */
const EVERY_RULE = [...ALL_RULES, ...GATE_RULES].sort((a, b) => byCodeUnit(a.id, b.id));

/** Explains the named rule, or lists every rule. */
export const run: Handler = async (args) => {
  const [name] = args.positionals;
  const rules = (name === undefined ? EVERY_RULE : findRules(name, EVERY_RULE)).map(explainedRule);
  const json: RulesDocument = { kind: 'assay.rules', schemaVersion: 1, rules };
  return { exit: EXIT.ok, json, text: (style) => (name === undefined ? ruleListText : rulesText)(rules, style) };
};
