import { GATE_RULES } from '../decide/rules.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';
import { RUNNERS } from './runners/index.ts';

/**
 * What names the rules that a decision is made by, those of every runner and of the gate itself: where one of them is
 * another in id or severity, the digest is another.
 */
export function ruleSetDigest(): Digest {
  const rules = new Map([...GATE_RULES, ...RUNNERS.flatMap((runner) => runner.rules)].map((rule) => [rule.id, rule]));
  const named = [...rules.values()].sort((a, b) => byCodeUnit(a.id, b.id));
  return digestJson(named.map(({ id, severity }) => [id, severity.default, severity.strict]));
}
