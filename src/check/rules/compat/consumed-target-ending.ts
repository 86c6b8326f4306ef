import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { brokerTargets } from '../../broker-targets.ts';
import { type CompatInput, withConsumed } from '../../compat-input.ts';
import { clockOf, isEnding } from '../../lifecycle-items.ts';
import { replacementOf } from '../../replacements.ts';

export default defineRule<CompatInput>({
  id: 'compat/consumed-target-ending',
  summary: 'the app uses no method or event that is on its way out',
  help: 'Move to what the contract names as the replacement before the target is removed.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withConsumed,
  example: {
    fails: 'consumes.services: hr/v1#members.list, which is deprecated',
    passes: 'consumes.services: hr/v1#members.page, which is stable',
  },
  *check(input) {
    const known = brokerTargets(input.contract.contract);
    for (const { kind, target, location } of input.consumed ?? []) {
      const found = known.get(target);
      if (found?.kind !== kind || !isEnding(found.item.stability)) continue;
      const { removal } = clockOf(found.item);
      const instead = replacementOf(found.item);
      yield {
        message: `${kind} ${quote(target)}, which the app uses, is ${found.item.stability}${removal === null ? '' : ` and goes with v${removal}`}${instead === undefined ? '' : `, use ${quote(instead)} instead`}`,
        location,
        key: [input.manifest.id, kind, target, found.item.stability],
      };
    }
  },
});
