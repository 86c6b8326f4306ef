import type { JsonValue } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { rejectionOf } from '../../accepts.ts';
import { type BrokerInput, entryOf, withCatalog } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/catalog-example-invalid',
  summary: 'an example in the catalog is what the schemas of its target allow',
  help: 'Tell whoever provides the target, and do not start from the example: a provider or a mock that answers like it is refused where answers are validated.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['provider', 'consumer'],
  scope: withCatalog,
  example: {
    fails: 'the catalog has the example {"output": {}} of a method whose output is a list',
    passes: 'the example is {"output": []}',
  },
  *check(input) {
    for (const { kind, target, location } of input.consumed) {
      const { schemas = {}, examples = {} } = entryOf(input, kind, target) ?? {};
      for (const role of ['input', 'output', 'payload'] as const)
        for (const [at, example] of (examples[role] ?? []).entries()) {
          const value: JsonValue = JSON.parse(JSON.stringify(example));
          const why = rejectionOf(schemas[role], value);
          if (why === undefined) continue;
          yield {
            message: `example ${at + 1} of ${quote(target)} in the catalog is no ${role}: ${why}`,
            location,
            key: [input.app.id, kind, target, role, value],
          };
        }
    }
  },
});
