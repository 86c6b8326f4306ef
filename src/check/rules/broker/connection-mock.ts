import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BrokerInput } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/connection-mock',
  summary: 'every local mock of a connection is one that the runtime takes',
  help: 'Use the id of a connection that the manifest declares, and a status that the runtime knows: what it does not know it leaves out without a word.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: {
    words: 'apps with local mocks of connections',
    holds: ({ connectionMocks = [] }) => connectionMocks.length > 0,
  },
  example: {
    fails: '{"mail": {"status": "ok"}}',
    passes: '{"mail": {"status": "connected"}}',
  },
  *check(input) {
    const known = new Set(input.connections);
    for (const { id, fault, location } of input.connectionMocks ?? []) {
      if (fault === undefined && known.has(id)) continue;
      yield {
        message: `mock of connection ${quote(id)} ${fault ?? 'is left out: the manifest declares no such connection'}`,
        location,
        key: [input.app.id, id],
        ...(fault === undefined ? { severity: 'warning' as const } : {}),
      };
    }
  },
});
