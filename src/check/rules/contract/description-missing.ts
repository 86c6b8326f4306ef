import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { descriptors } from '../../descriptors.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'contract/description-missing',
  summary: 'every descriptor says in words what it is for',
  help: 'Write one sentence for app authors: what it does, or what a right lets an app do. References and consent screens show it.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['app'],
  example: { fails: 'GET /queue with description ""', passes: 'GET /queue with description "Read the queue."' },
  *check({ contract }) {
    for (const { kind, identity, description, pointer } of descriptors(contract.contract)) {
      if (description.trim() !== '') continue;
      yield {
        message: `${kind} ${quote(identity)} has no description`,
        location: contract.locate(`${pointer}/description`),
        key: [kind, identity],
      };
    }
  },
});
