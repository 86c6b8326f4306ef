import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, entryOf, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/consumed-target-not-granted',
  summary: 'what the app consumes is granted to it',
  help: 'Ask whoever runs the organisation for the grant; it is checked at every call. It is no fault of the app.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['app'],
  scope: withCatalog,
  example: {
    fails: 'consumes.services: hr/v1#members.list, which the catalog marks granted: false',
    passes: 'consumes.services: hr/v1#members.list, which is granted',
  },
  *check(input) {
    for (const { kind, target, location } of input.consumed) {
      const entry = entryOf(input, kind, target);
      if (entry === undefined || (entry.granted !== false && entry.installed !== false)) continue;
      const why = entry.installed === false ? 'its provider is not installed' : 'it is not granted';
      yield {
        message: `${kind} ${quote(target)} can’t be used yet: ${why}`,
        location,
        key: [input.app.id, kind, target, entry.installed === false ? 'installed' : 'granted'],
      };
    }
  },
});
