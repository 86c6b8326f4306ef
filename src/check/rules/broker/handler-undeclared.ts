import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, handlerName, handlersOf, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/handler-undeclared',
  summary: 'every handler is a method that the manifest provides',
  help: 'Name the method in provides.services of the manifest, or take the handler away: nobody can be granted what the manifest does not provide.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider'],
  scope: withSources,
  example: {
    fails: '@service("members.find"), and provides has members.list alone',
    passes: '@service("members.list"), and provides has it',
  },
  *check(input) {
    const provided = new Set(input.provided?.targets.flatMap(({ kind, name }) => (kind === 'method' ? [name] : [])));
    for (const { name: written, path, line } of handlersOf(input)) {
      const name = handlerName(written);
      if (provided.has(name)) continue;
      const guess = nearest(name, provided);
      yield {
        message: `handler ${quote(name)} is no method that the manifest provides${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
        location: { path, line },
        key: [input.app.id, name],
      };
    }
  },
});
