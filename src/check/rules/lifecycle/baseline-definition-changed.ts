import { listed } from '../../../model/listed.ts';
import { quote } from '../../../model/quote.ts';
import { baselineChanges } from '../../baseline-members.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'lifecycle/baseline-definition-changed',
  summary: 'a baseline guarantees under one name what it guaranteed when it was released',
  help: 'Leave the baseline as it was, and give the new set a name of its own: an app that checks for the name would find other things on each version.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  legacyCode: 'baseline_definition_changed',
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a change back changes the definition as well' },
  example: { fails: 'baseline 1.0 gains queue.purge', passes: 'baseline 1.1 is new, with all of 1.0 and queue.purge' },
  *check({ baseline, current }) {
    for (const { name, pointer, joined, left } of baselineChanges(baseline.contract, current.contract))
      yield {
        subject: { kind: 'contract', identity: current.contract.apiVersion },
        part: name,
        message: `baseline ${quote(name)} ${[...(joined.length === 0 ? [] : [`guarantees ${listed(joined, ', ')} now`]), ...(left.length === 0 ? [] : [`does not guarantee ${listed(left, ', ')} any more`])].join(', and ')}`,
        location: current.locate(pointer),
        before: [...left],
        after: [...joined],
      };
  },
});
