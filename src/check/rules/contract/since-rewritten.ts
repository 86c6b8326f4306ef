import { inOrder } from '../../../contract/history.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { descriptors } from '../../descriptors.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/since-rewritten',
  summary: 'the version since which a descriptor is there never changes',
  help: 'Restore the version that was released first. Apps declare the oldest version that they run on by it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'verifier'],
  waivable: false,
  example: {
    fails: 'v4 says queue.read since 1, v5 says since 5',
    passes: 'v4 and v5 say queue.read since 1',
  },
  *check({ history, current }) {
    const released = new Map<string, number>();
    for (const contract of inOrder(history, current))
      for (const { kind, identity, since, pointer } of descriptors(contract.contract)) {
        if (since === undefined) continue;
        const name = `${kind} ${identity}`;
        const before = released.get(name) ?? since;
        released.set(name, since);
        if (before === since) continue;
        yield {
          message: `${kind} ${quote(identity)} is there since v${since} in contract version ${contract.contract.contractVersion}, and was since v${before} before`,
          location: contract.locate(`${pointer}/sinceContractVersion`),
          key: [kind, identity, before, since],
        };
      }
  },
});
