import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'lifecycle/baseline-metadata-missing',
  summary: 'a contract that had a stable baseline has one',
  help: 'Put stableBaseline back: apps declare that they target it, and nothing can be held against what is not written.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  legacyCode: 'stable_baseline_metadata_missing',
  category: 'lifecycle',
  bump: 'major',
  waivable: false,
  mirror: { none: 'a first stable baseline breaks nobody' },
  example: { fails: 'v23 has stableBaseline 1.0, v24 has none', passes: 'v23 and v24 have stableBaseline 1.0' },
  *check({ baseline, current }) {
    const { stableBaseline } = baseline.contract;
    if (stableBaseline === undefined || current.contract.stableBaseline !== undefined) return;
    yield {
      subject: { kind: 'contract', identity: current.contract.apiVersion },
      message: `the stable baseline ${quote(stableBaseline.name)} is gone from the contract`,
      location: current.locate(''),
      before: stableBaseline.name,
    };
  },
});
