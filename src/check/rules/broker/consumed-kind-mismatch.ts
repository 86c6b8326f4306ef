import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entriesByTarget, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/consumed-kind-mismatch',
  summary: 'what is called is a method, and what is listened to is an event',
  help: 'Move the target to the other list of consumes: services for what the app calls, events for what it listens to.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withCatalog,
  example: {
    fails: 'consumes.events: hr/v1#members.list, which is a method',
    passes: 'consumes.services: hr/v1#members.list, which is a method',
  },
  *check(input) {
    for (const { kind, target, location } of input.consumed) {
      const entries = entriesByTarget(input).get(target) ?? [];
      if (entries.length === 0 || entries.some((entry) => entry.kind === kind)) continue;
      const [other] = entries;
      yield {
        message: `${quote(target)} is consumed as ${kind === 'method' ? 'a service' : 'an event'}, and is ${other?.kind === 'event' ? 'an event' : 'a method'}`,
        location,
        key: [input.app.id, kind, target],
      };
    }
  },
});
