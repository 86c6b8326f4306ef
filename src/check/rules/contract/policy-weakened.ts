import { defineDiffRule } from '../../diff-rule.ts';
import { policyWeakenings } from '../../policy-weakenings.ts';

export default defineDiffRule({
  id: 'contract/policy-weakened',
  summary: 'the lifecycle policy promises no less than it did',
  help: 'Restore the window or the demand. What was promised under the old policy is judged by the old one until it is gone; ask those who relied on it before you promise less.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'consumer', 'operator'],
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a stronger policy breaks nobody whom it protects' },
  example: {
    fails: 'minimumDeprecationWindowContractVersions: 2, and now 1',
    passes: 'minimumDeprecationWindowContractVersions: 2, and now 3',
  },
  *check({ baseline, current }) {
    for (const { part, message, pointer, before, after } of policyWeakenings(baseline.contract, current.contract))
      yield {
        subject: { kind: 'contract', identity: current.contract.apiVersion },
        part,
        message,
        location: current.locate(pointer),
        before,
        after,
      };
  },
});
