import { isNamespace } from '../../../broker/target.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, withProvided } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/scope-form',
  summary: 'a scope is named <namespace>/<resource>.<verb>',
  help: 'Write hr/members.read: the namespace of the service, what it is about, and what may be done with it. A grant is read by people.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  scope: withProvided,
  example: {
    fails: 'scope: "members"',
    passes: 'scope: "hr/members.read"',
  },
  *check(input) {
    const { namespace, targets = [] } = input.provided ?? {};
    for (const { kind, name, scope, location } of targets) {
      if (scope === undefined) continue;
      const [owner = '', right = '', ...more] = scope.split('/');
      const isForm = more.length === 0 && isNamespace(owner) && /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/.test(right);
      const isForeign = isForm && namespace !== undefined && owner !== namespace;
      if (isForm && !isForeign) continue;
      yield {
        message: `scope ${quote(scope)} of ${kind} ${quote(name)} ${isForeign ? `is not of namespace ${quote(namespace)}` : 'is not <namespace>/<resource>.<verb>'}`,
        location,
        key: [input.app.id, kind, name, scope],
      };
    }
  },
});
