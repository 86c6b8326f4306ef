import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { removalMoves } from '../../removal-moves.ts';

export default defineDiffRule({
  id: 'lifecycle/removal-unset',
  summary: 'a removal that was announced keeps its version',
  help: 'Say again when it goes, or make it stable again: that it goes some day helps nobody to plan.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['app'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a removal that is announced is lifecycle/removal-announced' },
  example: {
    fails: 'GET /queue was to go with v8, and does not say when it goes',
    passes: 'GET /queue stays announced for v8',
  },
  *check(input) {
    for (const { life, before } of removalMoves(input, 'unset')) {
      const { subject, baseline, current } = life;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} does not say any more when it goes, and was to go with v${before}`,
        location: input.current.locate(`${current.pointer}/deprecation`),
        before,
        stability: baseline.item.stability,
      };
    }
  },
});
