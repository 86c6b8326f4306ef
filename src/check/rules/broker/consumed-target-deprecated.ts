import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/consumed-target-deprecated',
  summary: 'the app consumes nothing that is on its way out',
  help: 'Move to what the catalog names as the replacement before the target is removed.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withCatalog,
  example: {
    fails: 'consumes.services: hr/v1#members.list, which is deprecated',
    passes: 'consumes.services: hr/v1#members.page, which is not',
  },
  *check(input) {
    for (const { kind, target, location } of input.consumed) {
      const entry = entryOf(input, kind, target);
      if (!entry?.deprecated) continue;
      const { replacement } = entry;
      yield {
        message: `${kind} ${quote(target)}, which the app consumes, is deprecated${replacement === undefined ? '' : `, use ${quote(replacement)} instead`}`,
        location,
        key: [input.app.id, kind, target],
      };
    }
  },
});
