import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/requirement-unresolved',
  summary: 'what the manifest requires in the older form is offered',
  help: 'Name the targets in consumes: a capability id with a range is resolved by its namespace, its version and its provider, and says nothing of payloads.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withCatalog,
  example: {
    fails: 'requires.services: {"id": "org.hierarchy", "version": "^2.0.0"}, and the catalog has org/v1 alone',
    passes: 'the catalog has org/v1#hierarchy.get of version 1.3.0 for ^1.0.0',
  },
  *check(input) {
    for (const [requirement, entries] of input.resolved ?? []) {
      if (entries.length > 0) continue;
      const { kind, id, range, provider, required, location } = requirement;
      yield {
        message:
          kind === 'event'
            ? `required event ${quote(id)} is not in the catalog`
            : `required service ${quote(id)} in ${quote(range)}${provider === undefined ? '' : ` from ${quote(provider)}`} is not in the catalog`,
        location,
        key: kind === 'event' ? [input.app.id, 'event', id] : [input.app.id, id],
        ...(required ? {} : { severity: 'warning' as const }),
      };
    }
  },
});
