import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { continuedLives } from '../../lifecycle-items.ts';

export default defineDiffRule({
  id: 'lifecycle/stability-changed-without-version-bump',
  summary: 'a promise changes with a contract version only',
  help: 'Count contractVersion up by one: who read this version before read another promise.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a change back without a version is such a change too' },
  example: {
    fails: 'v5 said that GET /queue is stable, and says deprecated now',
    passes: 'v5 says stable, v6 says deprecated',
  },
  *check(input) {
    const { contractVersion } = input.current.contract;
    if (contractVersion !== input.baseline.contract.contractVersion) return;
    for (const { subject, baseline, current } of continuedLives(input)) {
      const [before, after] = [baseline.item.stability, current.item.stability];
      if (before === after) continue;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} is ${after} in contract version ${contractVersion}, and was ${before} in the same version`,
        location: input.current.locate(`${current.pointer}/stability`),
        before,
        after,
        stability: before,
      };
    }
  },
});
