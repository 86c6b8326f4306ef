import { digestJson } from '../../../model/digest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import {
  type BrokerInput,
  handlerName,
  handlersOf,
  pathInApp,
  schemaNamed,
  withProvided,
  withSources,
} from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/handler-schema-differs',
  summary: 'a handler and the manifest name the same schemas',
  help: 'Let both name one file: what callers are told is what the manifest says, and what is checked is what the handler says.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: {
    words: 'apps with sources that provide methods',
    holds: (input) => withSources.holds(input) && withProvided.holds(input),
  },
  example: {
    fails: '@service("members.list", input_schema="a.json"), and provides names b.json, with other content',
    passes: 'both name schemas/members.list.in.json',
  },
  *check(input) {
    for (const handler of handlersOf(input)) {
      const name = handlerName(handler.name);
      const target = input.provided?.targets.find((provided) => provided.kind === 'method' && provided.name === name);
      for (const role of ['input', 'output'] as const) {
        const [own, declared] = [handler[role], target?.schemas[role]];
        if (own === undefined || declared === undefined) continue;
        const [left, right] = [schemaNamed(input, own), schemaNamed(input, declared)];
        const same =
          left === undefined || right === undefined
            ? typeof declared !== 'string' || pathInApp(own) === pathInApp(declared)
            : digestJson(left) === digestJson(right);
        if (same) continue;
        yield {
          message: `handler ${quote(name)} has another ${role} schema than the manifest`,
          location: { path: handler.path, line: handler.line },
          key: [input.app.id, name, role],
        };
      }
    }
  },
});
