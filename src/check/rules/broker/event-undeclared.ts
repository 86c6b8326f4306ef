import { parseTarget } from '../../../broker/target.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, isOwn, usesOf, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/event-undeclared',
  summary: 'every event that is sent is provided in the manifest',
  help: 'Name the event in provides.events: the platform lets an app send its own declared events, and no others.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider'],
  scope: withSources,
  example: {
    fails: 'events.publish("member.gone"), and provides.events has member.updated alone',
    passes: 'provides.events: member.gone',
  },
  *check(input) {
    const provided = new Set(input.provided?.targets.flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
    const sent = [
      ...(input.sources?.emits ?? []).map(({ topic, ...at }) => ({ name: topic, ...at })),
      ...usesOf(input)
        .filter(({ use, target }) => use === 'emit' && isOwn(input, target))
        .map(({ target, ...at }) => ({ name: parseTarget(target)?.name ?? target, ...at })),
    ];
    for (const { name, path, line } of sent)
      if (!provided.has(name))
        yield {
          message: `event ${quote(name)} is sent, and the manifest does not provide it`,
          location: { path, line },
          key: [input.app.id, name],
        };
  },
});
