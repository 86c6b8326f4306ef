import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BrokerInput } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/mock-key',
  summary: 'every local mock has a key that the runtime looks for',
  help: 'Write <target>, or <target> and the payload as json.dumps(payload, sort_keys=True, separators=(",", ":")) gives it: sorted keys, no blanks, and escapes for everything outside ASCII.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: { words: 'apps with local mocks of services', holds: ({ serviceMocks = [] }) => serviceMocks.length > 0 },
  example: {
    fails: '"hr/v1#members.list {"b": 1}"',
    passes: '"hr/v1#members.list {"b":1}"',
  },
  *check(input) {
    for (const { key, fault, canonical, location } of input.serviceMocks ?? []) {
      if (fault === undefined && canonical === undefined) continue;
      yield {
        message: `mock ${quote(key)} ${fault ?? `is never found: the runtime looks for ${quote(canonical ?? '')}`}`,
        location,
        key: [input.app.id, key],
      };
    }
  },
});
