import { quote } from '../../../model/quote.ts';
import { namedBaselines } from '../../baseline-members.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'lifecycle/baseline-history-rewritten',
  summary: 'a baseline that was released is never forgotten',
  help: 'Put the baseline back. One that is no longer supported says so with its state: end-of-support.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  legacyCode: 'baseline_history_rewritten',
  category: 'lifecycle',
  bump: 'major',
  waivable: false,
  mirror: { none: 'a baseline that is new rewrites nothing' },
  example: {
    fails: 'v5 has the baselines 1.0 and 1.1, v6 has 1.1',
    passes: 'v6 has both, 1.0 with state: end-of-support',
  },
  *check({ baseline, current }) {
    // The stable baseline has rules of its own, and may have become one of several.
    const known = new Set(namedBaselines(current.contract).map(({ name }) => name));
    for (const { name } of baseline.contract.baselines ?? []) {
      if (known.has(name)) continue;
      yield {
        subject: { kind: 'contract', identity: current.contract.apiVersion },
        part: name,
        message: `baseline ${quote(name)} is gone from the contract`,
        location: current.locate(current.contract.baselines === undefined ? '' : '/baselines'),
        before: name,
      };
    }
  },
});
