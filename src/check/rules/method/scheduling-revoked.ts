import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits, revoked } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/scheduling-revoked',
  summary: 'a method that may be scheduled stays so',
  help: 'Keep accepting schedules for the method, or announce the end of it: what is scheduled today fails when its time comes.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a method that may be scheduled now breaks nobody who did not' },
  example: { fails: 'supportsScheduling: true, and now false', passes: 'supportsScheduling stays true' },
  *check(input) {
    yield* methodMemberHits(input, 'supportsScheduling', (baseline, current) =>
      revoked(baseline.supportsScheduling, current.supportsScheduling, 'may not be scheduled any more'),
    );
  },
});
