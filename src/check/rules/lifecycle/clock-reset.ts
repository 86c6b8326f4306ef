import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { continuedLives, isEnding } from '../../lifecycle-items.ts';

export default defineDiffRule({
  id: 'lifecycle/clock-reset',
  summary: 'the version since which something is deprecated never changes',
  help: 'Restore what was said first: the clock that people were shown runs on, whatever is decided later.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'verifier'],
  category: 'lifecycle',
  bump: 'none',
  waivable: false,
  mirror: { none: 'a clock that is put back has been reset as well' },
  example: { fails: 'GET /queue is deprecated since 6; it was since 5', passes: 'GET /queue stays deprecated since 5' },
  *check(input) {
    for (const { subject, baseline, current } of continuedLives(input)) {
      const [before, after] = [baseline.item.deprecation, current.item.deprecation];
      if (!before || !isEnding(baseline.item.stability) || !isEnding(current.item.stability)) continue;
      for (const member of ['deprecatedSinceContractVersion', 'deprecatedOn'] as const) {
        const [was, is] = [before[member] ?? null, after?.[member] ?? null];
        if (was === null || was === is) continue;
        yield {
          subject,
          part: member,
          message: `${subject.kind} ${quote(subject.identity)} is deprecated since ${words(is)}, and was since ${words(was)}`,
          location: input.current.locate(after ? `${current.pointer}/deprecation` : current.pointer),
          before: was,
          after: is,
          stability: baseline.item.stability,
        };
      }
    }
  },
});

function words(when: number | string | null): string {
  if (when === null) return 'nothing that is said';
  return typeof when === 'number' ? `v${when}` : when;
}
