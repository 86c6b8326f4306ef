import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, ownTargets } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/mock-target-unknown',
  summary: 'every local mock is of a target that the app consumes',
  help: 'Correct the target, consume it, or remove the mock: it stands in for nothing.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: { words: 'apps with local mocks of services', holds: ({ serviceMocks = [] }) => serviceMocks.length > 0 },
  example: {
    fails: 'a mock of hr/v1#members.lits',
    passes: 'a mock of hr/v1#members.list, which the app consumes',
  },
  *check(input) {
    const known = new Set([...input.consumed.map(({ target }) => target), ...ownTargets(input)]);
    for (const { key, target, fault, location } of input.serviceMocks ?? []) {
      if (target === undefined || fault !== undefined || known.has(target)) continue;
      const guess = nearest(target, known);
      yield {
        message: `mock of ${quote(target)}, which the app does not consume${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
        location,
        key: [input.app.id, key],
      };
    }
  },
});
