import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, schemaNamed, withProvided } from '../../broker-input.ts';
import { providedSchemaFaults } from '../../provided-schemas.ts';

export default defineRule<BrokerInput>({
  id: 'broker/provided-schema-invalid',
  summary: 'every schema of what is provided, written out or in a file, is a JSON Schema of a known draft',
  help: 'Correct the keyword that is named: a broker refuses the schema, or passes over the keyword and lets everything in. Drafts 04, 06, 07, 2019-09 and 2020-12 are read; without $schema it is 2020-12.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: withProvided,
  example: {
    fails: 'schemas/members.list.out.json with "type": "objct"',
    passes: '"type": "object"',
  },
  *check(input) {
    if (input.provided === undefined) return;
    yield* providedSchemaFaults(input.app.id, input.provided, (path) => schemaNamed(input, path));
    for (const { kind, name, role, message, location } of input.referenceFaults ?? [])
      yield {
        message: `the ${role} schema of ${kind} ${quote(name)} ${message}`,
        location,
        key: [input.app.id, kind, name, role, 'reference'],
      };
  },
});
