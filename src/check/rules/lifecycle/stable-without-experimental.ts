import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { newLives } from '../../lifecycle-items.ts';

export default defineDiffRule({
  id: 'lifecycle/stable-without-experimental',
  summary: 'what is stable was experimental first, where the policy asks for it',
  help: 'Bring it as an experiment, and make it stable when it has been used for a version: what is stable can not be mended.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['app'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'what begins as an experiment promises nothing yet' },
  example: {
    fails: 'warnWhenStableWithoutExperimental: true; GET /queue is new, and stable',
    passes: 'warnWhenStableWithoutExperimental: true; GET /queue is new, and experimental',
  },
  *check(input) {
    if (!input.policy.warnWhenStableWithoutExperimental) return;
    for (const { subject, side } of newLives(input)) {
      if (side.item.stability !== 'stable') continue;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} is new, and stable without ever having been experimental`,
        location: input.current.locate(`${side.pointer}/stability`),
        stability: 'stable',
      };
    }
  },
});
