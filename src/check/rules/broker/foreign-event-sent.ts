import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, isOwn, usesOf, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/foreign-event-sent',
  summary: 'an app sends events of its own namespace only',
  help: 'Listen to it instead, or ask its provider for a method: the platform refuses an event from anybody but the app that provides it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'provider'],
  scope: withSources,
  example: {
    fails: 'events.emit("hr/v1#member.updated") in an app that does not provide hr',
    passes: 'events.emit of what the app provides',
  },
  *check(input) {
    for (const { use, target, path, line } of usesOf(input))
      if (use === 'emit' && !isOwn(input, target))
        yield {
          message: `event ${quote(target)} is sent, and belongs to another app`,
          location: { path, line },
          key: [input.app.id, target],
        };
  },
});
