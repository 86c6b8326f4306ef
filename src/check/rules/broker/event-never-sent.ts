import { parseTarget } from '../../../broker/target.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, isOwn, isSentByName, usesOf, withProvided, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/event-never-sent',
  summary: 'every event that the manifest provides is sent somewhere',
  help: 'Send it, or take it out of provides.events: whoever listens waits for nothing.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: {
    words: 'apps with sources that provide events',
    holds: (input) => withSources.holds(input) && withProvided.holds(input),
  },
  example: {
    fails: 'provides.events has member.updated, and no source sends it',
    passes: 'events.publish("member.updated")',
  },
  *check(input) {
    const sent = new Set([
      ...(input.sources?.emits ?? []).map(({ topic }) => topic),
      ...usesOf(input).flatMap(({ target }) => (isOwn(input, target) ? [parseTarget(target)?.name] : [])),
    ]);
    for (const target of input.provided?.targets ?? []) {
      const { kind, name, location } = target;
      if (kind === 'event' && !sent.has(name) && !isSentByName(input, target))
        yield {
          message: `event ${quote(name)} is provided, and no source sends it`,
          location,
          key: [input.app.id, name],
        };
    }
  },
});
