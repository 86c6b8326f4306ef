import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/timeout-decreased',
  summary: 'a method has the time that it had',
  help: 'Give the method its time back, or let callers ask for less: work that took the old time is cut off now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'nobody is cut off by more time' },
  example: { fails: 'timeoutSeconds: 60, and now 30', passes: 'timeoutSeconds: 30, and now 60' },
  *check(input) {
    yield* methodMemberHits(input, 'timeoutSeconds', ({ timeoutSeconds: before }, { timeoutSeconds: after }) =>
      before !== undefined && after !== undefined && after < before
        ? { message: `is given ${after} seconds, and was given ${before}`, before, after }
        : undefined,
    );
  },
});
