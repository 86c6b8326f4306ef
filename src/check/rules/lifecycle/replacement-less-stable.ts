import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { weakerReplacements } from '../../weaker-replacements.ts';

export default defineDiffRule({
  id: 'lifecycle/replacement-less-stable',
  summary: 'what replaces something is promised at least as much',
  help: 'Make the replacement as stable as what it replaces before you send anybody there: they would move from a promise to none.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['app', 'consumer'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a replacement that is promised more breaks nobody' },
  example: {
    fails: 'GET /queue, stable until now, is replaced by GET /v2/queue, experimental',
    passes: 'GET /queue is replaced by GET /v2/queue, stable',
  },
  *check(input) {
    for (const { life, replacement, stability } of weakerReplacements(input)) {
      const { subject, baseline, current } = life;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} is replaced by ${quote(replacement)}, which is ${stability}`,
        location: input.current.locate(`${current.pointer}/deprecation/replacement`),
        after: [replacement, stability],
        stability: baseline.item.stability,
      };
    }
  },
});
