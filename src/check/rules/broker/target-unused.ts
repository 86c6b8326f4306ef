import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, usesOf, withSources } from '../../broker-input.ts';
import { isCalledByName } from '../../called-by-name.ts';

export default defineRule<BrokerInput>({
  id: 'broker/target-unused',
  summary: 'what is consumed is used in the sources',
  help: 'Take the target out of consumes, and with it the grant that every organisation is asked for; or use it. What is only called by a name that is put together at run time is not found.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: withSources,
  example: {
    fails: 'consumes.services: hr/v1#members.list, and no source names it',
    passes: 'services(ctx).call("hr/v1#members.list")',
  },
  *check(input) {
    const used = new Set(usesOf(input).map(({ target }) => target));
    for (const { kind, target, location } of input.consumed)
      if (!used.has(target) && !isCalledByName(target, input.sources?.chains ?? new Set()))
        yield {
          message: `${kind} ${quote(target)} is consumed, and no source uses it`,
          location,
          key: [input.app.id, kind, target],
        };
  },
});
