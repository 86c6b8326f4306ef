import type { CatalogEntry } from '../../../broker/catalog-model.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { rejectionOf } from '../../accepts.ts';
import { type BrokerInput, entryOf } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/mock-value',
  summary: 'a local mock is what the target’s schemas allow',
  help: 'Mend the mock: an app that is tried with an answer that it never gets is not tried.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: { words: 'apps with local mocks of services', holds: ({ serviceMocks = [] }) => serviceMocks.length > 0 },
  example: {
    fails: 'a mock of hr/v1#members.list that gives an object, where the output is a list',
    passes: 'a mock that gives a list',
  },
  *check(input) {
    for (const { key, target, payload, value, fault, location } of input.serviceMocks ?? []) {
      if (target === undefined || fault !== undefined) continue;
      const schemas = schemasOf(input, target);
      const output = rejectionOf(schemas?.output, value);
      const asked = payload === undefined ? undefined : rejectionOf(schemas?.input, payload);
      for (const [role, why] of [
        ['output', output],
        ['input', asked],
      ] as const)
        if (why !== undefined)
          yield {
            message: `mock ${quote(key)} is no ${role} of ${quote(target)}: ${why}`,
            location,
            key: [input.app.id, key, role],
          };
    }
  },
});

/** What was locked is what the app is made against. */
function schemasOf(input: BrokerInput, target: string): CatalogEntry['schemas'] | undefined {
  return (input.pinned?.get(`method ${target}`) ?? entryOf(input, 'method', target))?.schemas;
}
