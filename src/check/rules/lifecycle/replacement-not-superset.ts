import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { isEnding } from '../../lifecycle-items.ts';
import { lostRights } from '../../replacement-rights.ts';
import { erased, livesByIdentity, replacementOf } from '../../replacements.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/replacement-not-superset',
  summary: 'who may use something may use what replaces it',
  help: 'Let the replacement ask for no right that the old one did not ask for, and admit everybody whom it admitted; or name another.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app'],
  example: {
    fails: 'GET /queue asks for queue.read; GET /v2/queue, its replacement, for queue.read and peers.read',
    passes: 'both ask for queue.read',
  },
  *check({ contract }) {
    const lives = livesByIdentity(contract.contract);
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      const replacement = isEnding(item.stability) ? replacementOf(item) : undefined;
      const next = replacement === undefined ? undefined : lives.get(erased(replacement));
      const lost = next === undefined ? [] : lostRights(item, next, lives);
      if (replacement === undefined || lost.length === 0) continue;
      const { kind, identity } = subject;
      yield {
        message: `${kind} ${quote(identity)} is replaced by ${quote(replacement)}, which ${lost.map(({ words }) => words).join(' and ')}`,
        location: contract.locate(`${pointer}/deprecation/replacement`),
        key: [kind, identity, erased(replacement), ...lost.map(({ name }) => name)],
      };
    }
  },
});
