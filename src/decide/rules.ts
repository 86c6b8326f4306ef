import { byCodeUnit } from '../model/order.ts';
import { ACCEPTED_RULES } from './accepted-rules.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import { PREVIOUS_RULES } from './previous-rules.ts';
import type { RuleDoc } from './rule-doc.ts';
import { WAIVER_RULES } from './waiver-rules.ts';

/** Every rule that the gate answers, by id. */
export const GATE_RULES: readonly RuleDoc[] = [
  ...Object.values(ACCEPTED_RULES),
  ...Object.values(EVIDENCE_RULES),
  ...Object.values(PREVIOUS_RULES),
  ...Object.values(WAIVER_RULES),
].sort((a, b) => byCodeUnit(a.id, b.id));
