import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { brokerTargets } from '../../broker-targets.ts';
import { type CompatInput, target, withConsumed } from '../../compat-input.ts';
import { buriedReplacement } from '../../replacements.ts';

export default defineRule<CompatInput>({
  id: 'compat/consumed-target-missing',
  summary: 'the platform has the methods and events that the app uses',
  help: 'Correct the target, move to the major that the platform has, or run on a platform that has it. One that the app can do without is marked with required: false, and then this is a warning.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withConsumed,
  example: {
    fails: 'consumes.services: hr/v1#members.list, and the contract has hr/v2 alone',
    passes: 'consumes.services: hr/v1#members.list, which the contract has',
  },
  *check(input) {
    const known = brokerTargets(input.contract.contract);
    for (const { kind, target: name, required, location } of input.consumed ?? []) {
      const found = known.get(name);
      if (found?.kind === kind) continue;
      const instead = buriedReplacement(input.contract.contract, { kind, identity: name });
      const guess = found === undefined && instead === undefined ? nearest(name, known.keys()) : undefined;
      const why =
        found === undefined ? `is not in contract ${target(input)}` : `is no ${kind} in contract ${target(input)}`;
      yield {
        message: `${kind} ${quote(name)}, which the app uses, ${why}${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}${instead === undefined ? '' : `, use ${quote(instead)} instead`}`,
        location,
        key: [input.manifest.id, kind, name],
        ...(required ? {} : { severity: 'warning' as const }),
      };
    }
  },
});
