import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { removalMoves } from '../../removal-moves.ts';

export default defineDiffRule({
  id: 'lifecycle/removal-moved-earlier',
  summary: 'a removal never comes sooner than it was announced',
  help: 'Restore the version that was announced: those who use it planned by it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: 'lifecycle/removal-moved-later',
  example: {
    fails: 'GET /queue was to go with v8, and goes with v7',
    passes: 'GET /queue was to go with v8, and goes with v9',
  },
  *check(input) {
    for (const { life, before, after } of removalMoves(input, 'earlier')) {
      const { subject, baseline, current } = life;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} goes with v${after} now, and was to go with v${before}`,
        location: input.current.locate(`${current.pointer}/deprecation`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
