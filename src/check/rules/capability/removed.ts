import { listed } from '../../../model/listed.ts';
import { quote } from '../../../model/quote.ts';
import { capabilityMoves, goneWithCapability } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { isLawfulRemoval } from '../../lawful-removal.ts';
import { isBaselineCapability } from '../../stable-baseline.ts';

export default defineDiffRule({
  id: 'capability/removed',
  summary: 'a capability that apps ask for stays',
  help: 'Bring the capability back, or deprecate it first and remove it when the announced version has come: apps that ask for it can no longer be granted what they need.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'catalog'],
  legacyCode: 'stable_api_capability_removed',
  category: 'authorization',
  folds: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'capability/added',
  example: { fails: 'v4 has queue.read, v5 has not', passes: 'v5 has queue.read, deprecated since v5' },
  *check(input) {
    const gone = goneWithCapability(input);
    for (const { item, pointer } of capabilityMoves(input).removed) {
      const lawful = isLawfulRemoval(item, input);
      const endpoints = (gone.get(item.name) ?? []).map((endpoint) => endpointSubject(endpoint).identity);
      const tail = endpoints.length === 0 ? '' : `, and what required it with it: ${listed(endpoints)}`;
      yield {
        subject: { kind: 'capability', identity: item.name },
        message: `capability ${quote(item.name)} is gone${lawful ? ' as announced' : ''}${tail}`,
        location: input.baseline.locate(pointer),
        stability: item.stability,
        children: endpoints,
        ...(lawful ? { severity: 'note' as const } : {}),
        ...(isBaselineCapability(input.baseline.contract, item) ? { waivable: false as const } : {}),
      };
    }
  },
});
