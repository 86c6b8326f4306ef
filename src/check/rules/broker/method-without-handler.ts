import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, handlerName, handlersOf, withProvided, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/method-without-handler',
  summary: 'every method that the manifest provides has a handler',
  help: 'Write the handler, or take the method out of provides: whoever calls it is told that it exists. A method with a route is answered by the route.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: {
    words: 'apps with sources that provide methods',
    holds: (input) => withSources.holds(input) && withProvided.holds(input),
  },
  example: {
    fails: 'provides has members.list, and no source has @service("members.list")',
    passes: '@service("members.list")',
  },
  *check(input) {
    const handled = new Set(handlersOf(input).map(({ name }) => handlerName(name)));
    for (const { kind, name, route, location } of input.provided?.targets ?? [])
      if (kind === 'method' && route === undefined && !handled.has(name))
        yield {
          message: `method ${quote(name)} is provided, and no source has a handler for it`,
          location,
          key: [input.app.id, name],
        };
  },
});
