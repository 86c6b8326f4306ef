import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, isOwn, usesOf, withSources } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/target-undeclared',
  summary: 'what the sources use is consumed in the manifest',
  help: 'Add it with `assay services add`: the platform refuses a call that the manifest does not declare.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: withSources,
  example: {
    fails: 'services(ctx).call("hr/v1#members.list"), and consumes does not have it',
    passes: 'consumes.services: hr/v1#members.list',
  },
  *check(input) {
    const declared = new Set(input.consumed.map(({ target }) => target));
    for (const { target, use, path, line } of usesOf(input)) {
      if (declared.has(target) || isOwn(input, target)) continue;
      yield {
        message: `${quote(target)} is ${use === 'name' ? 'named' : use === 'call' ? 'called' : use === 'emit' ? 'sent' : 'listened to'}, and the manifest does not consume it`,
        location: { path, line },
        key: [input.app.id, target, path],
        ...(use === 'name' ? { severity: 'warning' as const } : {}),
      };
    }
  },
});
