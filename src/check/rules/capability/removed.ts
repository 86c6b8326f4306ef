import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { isLawfulRemoval } from '../../lawful-removal.ts';
import { removed } from '../../pairs.ts';

export default defineDiffRule({
  id: 'capability/removed',
  summary: 'a capability that apps ask for stays',
  help: 'Bring the capability back, or deprecate it first and remove it when the announced version has come: apps that ask for it can no longer be granted what they need.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'catalog'],
  legacyCode: 'stable_api_capability_removed',
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'capability/added',
  example: { fails: 'v4 has queue.read, v5 has not', passes: 'v5 has queue.read, deprecated since v5' },
  *check(input) {
    for (const { identity, baseline: side } of removed(input.pairs.capabilities)) {
      const lawful = isLawfulRemoval(side.item, input);
      yield {
        subject: { kind: 'capability', identity },
        message: `capability ${quote(identity)} is gone${lawful ? ', as announced' : ''}`,
        location: input.baseline.locate(side.pointer),
        stability: side.item.stability,
        ...(lawful ? { severity: 'note' as const } : {}),
      };
    }
  },
});
