import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

const STYLE = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/;

export default defineRule<LintInput>({
  id: 'capability/name-style',
  summary: 'a capability is named by dotted lower-case words, as in queue.read',
  help: 'Name the thing first and the right to it last, with dots between and dashes inside: vault.secrets.read. A released name stays as it is; give it an alias in the new style.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app'],
  example: { fails: 'capabilities: queue_read', passes: 'capabilities: queue.read' },
  *check({ contract }) {
    for (const [index, { name }] of contract.contract.capabilities.entries()) {
      if (STYLE.test(name)) continue;
      yield {
        message: `capability ${quote(name)} is not named by dotted lower-case words, as in queue.read`,
        location: contract.locate(`/capabilities/${index}/name`),
        key: [name],
      };
    }
  },
});
