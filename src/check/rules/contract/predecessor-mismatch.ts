import { inOrder } from '../../../contract/history.ts';
import type { LoadedContract } from '../../../contract/model.ts';
import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/predecessor-mismatch',
  summary: 'a contract names the digest of the version that it follows',
  help: 'Set previousDigest to the digest that `assay api snapshot` printed for the version before. Where both are as they were released, the history was forked or rewritten: find out which branch was published.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  waivable: false,
  example: {
    fails: 'v5 says previousDigest: sha256:1d90…, the snapshot of v4 is sha256:9b01…',
    passes: 'v5 says the digest of the snapshot of v4',
  },
  *check({ history, current }) {
    const contracts = inOrder(history, current);
    for (const [index, contract] of contracts.entries()) {
      const before = contracts.slice(0, index).filter((other) => follows(contract, other));
      if (before.length === 0 || before.some(({ digest }) => digest === contract.contract.previousDigest)) continue;
      const { previousDigest, contractVersion } = contract.contract;
      // A chain that was begun goes on; one that never was is no chain.
      if (previousDigest === undefined && !before.some((other) => other.contract.previousDigest !== undefined))
        continue;
      const expected = before.map(({ digest }) => digest).sort();
      yield {
        message: `contract version ${contractVersion} follows ${previousDigest ?? 'no digest'}, and the version before is ${expected.join(' or ')}`,
        location: contract.locate(previousDigest === undefined ? '/contractVersion' : '/previousDigest'),
        key: [contractVersion, previousDigest ?? null, ...expected],
      };
    }
  },
});

function follows({ contract }: LoadedContract, { contract: before }: LoadedContract): boolean {
  return before.contractVersion === contract.contractVersion - 1;
}
