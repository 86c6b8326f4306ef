import type { RuleHit } from '../model/rule.ts';
import type { BundleInput } from './bundle-input.ts';

/** The hits of a rule that the reader or the verifier of the bytes has judged: rule is the second word of its id. */
export function* faultHits(input: BundleInput, rule: string): Generator<RuleHit> {
  for (const fault of input.faults)
    if (fault.rule === rule)
      yield {
        message: fault.message,
        location: { path: input.path },
        key: [fault.subject],
        ...(fault.severity === undefined ? {} : { severity: fault.severity }),
      };
}
