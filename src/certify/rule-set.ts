import type { RuleDoc } from '../decide/rule-doc.ts';
import { GATE_RULES } from '../decide/rules.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';
import { RUNNERS } from './runners/index.ts';

/** The rules that a decision is made by, those of every runner and of the gate itself, by id. */
export function ruleSet(): RuleDoc[] {
  const rules = new Map([...GATE_RULES, ...RUNNERS.flatMap((runner) => runner.rules)].map((rule) => [rule.id, rule]));
  return [...rules.values()].sort((a, b) => byCodeUnit(a.id, b.id));
}

/**
 * What names the rules that a decision is made by, those of every runner and of the gate itself: where one of them is
 * another in id or severity, the digest is another.
 */
export function ruleSetDigest(): Digest {
  return digestJson(ruleSet().map(({ id, severity }) => [id, severity.default, severity.strict]));
}
