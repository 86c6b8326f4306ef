import { ALL_RULES } from '../check/rules/index.ts';
import { GATE_RULES } from '../decide/rules.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { byTuple } from '../model/order.ts';

/** What names the rules that a decision was made by: a tool whose rules differ in id or severity has another digest. */
export function ruleSetDigest(): Digest {
  const rules = [...ALL_RULES, ...GATE_RULES].map(({ id, severity }) => [id, severity.default, severity.strict]);
  return digestJson(rules.sort(byTuple));
}
