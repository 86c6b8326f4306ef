import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, isOwn, ownTargets } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/target-still-consumed',
  summary: 'what the app provided stays while an app of the catalog consumes it',
  help: 'Serve the older major beside the new one until no app of the catalog consumes it: release the consumers first.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: {
    words: 'runs that name the apps of the catalog',
    holds: ({ consumers }) => consumers !== undefined,
  },
  example: {
    fails: 'people provides hr/v2 alone, and leave 1.2.0 of the catalog consumes hr/v1#members.list',
    passes: 'people provides hr/v1#members.list, or leave consumes hr/v2#members.list',
  },
  *check(input) {
    const { app, provided, consumers = [] } = input;
    for (const { id, version, consumed } of consumers) {
      if (id === app.id) continue;
      for (const { kind, target, required } of consumed) {
        if (!isOwn(input, target) || ownTargets(input).has(target)) continue;
        yield {
          message: `${kind} ${quote(target)} is no longer provided, and ${quote(`${id} ${version}`)} consumes it`,
          location: provided?.versions[0]?.location ?? { path: app.path },
          key: [app.id, kind, target, id, version],
          ...(required ? {} : { severity: 'warning' as const }),
        };
      }
    }
  },
});
