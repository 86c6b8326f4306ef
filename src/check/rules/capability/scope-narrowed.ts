import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { narrowedScopes } from '../../requirement-changes.ts';

export default defineDiffRule({
  id: 'capability/scope-narrowed',
  summary: 'a capability goes on unlocking alone what it did',
  help: 'Keep the requirement of the endpoints, or bring new endpoints for the new right: an app that holds only this capability gets 403 from all of them.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'capability/scope-expanded',
  example: {
    fails: 'every endpoint that apps.manage unlocked requires catalogs.manage too',
    passes: 'a new endpoint requires apps.manage and catalogs.manage',
  },
  *check(input) {
    for (const { baseline, current, extra, endpoints } of narrowedScopes(input))
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `capability ${quote(current.item.name)} alone unlocks nothing any more: what it did requires ${extra.map((name) => quote(name)).join(', ')} too`,
        location: input.current.locate(current.pointer),
        after: [...extra],
        stability: baseline.item.stability,
        children: endpoints.map((endpoint) => endpointSubject(endpoint).identity),
      };
  },
});
