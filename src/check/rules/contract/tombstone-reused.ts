import { inOrder } from '../../../contract/history.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';
import { gravesOf, livingIn } from '../../tombstones.ts';

export default defineRule<HistoryInput>({
  id: 'contract/tombstone-reused',
  summary: 'a name that was removed is never used again',
  help: 'Give the new thing a name of its own, or bring the old one back as it was and drop its tombstone: apps that are out of date would take the one for the other.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'provider'],
  waivable: false,
  example: {
    fails: 'tombstones: capability queue.purge removed in v5; and v7 has a capability queue.purge',
    passes: 'tombstones: capability queue.purge removed in v5; and v7 has queue.empty',
  },
  *check({ history, current }) {
    const buried = new Map<string, number>();
    for (const contract of inOrder(history, current)) {
      for (const [grave, { tombstone }] of gravesOf(contract.contract))
        buried.set(grave, tombstone.removedInContractVersion);
      for (const [grave, pointer] of livingIn(contract.contract)) {
        const removedIn = buried.get(grave);
        if (removedIn === undefined || removedIn > contract.contract.contractVersion) continue;
        const [kind = '', ...identity] = grave.split(' ');
        yield {
          message: `${kind} ${quote(identity.join(' '))} was removed in contract version ${removedIn}, and is there in ${contract.contract.contractVersion}`,
          location: contract.locate(pointer),
          key: [kind, identity.join(' '), removedIn],
        };
      }
    }
  },
});
