import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { isEnding } from '../../lifecycle-items.ts';
import { lifecycleWindows } from '../../lifecycle-windows.ts';
import { replacementOf } from '../../replacements.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/replacement-missing',
  summary: 'what is deprecated names what to use instead, where the policy asks for it',
  help: 'Name the descriptor in deprecation.replacement: a capability, METHOD /route or ns/vN#name.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'requireReplacement: true; GET /queue is deprecated and names nothing',
    passes: 'requireReplacement: true; GET /queue is deprecated in favour of GET /v2/queue',
  },
  *check({ contract }) {
    if (!lifecycleWindows(contract.contract).requireReplacement) return;
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      if (!isEnding(item.stability) || replacementOf(item) !== undefined) continue;
      const { kind, identity } = subject;
      yield {
        message: `${kind} ${quote(identity)} is ${item.stability}, and names nothing to use instead`,
        location: contract.locate(item.deprecation ? `${pointer}/deprecation` : `${pointer}/stability`),
        key: [kind, identity],
      };
    }
  },
});
