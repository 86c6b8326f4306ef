import { isJsonObject } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { rejectionOf } from '../../accepts.ts';
import { type BrokerInput, schemaNamed, withProvided } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/example-invalid',
  summary: 'an example of a provided method is what its schemas allow',
  help: 'Mend the example, or the schema: people and tests start from it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: withProvided,
  example: {
    fails: 'examples: [{"output": {}}] of a method whose output is a list',
    passes: 'examples: [{"output": []}]',
  },
  *check(input) {
    for (const { name, schemas, examples, location } of input.provided?.targets ?? [])
      for (const [at, example] of examples.entries())
        for (const role of ['input', 'output'] as const) {
          const value = isJsonObject(example) ? example[role] : undefined;
          const why = value === undefined ? undefined : rejectionOf(schemaNamed(input, schemas[role]), value);
          if (why === undefined) continue;
          yield {
            message: `example ${at + 1} of ${quote(name)} is no ${role}: ${why}`,
            location,
            key: [input.app.id, name, role, example ?? null],
          };
        }
  },
});
