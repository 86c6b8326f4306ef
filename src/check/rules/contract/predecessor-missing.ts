import { inOrder } from '../../../contract/history.ts';
import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/predecessor-missing',
  summary: 'a history holds the version that each contract names as the one before it',
  help: 'Put the snapshot with that digest back into the history: a released contract is never removed. A history may begin at any version, whose contract then names no previousDigest.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  waivable: false,
  example: {
    fails: 'v5 says previousDigest: sha256:9b01…, and the history holds no v4',
    passes: 'v5 says previousDigest: sha256:9b01…, the digest of 4.json',
  },
  *check({ history, current }) {
    const contracts = inOrder(history, current);
    const digests = new Set<string>(contracts.map(({ digest }) => digest));
    const versions = new Set(contracts.map((one) => one.contract.contractVersion));
    for (const contract of contracts) {
      const { previousDigest, contractVersion } = contract.contract;
      // A version before that has another digest is a mismatch.
      if (previousDigest === undefined || digests.has(previousDigest) || versions.has(contractVersion - 1)) continue;
      yield {
        message: `contract version ${contractVersion} follows ${previousDigest}, which ${history.path} does not hold`,
        location: contract.locate('/previousDigest'),
        key: [contractVersion, previousDigest],
      };
    }
  },
});
