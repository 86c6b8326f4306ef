import type { UserSchema } from '../../../contract/model.ts';
import { endpointIdentity } from '../../../contract/model.ts';
import { isJsonObject } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
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
    for (const { kind, identity, part, pointer } of withoutExample(contract.contract))
      yield {
        message: `${kind} ${quote(identity)} shows no example of its ${part}`,
        location: contract.locate(pointer),
        key: [kind, identity, part],
      };
  },
});

interface Part {
  readonly kind: 'endpoint' | 'method' | 'event';
  readonly identity: string;
  readonly part: 'request' | 'response' | 'input' | 'output' | 'payload';
  readonly pointer: string;
}

function* withoutExample({ endpoints, services = [] }: LintInput['contract']['contract']): Generator<Part> {
  for (const [index, endpoint] of endpoints.entries())
    for (const part of ['request', 'response'] as const)
      if (lacks(endpoint[part], endpoint.examples?.[part]))
        yield { kind: 'endpoint', identity: endpointIdentity(endpoint), part, pointer: `/endpoints/${index}/${part}` };
  for (const [at, { namespace, methods = [], events = [] }] of services.entries()) {
    for (const [index, method] of methods.entries())
      for (const part of ['input', 'output'] as const)
        if (lacks(method[part], method.examples?.[part]))
          yield {
            kind: 'method',
            identity: `${namespace}#${method.name}`,
            part,
            pointer: `/services/${at}/methods/${index}/${part}`,
          };
    for (const [index, event] of events.entries())
      if (lacks(event.payload, event.examples))
        yield {
          kind: 'event',
          identity: `${namespace}#${event.name}`,
          part: 'payload',
          pointer: `/services/${at}/events/${index}/payload`,
        };
  }
}

/** Only an object with members of its own is worth an example. */
function lacks(schema: UserSchema | undefined, examples: readonly unknown[] | undefined): boolean {
  if (!isJsonObject(schema) || (examples !== undefined && examples.length > 0)) return false;
  const { properties, examples: own } = schema;
  return isJsonObject(properties) && Object.keys(properties).length > 0 && !(Array.isArray(own) && own.length > 0);
}
