import { groupBy } from '../../../model/group-by.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { PlanInput } from '../../plan-input.ts';

export default defineRule<PlanInput>({
  id: 'broker/namespace-owned-twice',
  summary: 'a namespace is provided by one app',
  help: 'Give one of the apps a namespace of its own: whoever calls a target of a namespace that has two owners does not know who answers.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'provider', 'operator'],
  example: { fails: 'people and org-explorer both provide hr', passes: 'people provides hr, and org-explorer orgx' },
  *check({ apps }) {
    for (const [namespace, owners] of groupBy(apps, ({ provided }) => provided?.namespace)) {
      if (owners.length < 2) continue;
      const ids = owners.map(({ app }) => app.id).sort(byCodeUnit);
      const [first = ''] = owners.map(({ app }) => app.path).sort(byCodeUnit);
      yield {
        message: `namespace ${quote(namespace)} is provided by ${ids.map(quote).join(' and ')}`,
        location: { path: first },
        key: [namespace, ...ids],
      };
    }
  },
});
