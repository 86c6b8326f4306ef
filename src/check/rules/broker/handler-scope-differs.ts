import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, handlerName, handlersOf, withProvided, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/handler-scope-differs',
  summary: 'a handler and the manifest name the same scope',
  help: 'Write one of the two: what is granted is what the manifest says, and what is checked is what the handler says.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'operator'],
  scope: {
    words: 'apps with sources that provide methods',
    holds: (input) => withSources.holds(input) && withProvided.holds(input),
  },
  example: {
    fails: '@service("members.list", scope="hr/members.write"), and provides says hr/members.read',
    passes: 'both say hr/members.read',
  },
  *check(input) {
    for (const { name: written, scope, path, line } of handlersOf(input)) {
      const name = handlerName(written);
      const declared = input.provided?.targets.find(
        (target) => target.kind === 'method' && target.name === name,
      )?.scope;
      if (scope === undefined || declared === undefined || scope === declared) continue;
      yield {
        message: `handler ${quote(name)} asks for scope ${quote(scope)}, and the manifest says ${quote(declared)}`,
        location: { path, line },
        key: [input.app.id, name, scope, declared],
      };
    }
  },
});
