import type { DiffRule } from '../../diff-rule.ts';
import added from './added.ts';
import deliveryChanged from './delivery-changed.ts';
import payloadNarrowed from './payload-narrowed.ts';
import payloadWidened from './payload-widened.ts';
import removed from './removed.ts';
import schemaChanged from './schema-changed.ts';

/** Rules about the events of two contracts. */
export const EVENT_DIFF_RULES: readonly DiffRule[] = [
  added,
  deliveryChanged,
  payloadNarrowed,
  payloadWidened,
  removed,
  schemaChanged,
];
