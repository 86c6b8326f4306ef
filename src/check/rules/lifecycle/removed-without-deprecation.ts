import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { unlawfulRemovals } from '../../unlawful-removals.ts';

export default defineDiffRule({
  id: 'lifecycle/removed-without-deprecation',
  summary: 'what was promised is deprecated before it is removed',
  help: 'Bring it back, deprecate it, and name the version that removes it: the policy promises a window, and there was none. What belongs to a stable baseline can not be waived.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'what comes is told by the rules about what was added' },
  example: {
    fails: 'v4 has GET /queue, stable; v5 has it no more',
    passes: 'v4 has GET /queue, deprecated since 2, to be removed in 5; v5 has it no more',
  },
  *check(input) {
    for (const { gone, lives, isMember } of unlawfulRemovals(input, 'stable'))
      yield {
        subject: gone.subject,
        message: `${gone.subject.kind} ${quote(gone.subject.identity)} is gone, and was never deprecated`,
        location: input.baseline.locate(gone.pointer),
        stability: 'stable',
        ...(gone.subject.kind === 'service' ? { children: lives.map(({ subject }) => subject.identity) } : {}),
        ...(isMember ? { waivable: false as const } : {}),
      };
  },
});
