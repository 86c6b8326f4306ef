import type { UserSchema } from '../../../contract/model.ts';
import { isJsonObject } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { describedParts } from '../../described-parts.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'contract/example-missing',
  summary: 'what sends or takes an object shows an example of it',
  help: 'Add one under examples, or in the schema: readers learn from it, and comparisons of two versions try it first.',
  severity: { default: 'note', strict: 'note' },
  breaks: ['app'],
  example: {
    fails: 'a response schema with properties, and no example',
    passes: 'the same, and examples: { response: [ {} ] }',
  },
  *check({ contract }) {
    for (const { kind, identity, part, schema, pointer, examples } of describedParts(contract.contract))
      if (lacks(schema, examples))
        yield {
          message: `${kind} ${quote(identity)} shows no example of its ${part}`,
          location: contract.locate(pointer),
          key: [kind, identity, part],
        };
  },
});

/** Only an object with members of its own is worth an example. */
function lacks(schema: UserSchema | undefined, examples: readonly unknown[]): boolean {
  if (!isJsonObject(schema) || examples.length > 0) return false;
  const { properties, examples: own } = schema;
  return isJsonObject(properties) && Object.keys(properties).length > 0 && !(Array.isArray(own) && own.length > 0);
}
