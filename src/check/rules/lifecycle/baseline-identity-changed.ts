import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'lifecycle/baseline-identity-changed',
  summary: 'the stable baseline keeps its name and its contract version',
  help: 'Give the new baseline its own name among baselines and leave the stable one as it was released: apps name the baseline that they target.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  legacyCode: 'stable_baseline_identity_changed',
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a change back changes the identity as well' },
  example: { fails: 'stableBaseline 1.0 of v19, and now 1.0 of v20', passes: 'stableBaseline stays 1.0 of v19' },
  *check({ baseline, current }) {
    const [before, after] = [baseline.contract.stableBaseline, current.contract.stableBaseline];
    if (before === undefined || after === undefined) return;
    const words = (one: typeof before): string => `${quote(one.name)} of v${one.contractVersion}`;
    if (words(before) !== words(after))
      yield {
        subject: { kind: 'contract', identity: current.contract.apiVersion },
        message: `the stable baseline is ${words(after)}, and was ${words(before)}`,
        location: current.locate('/stableBaseline'),
        before: [before.name, before.contractVersion],
        after: [after.name, after.contractVersion],
      };
    const { baselineName } = current.contract.compatibilityWindow ?? {};
    if (baselineName === undefined || baselineName === after.name) return;
    if (baseline.contract.compatibilityWindow?.baselineName === baselineName) return;
    yield {
      subject: { kind: 'contract', identity: current.contract.apiVersion },
      part: 'compatibilityWindow',
      message: `the compatibility window is about baseline ${quote(baselineName)}, and the stable baseline is ${quote(after.name)}`,
      location: current.locate('/compatibilityWindow/baselineName'),
      before: after.name,
      after: baselineName,
    };
  },
});
