import { endpointIdentity } from '../../../contract/model.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

const STYLE = /^[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*$/;

export default defineRule<LintInput>({
  id: 'endpoint/action-style',
  summary: 'an action label is dotted lower-case words, as in queue.requests.remove',
  help: 'Write words in lower case with dots between and dashes inside. Audit logs and policies are searched by the label, so it is written in one way.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'actionLabel: RemoveRequest', passes: 'actionLabel: queue.requests.remove' },
  *check({ contract }) {
    for (const [index, endpoint] of contract.contract.endpoints.entries()) {
      const { actionLabel } = endpoint;
      if (STYLE.test(actionLabel)) continue;
      const identity = endpointIdentity(endpoint);
      yield {
        message: `endpoint ${quote(identity)} has the action label ${quote(actionLabel)}; expected dotted lower-case words`,
        location: contract.locate(`/endpoints/${index}/actionLabel`),
        key: [identity, actionLabel],
      };
    }
  },
});
