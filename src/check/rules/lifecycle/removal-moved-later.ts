import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { removalMoves } from '../../removal-moves.ts';

export default defineDiffRule({
  id: 'lifecycle/removal-moved-later',
  summary: 'a removal that comes later is named in the changelog',
  help: 'Nothing to do: those who use it have more time.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: 'lifecycle/removal-moved-earlier',
  example: { fails: 'GET /queue was to go with v8, and goes with v9', passes: 'GET /queue stays announced for v8' },
  *check(input) {
    for (const { life, before, after } of removalMoves(input, 'later')) {
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
