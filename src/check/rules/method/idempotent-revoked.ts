import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits, revoked } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/idempotent-revoked',
  summary: 'a method that may be called again after a failure stays so',
  help: 'Keep the method idempotent, or give the new behaviour a new method: callers and brokers repeat a call whose answer was lost, and the work is done twice now.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a method that became idempotent breaks nobody who did not repeat it' },
  example: { fails: 'idempotent: true, and now false', passes: 'idempotent stays true' },
  *check(input) {
    yield* methodMemberHits(input, 'idempotent', (baseline, current) =>
      revoked(baseline.idempotent, current.idempotent, 'is not idempotent any more'),
    );
  },
});
